"""The addresses of bringing records in."""

from django.urls import path

from unsung.intake.pages import asides, delivered, handing, views

app_name = "bring"
urlpatterns = [
    path("", views.bring, name="list"),
    path("<int:pk>/", handing.upload, name="upload"),
    path("<int:pk>/start/", handing.start, name="start"),
    path("<int:pk>/leave/", handing.leave, name="leave"),
    path("<int:pk>/progress/", handing.progress, name="progress"),
    path("<int:pk>/file/<int:number>/", handing.file, name="file"),
    path("<int:pk>/file/<int:number>/look/", handing.look, name="look"),
    path("<int:pk>/file/<int:number>/out/", handing.leave_out, name="leave_out"),
    path("delivery/<int:number>/", delivered.delivery, name="delivery"),
    path("delivery/<int:number>/back/", delivered.take_back, name="take_back"),
    path("delivery/<int:number>/aside/", asides.asides, name="asides"),
    path("delivery/<int:number>/aside.csv", asides.as_csv, name="asides_csv"),
    path("aside/<int:number>/", asides.aside, name="aside"),
]
