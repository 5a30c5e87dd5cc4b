"""The addresses of the week; none of them tells a word of a line."""

from django.urls import path

from unsung.rooms.journal.week import views

app_name = "week"
urlpatterns = [
    path("", views.week, name="week"),
    path("book/", views.year_book, name="book"),
    path("<str:monday>/summary/", views.summary, name="summary"),
]
