"""The address of a pack that was published."""

from django.urls import path

from unsung.rooms.journal.evidence import public

app_name = "evidence"
urlpatterns = [path("<slug:page>/", public.shown, name="shown")]
