"""The addresses of the printed reviews."""

from django.urls import path

from unsung.rooms.review import views

app_name = "review"
urlpatterns = [
    path("", views.shelf, name="list"),
    path("<str:month>/", views.issue, name="issue"),
    path("<str:month>/again/", views.again, name="again"),
    path("<str:month>/print/", views.print_now, name="print"),
    path("<str:month>/figures.xlsx", views.workbook, name="workbook"),
    path("<str:month>/files/<str:name>", views.file, name="file"),
    path("<str:month>/figures/<str:figure>/", views.figure, name="figure"),
]
