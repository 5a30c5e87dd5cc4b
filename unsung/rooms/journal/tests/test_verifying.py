"""Verifying: the heads in old mails stand against the journals here, and nobody learns whose those are."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from unsung.ground import clock
from unsung.ledger.models import Person
from unsung.rooms.journal import drawer, taking_along
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.models import Slip
from unsung.rooms.journal.nightly import close_days
from unsung.rooms.journal.sealing import Head, heads
from unsung.rooms.journal.tests.test_sealing import line
from unsung.rooms.journal.verifying import Verdict, seal_line, verify
from unsung.web.models import Account

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 21, 0, 5, tzinfo=UTC)
HOLDS = (True, "The lines of every journal that is not locked lead to the heads of their days.")


def writer(name: str, *lines: str) -> Open:
    person = Person.objects.create(name=name, address=f"{name.lower()}@example.org")
    Account.objects.create_user(person.address, "a long enough phrase", person=person)
    mine, _ = drawer.begun(person.pk, 0)
    for number, raw in enumerate(lines):
        mine.put(line(number, raw))
    return mine


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY)


def sealed(mine: Open) -> list[Head]:
    """The heads of a journal, opened anew as every page and every night does."""
    again = drawer.opened(mine.row.person_id, 0)
    return heads(again) if again else []


def mailed(words: str) -> bytes:
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "My week", "ada@example.org"
    letter.set_content(words, cte="quoted-printable")
    return letter.as_bytes()


def wrong(told: Sequence[Verdict]) -> list[str]:
    return [said for well, said in told if not well]


def test_the_night_closes_the_days_of_every_open_journal_up_to_yesterday() -> None:
    ada, ben = writer("Ada", "calmed Mr Ode"), writer("Ben")
    close_days()
    assert [each.day for each in sealed(ada)] == [date(2026, 9, day) for day in range(17, 21)]
    assert [each.day for each in sealed(ben)] == [date(2026, 9, 20)]


def test_a_locked_journal_is_left_alone_and_caught_up_with_once_it_is_open() -> None:
    ada = writer("Ada", "calmed Mr Ode")
    Account.objects.update(turned=1)
    close_days()
    assert sealed(ada) == []
    Account.objects.update(turned=0)
    close_days()
    assert len(sealed(ada)) == 4


def test_heads_in_mails_and_in_a_journal_taken_along_stand() -> None:
    ada = writer("Ada", "calmed Mr Ode", "lobby")
    close_days()
    written = sealed(ada)
    quoted = "".join(f"> {each}\n" for each in ["Hello", seal_line(written[1]), "", seal_line(written[2])])
    files = {
        "week.eml": mailed(f"What I did\n\n{seal_line(written[-1])}\n"),
        "answer.eml": mailed(quoted),
        "mine.json": taking_along.as_json(ada.every(), written).encode(),
        "mine.md": taking_along.as_text(ada.every(), written).encode(),
    }
    assert verify(files) == [
        HOLDS,
        (True, "week.eml: the head of 2026-09-20 stands in a journal here."),
        (True, "answer.eml: the heads of 2026-09-18 to 2026-09-19 stand in a journal here."),
        (True, "mine.json: the heads of 2026-09-17 to 2026-09-20 stand in a journal here."),
        (True, "mine.md: the head of 2026-09-20 stands in a journal here."),
    ]


def test_who_writes_all_heads_anew_is_caught_by_an_old_mail() -> None:
    ada = writer("Ada", "calmed Mr Ode")
    close_days()
    mail = mailed(seal_line(sealed(ada)[-1]))
    name = ada.key.name("heads 2026-09")
    Slip.objects.filter(name=name).delete()
    Slip.objects.filter(name=ada.key.name(line(0, "").id)).delete()
    ada.put(line(0, "closed 40 policies"))
    close_days()
    told = verify({"week.eml": mail})
    assert told[0] == HOLDS  # by itself the forged past is without a flaw
    said = "week.eml: the head of 2026-09-20 is in no journal here that is not locked; one was changed."
    assert wrong(told) == [said]


def test_a_changed_line_is_told_by_its_day_and_without_its_writer() -> None:
    ada = writer("Ada", "calmed Mr Ode")
    close_days()
    Slip.objects.filter(name=ada.key.name(line(0, "").id)).delete()
    (said,) = wrong(verify({}))
    assert said == "A journal was changed afterwards: its lines of 2026-09-17 do not lead to that day’s head."


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"{}", b'{"heads": [{"day": "2026-99-99", "head": "0"}]}', b"Seal of x"]
)
def test_a_file_that_names_no_head_is_said_to(content: bytes) -> None:
    assert wrong(verify({"other": content})) == ["other names no head of a day."]


def test_what_is_told_is_the_same_whether_somebody_keeps_forty_lines_or_none() -> None:
    writer("Ada")
    close_days()
    before = verify({})
    ada = writer("Eve", *(f"line {n}" for n in range(40)))
    close_days()
    assert verify({}) == before
    assert json.loads(taking_along.as_json([], sealed(ada)))["heads"][0]["day"] == "2026-09-17"
