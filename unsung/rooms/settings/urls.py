"""The addresses of the settings."""

from django.urls import path

from unsung.rooms.settings.views import desks, hours, people, sources, words, yours

app_name = "settings"
urlpatterns = [
    path("", yours.yours, name="yours"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add_person"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/invite/", people.invite, name="invite"),
    path("people/<int:number>/end/", people.end, name="end_account"),
    path("people/<int:number>/reopen/", people.reopen, name="reopen_account"),
    path("desks/", desks.desks, name="desks"),
    path("desks/add/", desks.add, name="add_desk"),
    path("desks/<int:number>/", desks.desk, name="desk"),
    path("desks/hours/<int:number>/", hours.hours, name="hours"),
    path("desks/hours/<int:number>/week/", hours.week, name="week"),
    path("desks/hours/<int:number>/week/drop/", hours.drop_week, name="drop_week"),
    path("desks/hours/<int:number>/day/", hours.keep_day, name="keep_day"),
    path("desks/hours/<int:number>/day/drop/", hours.drop_day, name="drop_day"),
    path("desks/hours/<int:number>/place/", hours.place, name="place"),
    path("words/", words.words, name="words"),
    path("words/department/add/", words.department, name="add_department"),
    path("words/department/<int:number>/", words.department, name="department"),
    path("words/kind/add/", words.kind, name="add_kind"),
    path("words/kind/<int:number>/", words.kind, name="kind"),
    path("sources/", sources.sources, name="sources"),
    path("changes/", sources.changes, name="changes"),
    path("begun/", sources.begun, name="begun"),
]
