"""The addresses of closing the day; none of them tells a word of a reflection."""

from django.urls import path

from unsung.rooms.journal.evening import hard_pages, views

app_name = "evening"
urlpatterns = [
    path("", views.close_day, name="day"),
    path("check-in/", views.check_in, name="check_in"),
    path("asking/", views.asking, name="asking"),
    path("hard-days/", hard_pages.hard_days, name="hard_days"),
    path("hard-days/collecting/", hard_pages.collecting, name="collecting"),
    path("hard-days/erase/", hard_pages.erase, name="erase_heat"),
]
