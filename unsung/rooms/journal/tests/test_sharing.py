"""Sharing a line: what leaves the journal and for whom, taking it back, and what its writer sees of it."""

import html
import json
import re
from typing import Any

import pytest
from django.core import serializers
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Department, Desk, Mention, Person, Role, SharedLine, Tombstone
from unsung.web.models import Account

pytestmark = pytest.mark.django_db
ONE = "6f1d3a52-0000-4000-8000-000000000001"
TWO = "6f1d3a52-0000-4000-8000-000000000002"
LINE = "9:10 yesterday I calmed Mr Ode ~22m #calm heat:4 for:acme :: he smiled *"


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-17T15:30:00+00:00")


@pytest.fixture
def ada(enter: Enter) -> Client:
    """A writer whose desk is led by Ben."""
    enter("lead", name="Ben Carrow")
    ada = enter("member", name="Ada Boateng")
    keep(ada, "the first line, which begins the journal")
    return ada


def keep(client: Client, line: str, **more: Any) -> str:
    return read(client.post("/journal/keep/", {"line": line, **more}, follow=True))


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def share(client: Client, audience: str, line: str = ONE, **more: str) -> str:
    who = f"{audience}-{Desk.objects.get(name='Service desk').pk}"
    return read(client.post(f"/journal/{line}/share/", {"who": who, **more}, follow=True))


def page(client: Client, line: str = ONE) -> str:
    return read(client.get(f"/journal/{line}/"))


def told(client: Client) -> str:
    return read(client.get("/told/"))


def everything_shared() -> str:
    """Every row that sharing leaves in the database."""
    kept = [*SharedLine.objects.all(), *Mention.objects.all(), *Tombstone.objects.all()]
    return str(serializers.serialize("json", kept))


def test_a_line_shared_with_the_lead_leaves_the_journal_without_what_is_private(
    enter: Enter, ada: Client
) -> None:
    keep(ada, LINE, id=ONE, kind="calm")
    assert "Shared. Ben Carrow can read it." in share(ada, "lead", minutes="on")
    line = SharedLine.objects.get()
    assert (line.words, line.outcome) == ("yesterday I calmed Mr Ode", "he smiled")
    assert (line.kinds, line.minutes) == (["calm"], 20)
    assert (f"{line.happened}", f"{line.written}") == ("2026-09-17", "2026-09-17")
    for private in ("09:10", "9:10", "15:30", "heat", "acme", "star", ONE):
        assert private not in everything_shared()
    ben = told(enter("lead", name="Ben Carrow"))
    assert "yesterday I calmed Mr Ode → he smiled Calmed about 20 min for the lead Ada Boateng" in ben


def test_heat_stays_even_where_it_was_left_as_a_word(ada: Client) -> None:
    for number, line in enumerate(("calmed him heat:4", 'wrote "heat:3" on it', "calm -- heat:2 and so")):
        keep(ada, line, id=f"{ONE[:-1]}{number}", plain="heat:4")
        share(ada, "team", f"{ONE[:-1]}{number}")
    assert SharedLine.objects.count() == 3
    assert "heat" not in everything_shared()


def test_minutes_stay_where_the_writer_takes_them_out(ada: Client) -> None:
    keep(ada, "calmed him ~3m", id=ONE)
    share(ada, "team")
    share(ada, "team", minutes="on")
    assert list(SharedLine.objects.exclude(words="").values_list("minutes", flat=True)) == [5]
    share(ada, "team")
    assert list(SharedLine.objects.exclude(words="").values_list("minutes", flat=True)) == [None]


def test_taken_back_nothing_of_the_words_is_left_in_the_database(enter: Enter, ada: Client) -> None:
    maya = enter("member", name="Maya Okafor")
    keep(ada, "calmed Mr Ode with @maya ~20m :: he smiled", id=ONE)
    share(ada, "team", minutes="on")
    maya.post(f"/told/{SharedLine.objects.get().pk}/read/")
    assert "Taken back. Only you can read it." in read(ada.post(f"/journal/{ONE}/take-back/", follow=True))
    line = SharedLine.objects.get()
    assert (line.words, line.outcome, line.kinds, line.minutes, line.by) == ("", "", [], None, None)
    assert (Mention.objects.count(), line.read_by.count(), line.to.count()) == (0, 0, 0)
    (stone,) = Tombstone.objects.all()
    assert (stone.family, stone.fact_id, stone.ground) == ("shared_line", line.pk, "Its writer took it back.")
    assert "Mr Ode" not in told(maya)
    ada.post(f"/journal/{ONE}/take-back/")
    assert Tombstone.objects.count() == 1
    assert "only you" in read(ada.get("/journal/"))


def test_an_erased_line_is_taken_from_its_readers_too(enter: Enter, ada: Client) -> None:
    keep(ada, "calmed Mr Ode /team", id=ONE)
    assert "Mr Ode" in everything_shared()
    ada.post(f"/journal/{ONE}/erase/")
    assert "Mr Ode" not in everything_shared()


def test_only_me_takes_it_back(ada: Client) -> None:
    keep(ada, "calmed Mr Ode /sup", id=ONE)
    ada.post(f"/journal/{ONE}/share/", {"who": "me"})
    assert SharedLine.objects.exclude(words="").count() == 0


def test_words_changed_later_are_not_shared_until_the_writer_says_so(enter: Enter, ada: Client) -> None:
    keep(ada, "told him no /team", id=ONE)
    changed = ada.post(f"/journal/{ONE}/", {"line": "told him no, kindly /team"}, follow=True)
    assert "Readers still see the earlier ones." in read(changed)
    assert "Readers still see the earlier words told him no Share the new words" in page(ada)
    maya = enter("member", name="Maya Okafor")
    assert "kindly" not in told(maya)
    share(ada, "team")
    assert "told him no, kindly" in told(maya)
    assert told(maya).count("told him no") == 1
    assert "earlier words" not in page(ada)


@pytest.mark.parametrize(
    ("word", "who", "chip"),
    [
        ("/sup", "Ben Carrow can read it.", "Ben"),
        ("/team", "The team can read it.", "the team"),
        (
            "/all",
            "Offered to the review: who leads the desk can read it, without your name.",
            "offered to the review",
        ),
    ],
)
def test_a_word_in_the_line_shares_it_as_it_is_kept(ada: Client, word: str, who: str, chip: str) -> None:
    assert "not sent" not in read(ada.post("/journal/understood/", {"line": f"told him no {word}"}))
    assert f"Kept. {who}" in keep(ada, f"told him no {word}", id=ONE)
    assert re.search(rf"told him no {chip} ", read(ada.get("/journal/")))
    shown = read(ada.get("/journal/", {"show": "shared"}))
    assert "told him no" in shown
    assert "the first line" not in shown
    only_mine = read(ada.get("/journal/", {"show": "me"}))
    assert "the first line" in only_mine
    assert "told him no" not in only_mine


def test_by_the_bar_the_toast_offers_to_take_it_back(ada: Client) -> None:
    kept = ada.post("/journal/keep/", {"line": "told him no /team"}, headers={"HX-Request": "true"})
    assert "Kept. The team can read it. Take it back Look at it" in read(kept)
    private = ada.post("/journal/keep/", {"line": "told him no"}, headers={"HX-Request": "true"})
    assert "Kept. Only you can read it. Look at it" in read(private)


def test_a_line_sent_twice_is_shared_once(ada: Client) -> None:
    for _ in range(2):
        assert "Kept. The team can read it." in keep(ada, "told him no /team", id=ONE)
    ada.post(f"/journal/{ONE}/take-back/")
    assert "Kept. Only you can read it." in keep(ada, "told him no /team", id=ONE)
    assert SharedLine.objects.count() == 1


def test_without_a_lead_a_line_for_the_lead_stays_with_its_writer(enter: Enter) -> None:
    una = enter("member", name="Una Wilk")
    keep(una, "the first line")
    assert "for your lead, not sent" in read(una.post("/journal/understood/", {"line": "told him no /sup"}))
    kept = keep(una, "told him no /sup", id=ONE)
    assert "Kept. Nobody else leads your desk, so only you can read it." in kept
    assert "Nobody leads your desk yet" in keep(una, "told him no /all")
    assert "Ben Carrow" not in page(una)
    assert SharedLine.objects.count() == 0


def test_several_leads_all_read_it_and_at_several_desks_the_writer_chooses(enter: Enter, ada: Client) -> None:
    eve = enter("lead", name="Eve Low")
    assert "Kept. Ben Carrow and Eve Low can read it." in keep(ada, "told him no /sup")
    assert "told him no" in told(eve)
    claims = Desk.objects.create(name="Claims")
    Role.objects.create(person=Person.objects.get(name="Ada Boateng"), role="member", desk=claims)
    kept = keep(ada, "chased the file /team", id=ONE)
    assert "You are at several desks; choose on its page which you mean. Only you can read it." in kept
    assert "The team (Claims)" in page(ada)
    ada.post(f"/journal/{ONE}/share/", {"who": f"team-{claims.pk}"})
    assert "chased the file" not in told(eve)


def test_a_lead_who_comes_later_does_not_read_what_was_for_the_one_before(enter: Enter, ada: Client) -> None:
    keep(ada, "told him no /sup", id=ONE)
    eve = enter("lead", name="Eve Low")
    assert "told him no" not in told(eve)
    Role.objects.filter(person__name="Ben Carrow", role="lead").delete()
    former = Client()
    former.force_login(Account.objects.get(person__name="Ben Carrow"))
    assert "told him no" not in told(former)
    assert "It was for Ben Carrow, who no longer leads your desk." in page(ada)


def test_an_offer_tells_no_name_and_no_number_of_its_writer(enter: Enter, ada: Client) -> None:
    keep(ada, "told him no with @ada ~20m /all", id=ONE)
    line = SharedLine.objects.get()
    assert line.by is None
    ben = enter("lead", name="Ben Carrow")
    assert "told him no with a colleague about 20 min offered to the review A colleague at the" in told(ben)
    assert "Ada" not in told(ben)
    assert "told him no" not in told(enter("member", name="Maya Okafor"))
    share(ada, "all", name="on")
    assert "told him no with Ada Boateng" in told(ben)


def test_the_page_shows_beforehand_exactly_what_readers_see(enter: Enter, ada: Client) -> None:
    Department.objects.create(name="Billing")
    Person.objects.create(name="Maya Okafor", address="maya@example.org")
    keep(ada, "calmed him with @maya about @billing ~22m for:acme :: he smiled", id=ONE, kind="calm")
    shown = page(ada)
    readers = "“calmed him with a colleague about Billing” → he smiled Calmed about 20 min"
    assert f"What readers would see {readers} Ada Boateng, Thursday 17 September." in shown
    assert f"What readers would see {readers} A colleague at the Service desk, Thursday" in shown
    assert "Maya Okafor, whom you name, can read it too." in shown
    share(ada, "lead", minutes="on")
    ben = told(enter("lead", name="Ben Carrow"))
    assert "calmed him with a colleague about Billing → he smiled Calmed about 20 min" in ben


def test_a_line_written_down_later_says_both_days(enter: Enter, ada: Client) -> None:
    keep(ada, "2026-09-10: stood in ~3h /team")
    ben = told(enter("lead", name="Ben Carrow"))
    assert "Thursday 10 September 2026 stood in" in ben
    assert "Ada Boateng , written down on 17 September 2026" in ben


def test_nobody_shares_in_anothers_name_or_takes_anothers_line_back(enter: Enter, ada: Client) -> None:
    keep(ada, "told him no /team", id=ONE)
    keep(ada, "and sat with him", id=TWO)
    ben = enter("lead", name="Ben Carrow")
    keep(ben, "his own")
    for line in (ONE, TWO):
        who = f"team-{Desk.objects.get().pk}"
        assert ben.post(f"/journal/{line}/share/", {"who": who}).status_code == 404
        assert ben.post(f"/journal/{line}/take-back/").status_code == 404
        assert ben.post(f"/journal/{line}/conversation/", {"case": ""}).status_code == 404
    number = SharedLine.objects.get().pk
    assert ben.post(f"/journal/{ONE[:-12]}{number % 10**12:012}/take-back/").status_code == 404
    assert SharedLine.objects.get().words == "told him no"


def test_a_desk_one_is_not_at_cannot_be_chosen(enter: Enter, ada: Client) -> None:
    claims = Desk.objects.create(name="Claims")
    keep(ada, "told him no", id=ONE)
    for who in (f"team-{claims.pk}", f"lead-{claims.pk}", "team-", "everybody"):
        assert ada.post(f"/journal/{ONE}/share/", {"who": who}).status_code == 404
    assert SharedLine.objects.count() == 0


def test_a_locked_journal_shares_nothing_and_takes_nothing_back(enter: Enter, ada: Client) -> None:
    keep(ada, "told him no /team", id=ONE)
    who = Person.objects.get(name="Ada Boateng")
    enter("administrator", name="Ida Runs").post(f"/settings/people/{who.pk}/invite/")
    for act in ("share", "take-back", "conversation"):
        answer = ada.post(f"/journal/{ONE}/{act}/", {"who": "me"})
        assert answer.status_code == 403
        assert "Your journal is locked" in read(answer)
    assert SharedLine.objects.get().words == "told him no"


def test_a_line_without_words_is_not_shared_and_says_so(ada: Client) -> None:
    keep(ada, "~20m #calm", id=ONE)
    assert "This line has no words to share. Nobody but you can read it." in page(ada)
    who = f"team-{Desk.objects.get().pk}"
    assert ada.post(f"/journal/{ONE}/share/", {"who": who}).status_code == 400
    assert "This line has no words to share. Only you can read it." in keep(ada, "~20m /team")
    assert SharedLine.objects.count() == 0


def test_lines_of_an_old_log_are_not_shared_and_say_so(ada: Client) -> None:
    log = "2026-09-10\n- told him no /team\n- chased a claim /sup\n"
    ada.post("/journal/old/", {"log": log, "keep": "yes"})
    assert SharedLine.objects.count() == 0
    shown = read(ada.get("/journal/", {"month": "2026-09"}))
    assert "only you, meant for the team" in shown
    assert "only you, meant for your lead" in shown
    others = read(ada.get("/journal/", {"show": "others"}))
    assert "told him no" in others
    assert "the first line" not in others


def test_its_writer_sees_who_ticked_it_and_takes_all_of_it_along(enter: Enter, ada: Client) -> None:
    keep(ada, "told him no /team", id=ONE)
    assert "Who ticked that they read it Nobody yet" in page(ada)
    number = SharedLine.objects.get().pk
    for name in ("Zoe Ash", "Maya Okafor"):
        enter("member", name=name).post(f"/told/{number}/read/")
    assert "Who ticked that they read it Maya Okafor, Zoe Ash Only you see these names." in page(ada)
    lines = json.loads(ada.get("/journal/take-along/").content)["lines"]
    (shared,) = [line["shared"] for line in lines if line["id"] == ONE]
    assert (shared["audience"], shared["to"], shared["back"]) == ("team", "the team", "")
