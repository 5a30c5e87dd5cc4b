"""Makes a home whose desk is full: facts, cards, an issue a month for fourteen months, its people."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from benchmarks import django_ready
from benchmarks.asking_pages.filing import file_cards
from benchmarks.asking_pages.filling import fill
from benchmarks.stopwatch import say, watched
from unsung.flow import printing
from unsung.flow.printing import Order, months_to_print
from unsung.ground.home import home
from unsung.ledger.actions.setting_up import DeskPlan, set_up_desk
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.places import first_place
from unsung.ledger.models import Person
from unsung.ledger.queries.reach import newest_rows
from unsung.ledger.warehouse import laying, parquet
from unsung.publishing import words
from unsung.publishing.models import Issue
from unsung.publishing.press import print_review
from unsung.publishing.shelving import Lies, put
from unsung.publishing.tests.october import review
from unsung.web.accounts import account_of
from unsung.web.front import open_front

MONTHS = 14


def main(contacts: str, people: str) -> None:
    """Make the home that UNSUNG_HOME names, and say what each step took."""
    django_ready.migrate()
    open_front()
    plan = DeskPlan("Service desk", hours="Mon-Fri 09:00-17:30", people=_people(int(people)))
    set_up_desk(plan)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    with watched() as watch:
        counts = fill(int(contacts))
    say(watch, step="write the facts", came=f"{sum(counts.values()):,} facts")
    with watched() as watch:
        cases = file_cards(int(contacts))
    say(watch, step="file the cards", came=f"{cases:,} cases, {cases / watch.seconds:,.0f} a second")
    _call_it_laid_out()
    with watched() as watch:
        _print()
    say(watch, step="put fourteen issues on the shelf", came=f"{Issue.objects.count()} issues")
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


def _call_it_laid_out() -> None:
    """The tables stay empty: no page reads them, and laying out a million contacts takes minutes."""
    zone, hours = printing._calendar(Order(Path()))
    parquet.write_empty(home().tables)
    laying._note(home().tables, zone, hours, newest_rows())


def _print() -> None:
    """An issue a month: an invented one, as long as a real one, with the month’s cases behind it."""
    with TemporaryDirectory() as folder:
        files = print_review(review(), Path(folder))
        for month in reversed(months_to_print(MONTHS)):
            bounds = {"place__gte": first_place(month.start_s), "place__lt": first_place(month.end_s)}
            places = list(Card.objects.filter(**bounds).order_by("-place").values_list("place", flat=True))
            issue = put(review(), files, newest_rows(), {"contact_volume": Lies(len(places), places)})
            issue.month, issue.masthead = month.label, words.month_of_year(month)
            issue.save()
