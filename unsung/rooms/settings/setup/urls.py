"""The addresses of the set-up."""

from django.urls import path

from unsung.rooms.settings.setup import views

app_name = "setup"
urlpatterns = [
    path("", views.start, name="start"),
    path("desk/", views.desk, name="desk"),
    path("hours/", views.hours, name="hours"),
    path("holidays/", views.holidays, name="holidays"),
    path("people/", views.people, name="people"),
]
