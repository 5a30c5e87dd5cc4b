"""The addresses of the letters; the link of a mail carries a pass."""

from django.urls import path

from unsung.rooms.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<uuid:ref>/", views.letter, name="letter"),
    path("asks/<uuid:ref>/", views.asked_here, name="asked"),
    path("asks/<uuid:ref>/no-longer/", views.withdraw, name="withdraw"),
    path("ask/<str:token>/", views.by_pass, name="ask"),
]
