"""The addresses of the cases."""

from django.urls import path

from unsung.rooms.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:number>/", views.case, name="case"),
]
