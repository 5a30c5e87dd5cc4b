"""The addresses of the journal; none of them tells a word of a line."""

from django.urls import include, path

from unsung.rooms.journal import line_pages, views, waiting

app_name = "journal"
urlpatterns = [
    path("", views.listed, name="list"),
    path("understood/", views.understood_as, name="understood"),
    path("keep/", views.keep, name="keep"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("take-along/", views.take_along, name="take_along"),
    path("old/", views.old, name="old"),
    path("unlock/", views.unlock, name="unlock"),
    path("counting/", views.counting, name="counting"),
    path("recovery-code/", views.recovery_code, name="recovery_code"),
    path("evidence/", include("unsung.rooms.journal.evidence.urls")),
    path("<uuid:line>/", line_pages.line, name="line"),
    path("<uuid:line>/erase/", line_pages.erase, name="erase"),
    path("<uuid:line>/share/", line_pages.share, name="share"),
    path("<uuid:line>/take-back/", line_pages.take_back, name="take_back"),
    path("<uuid:line>/conversation/", line_pages.link, name="link"),
]
