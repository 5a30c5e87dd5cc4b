"""The addresses of what is told."""

from django.urls import path

from unsung.rooms.told import views

app_name = "told"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:number>/read/", views.read, name="read"),
    path("<int:number>/named/", views.named, name="named"),
]
