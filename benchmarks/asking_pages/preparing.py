"""Makes a home whose desk is full: facts, cards, tables, an issue a month for fourteen months, its people."""

import json

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from benchmarks import django_ready
from benchmarks.asking_pages.filling import fill
from benchmarks.stopwatch import say, watched
from unsung.flow.catching_up import keep_up
from unsung.flow.printing import lay_tables_out, whole_months
from unsung.ground.home import home
from unsung.ledger.actions.setting_up import DeskPlan, set_up_desk
from unsung.ledger.cards.keeping import make_anew
from unsung.ledger.models import Person
from unsung.publishing import words
from unsung.publishing.models import Behind, Issue
from unsung.web.accounts import account_of
from unsung.web.front import open_front

MONTHS = 14


def main(contacts: str, people: str) -> None:
    """Make the home that UNSUNG_HOME names, and say what each step took."""
    django_ready.migrate()
    open_front()
    plan = DeskPlan("Service desk", hours="Mon-Fri 09:00-17:30", people=_people(int(people)))
    set_up_desk(plan)
    with watched() as watch:
        counts = fill(int(contacts))
    say(watch, step="write the facts", came=f"{sum(counts.values()):,} facts")
    with watched() as watch:
        cases = make_anew()
    say(
        watch,
        step="file the cards",
        came=f"{cases:,} cases, {cases / watch.seconds:,.0f} a second",
    )
    with watched() as watch:
        lay_tables_out()
    say(watch, step="lay the tables out", came=f"{int(contacts):,} conversations")
    with watched() as watch:
        printed = keep_up(most=1)
    say(watch, step="print the latest month", came=", ".join(printed))
    _copies()
    (home().folder / "visitors.json").write_text(json.dumps([_cookie(each) for each in Person.objects.all()]))


def _people(many: int) -> tuple[tuple[str, str, str], ...]:
    return tuple((f"Person {n:02}", f"person{n:02}@example.org", "member") for n in range(many))


def _cookie(person: Person) -> str:
    """A session of this person, as signing in leaves it."""
    account, session = account_of(person), SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _copies() -> None:
    """The issue printed, once more for each month before it: a page costs the same, printing does not."""
    latest = Issue.objects.get()
    lies = list(Behind.objects.filter(issue=latest))
    for month in whole_months(MONTHS)[1:]:
        latest.pk, latest.month, latest.masthead = None, month.label, words.month_of_year(month)
        latest.save()
        for each in lies:
            each.pk, each.issue = None, latest
        Behind.objects.bulk_create(lies)
