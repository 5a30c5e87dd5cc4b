"""The addresses of the house: the shell's own, and each room by its name."""

from django.urls import URLPattern, URLResolver, include, path

from unsung.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("parts/", views.parts, name="parts"),
    path("more/", views.more, name="more"),
    path("cases/", include("unsung.rooms.cases.urls")),
    path("reviews/", include("unsung.rooms.review.urls")),
    path("sign-in/", include("unsung.web.sign_in")),
]
handler400 = "unsung.web.faults_on_pages.bad_request"
handler403 = "unsung.web.faults_on_pages.shut"
handler404 = "unsung.web.faults_on_pages.not_found"
handler500 = "unsung.web.faults_on_pages.broken"
