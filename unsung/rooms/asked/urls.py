"""The addresses of what one is asked."""

from django.urls import path

from unsung.rooms.asked import views

app_name = "asked"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:number>/", views.answer, name="answer"),
]
