"""The addresses of a writer's own packs; none of them tells a word of one."""

from django.urls import path

from unsung.rooms.journal.evidence import asking_views, claim_views, handing_views, views

app_name = "evidence"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<uuid:pack>/", views.pack, name="pack"),
    path("<uuid:pack>/front/", views.front, name="front"),
    path("<uuid:pack>/drop/", views.drop, name="drop"),
    path("<uuid:pack>/claims/", claim_views.claim, name="new_claim"),
    path("<uuid:pack>/claims/<slug:claim>/", claim_views.claim, name="claim"),
    path("<uuid:pack>/claims/<slug:claim>/move/", claim_views.move, name="move"),
    path("<uuid:pack>/claims/<slug:claim>/remove/", claim_views.remove, name="remove"),
    path("<uuid:pack>/thanks/", claim_views.thanks, name="thanks"),
    path("<uuid:pack>/lines/<uuid:line>/ask/", asking_views.ask, name="ask"),
    path("<uuid:pack>/lines/<uuid:line>/take-back/", asking_views.take_back, name="take_back"),
    path("<uuid:pack>/look/", handing_views.look, name="look"),
    path("<uuid:pack>/files/<slug:form>/", handing_views.file, name="file"),
    path("<uuid:pack>/publish/", handing_views.publish, name="publish"),
    path("<uuid:pack>/unpublish/", handing_views.take_back, name="unpublish"),
]
