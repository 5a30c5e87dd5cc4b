"""The addresses of the rounds."""

from django.urls import path

from unsung.rooms.rounds import views

app_name = "rounds"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:number>/<str:which>/check/", views.check, name="check"),
    path("<int:number>/<str:which>/items/", views.edit, name="edit"),
]
