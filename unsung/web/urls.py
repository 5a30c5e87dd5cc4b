"""The addresses of the house: the shell's own, and each room by its name."""

from django.urls import URLPattern, URLResolver, include, path

from unsung.web import access, installed, looking, views
from unsung.web.api.mounted import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("sw.js", installed.service_worker, name="service_worker"),
    path("offline/", installed.offline, name="offline"),
    path("share/", installed.share, name="share"),
    path("parts/", views.parts, name="parts"),
    path("more/", views.more, name="more"),
    path("cases/", include("unsung.rooms.cases.urls")),
    path("journal/", include("unsung.rooms.journal.urls")),
    path("week/", include("unsung.rooms.journal.week.urls")),
    path("evening/", include("unsung.rooms.journal.evening.urls")),
    path("letters/", include("unsung.rooms.letters.urls")),
    path("told/", include("unsung.rooms.told.urls")),
    path("evidence/", include("unsung.rooms.journal.evidence.public_urls")),
    path("asked/", include("unsung.rooms.asked.urls")),
    path("reviews/", include("unsung.rooms.review.urls")),
    path("rounds/", include("unsung.rooms.rounds.urls")),
    path("settings/who-can-read-what/", access.access, name="access"),
    path("settings/who-can-read-what/as-your-lead/", looking.as_lead, name="as_lead"),
    path("settings/who-can-read-what/as-your-lead/<int:lead>/", looking.as_lead, name="as_lead_of"),
    path("settings/who-can-read-what/as-your-lead/<int:lead>/<path:rest>", looking.page, name="as_lead_page"),
    path("settings/", include("unsung.rooms.settings.urls")),
    path("set-up/", include("unsung.rooms.settings.setup.urls")),
    path("sign-in/", include("unsung.web.sign_in")),
    path("bring/", include("unsung.intake.pages.urls")),
    path("api/", api.urls),
]
handler400 = "unsung.web.faults_on_pages.bad_request"
handler403 = "unsung.web.faults_on_pages.shut"
handler404 = "unsung.web.faults_on_pages.not_found"
handler500 = "unsung.web.faults_on_pages.broken"
