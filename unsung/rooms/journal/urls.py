"""The addresses of the journal; none of them tells a word of a line."""

from django.urls import include, path

from unsung.rooms.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.listed, name="list"),
    path("understood/", views.understood_as, name="understood"),
    path("keep/", views.keep, name="keep"),
    path("take-along/", views.take_along, name="take_along"),
    path("old/", views.old, name="old"),
    path("unlock/", views.unlock, name="unlock"),
    path("recovery-code/", views.recovery_code, name="recovery_code"),
    path("evidence/", include("unsung.rooms.journal.evidence.urls")),
    path("<uuid:line>/", views.line, name="line"),
    path("<uuid:line>/erase/", views.erase, name="erase"),
]
