"""What is told: who reads which line, the tick, being named, and pages of them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.entering import Enter
from unsung.ledger.actions.sharing import Leaving, Readers, share, take_back
from unsung.ledger.models import Desk, Mention, Person, SharedLine
from unsung.ledger.queries.shared_lines import sign

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 17)


@pytest.fixture
def desk(enter: Enter) -> Desk:
    """A desk with Ada and Cay, led by Ben."""
    enter("member", name="Ada Boateng")
    enter("member", name="Cay Darko")
    enter("lead", name="Ben Carrow")
    return Desk.objects.get()


def person(name: str) -> int:
    return Person.objects.get(name=name).pk


def tell(desk: Desk, audience: str, words: str, *names: str, day: date = DAY, by: str = "Ada Boateng") -> int:
    told = Leaving(words, "", ["calm"], None, day, day, [person(name) for name in names])
    to = [person("Ben Carrow")] if audience == "lead" else []
    return share(told, Readers(desk.pk, audience, to, person(by) if by else None))


def read(answer: Any) -> str:
    """The words of the page, without its marks."""
    main = answer.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def told(client: Client) -> str:
    return read(client.get("/told/"))


def test_each_reads_what_was_shared_with_the_lead_or_the_team(enter: Enter, desk: Desk) -> None:
    for audience in ("lead", "team", "all"):
        tell(desk, audience, f"a line for {audience}")
    claims = Desk.objects.create(name="Claims")
    tell(claims, "team", "a line of another desk")
    seen = {
        name: re.findall(r"a line (?:for|of) (\w+)", told(enter(role, name=name)))
        for role, name in (
            ("lead", "Ben Carrow"),
            ("member", "Cay Darko"),
            ("administrator", "Ida Runs"),
            ("editor", "Emil Reads"),
            ("answerer", "Dan Wire"),
            ("colleague", "Una Wilk"),
        )
    }
    assert {name: sorted(lines) for name, lines in seen.items() if lines} == {
        "Ben Carrow": ["all", "lead", "team"],
        "Cay Darko": ["team"],
    }


def test_a_line_whose_writer_is_not_shown_is_by_a_colleague(enter: Enter, desk: Desk) -> None:
    tell(desk, "all", "told him no", by="")
    assert "A colleague at the Service desk" in told(enter("lead", name="Ben Carrow"))


def test_lines_stand_by_day_the_newest_first(enter: Enter, desk: Desk) -> None:
    for back in (2, 0, 1):
        tell(desk, "team", f"{back} days back", day=DAY - timedelta(back))
    assert re.findall(r"(\d) days back", told(enter("member", name="Cay Darko"))) == ["0", "1", "2"]


def test_opening_the_page_notes_nothing_and_the_tick_is_for_the_writer_alone(
    enter: Enter, desk: Desk
) -> None:
    number = tell(desk, "team", "told him no")
    cay, ben = enter("member", name="Cay Darko"), enter("lead", name="Ben Carrow")
    before = serializers.serialize("json", SharedLine.objects.all())
    for _ in range(2):
        cay.get("/told/")
        assert cay.get(f"/told/{number}/read/").status_code == 405
        assert cay.get(f"/told/{number}/named/").status_code == 405
    assert serializers.serialize("json", SharedLine.objects.all()) == before
    for _ in range(2):
        cay.post(f"/told/{number}/read/")
    assert [each.name for each in SharedLine.objects.get().read_by.all()] == ["Cay Darko"]
    assert "You read it; its writer sees that." in told(cay)
    assert "Cay" not in told(ben).partition("told him no")[2]


def test_what_one_may_not_read_one_cannot_tick(enter: Enter, desk: Desk) -> None:
    number = tell(desk, "lead", "told him no")
    for role, name in (("member", "Cay Darko"), ("colleague", "Una Wilk"), ("administrator", "Ida Runs")):
        assert enter(role, name=name).post(f"/told/{number}/read/").status_code == 404
    assert SharedLine.objects.get().read_by.count() == 0


def test_nobody_ticks_an_offer_or_a_line_of_ones_own(enter: Enter, desk: Desk) -> None:
    offer, own = tell(desk, "all", "an offer", by=""), tell(desk, "team", "her own")
    enter("lead", name="Ben Carrow").post(f"/told/{offer}/read/")
    ada = enter("member", name="Ada Boateng")
    ada.post(f"/told/{own}/read/")
    assert [each.read_by.count() for each in SharedLine.objects.all()] == [0, 0]
    assert "I have read it its writer" not in told(ada)


def test_whoever_is_named_reads_it_and_stays_a_colleague_for_others_until_that_is_agreed(
    enter: Enter, desk: Desk
) -> None:
    dan = enter("answerer", name="Dan Wire")
    number = tell(desk, "lead", f"mended it with {sign(0)}, and thanked {sign(1)}", "Dan Wire", "Cay Darko")
    ben, cay = enter("lead", name="Ben Carrow"), enter("member", name="Cay Darko")
    assert "mended it with a colleague, and thanked a colleague" in told(ben)
    assert "mended it with Dan Wire, and thanked a colleague" in told(dan)
    assert "Ada Boateng names you in this line. Others read “a colleague”" in told(dan)
    assert "names you in this line" not in told(ben)
    dan.post(f"/told/{number}/named/", {"answer": "yes"})
    assert "mended it with Dan Wire, and thanked a colleague" in told(ben)
    assert "mended it with Dan Wire, and thanked Cay Darko" in told(cay)
    cay.post(f"/told/{number}/named/", {"answer": "no"})
    assert "mended it with Dan Wire, and thanked a colleague" in told(ben)
    assert "mended it with Dan Wire, and thanked a colleague" in told(dan)
    assert "You are left out" in told(cay)
    dan.post(f"/told/{number}/named/", {"answer": "no"})
    assert "mended it with a colleague, and thanked a colleague" in told(ben)


def test_nobody_answers_for_another(enter: Enter, desk: Desk) -> None:
    number = tell(desk, "team", f"mended it with {sign(0)}", "Cay Darko")
    for name in ("Ada Boateng", "Ben Carrow", "Una Wilk"):
        role = {"Ada Boateng": "member", "Ben Carrow": "lead"}.get(name, "colleague")
        answer = enter(role, name=name).post(f"/told/{number}/named/", {"answer": "yes"})
        assert answer.status_code == 404
    assert enter("member", name="Cay Darko").post(f"/told/{number}/named/").status_code == 404
    assert [each.answer for each in Mention.objects.all()] == [""]


def test_taken_back_it_is_gone_for_all_and_who_declined_is_not_asked_again(enter: Enter, desk: Desk) -> None:
    cay = enter("member", name="Cay Darko")
    number = tell(desk, "lead", f"mended it with {sign(0)}", "Cay Darko")
    cay.post(f"/told/{number}/named/", {"answer": "no"})
    declined = take_back(number)
    assert "mended" not in told(cay)
    assert cay.post(f"/told/{number}/read/").status_code == 404
    assert cay.post(f"/told/{number}/named/", {"answer": "yes"}).status_code == 404
    again = Leaving(f"mended it twice with {sign(0)}", "", [], None, DAY, DAY, [person("Cay Darko")])
    share(again, Readers(desk.pk, "lead", [person("Ben Carrow")], person("Ada Boateng")), declined)
    assert "mended it twice with Cay Darko" in told(cay)
    assert "You are left out" in told(cay)


def test_in_the_leads_place_one_sees_ones_own_lines_alone(enter: Enter, desk: Desk) -> None:
    tell(desk, "lead", "a line of hers")
    tell(desk, "lead", "a line of his", by="Cay Darko")
    ben = person("Ben Carrow")
    page = enter("member", name="Ada Boateng").get(f"/settings/who-can-read-what/as-your-lead/{ben}/told/")
    assert re.findall(r"a line of (\w+)", read(page)) == ["hers"]
    assert "I have read it</button>" not in page.content.decode()


def test_pages_go_on_by_place_and_leave_no_line_out(enter: Enter, desk: Desk) -> None:
    for number in range(120):
        tell(desk, "team", f"line {number}.", day=DAY - timedelta(number // 40))
    cay, seen, path = enter("member", name="Cay Darko"), [], "/told/"
    for _ in range(3):
        page = cay.get(path).content.decode()
        seen += re.findall(r"line (\d+)\.", page)
        older = re.search(r'href="(\?before=[^"]+)">Older', page)
        path = f"/told/{older[1]}" if older else ""
    assert path == ""
    assert sorted(map(int, seen)) == list(range(120))
    assert "Nothing older is shared with you." in read(cay.get("/told/?before=2020-01-01.1"))
    for odd in ("x", "2026-09-17", "2026-09-17.-1", "2026-09-17.99999999999999999999", "9999-99-99.1"):
        assert "The latest" not in read(cay.get("/told/", {"before": odd})), odd


def test_a_page_asks_the_database_as_often_for_forty_lines_as_for_one(enter: Enter, desk: Desk) -> None:
    cay = enter("member", name="Cay Darko")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            cay.get("/told/")
        return len(queries)

    tell(desk, "team", f"with {sign(0)}", "Ben Carrow")
    one = asked()
    for _ in range(40):
        tell(desk, "team", f"with {sign(0)} and {sign(1)}", "Ben Carrow", "Cay Darko")
    assert asked() == one
