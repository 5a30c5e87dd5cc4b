"""A pack is put together by its writer: a period, claims in an order, lines behind them, thanks."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Person
from unsung.rooms.journal import drawer
from unsung.rooms.journal.models import Slip
from unsung.rooms.journal.tests.packing import IDS, at, begun, claimed, kept, packed, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READS = ("", "front/", "claims/", "thanks/", "look/")


@pytest.fixture
def ada(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> Client:
    client = enter("member", name="Ada Boateng")
    kept(client, monkeypatch)
    return client


def headings(ada: Client, pack: str) -> list[str]:
    page = ada.get(pack).content.decode()
    return re.findall(r'<h3><a class="plainlink"[^>]*>([^<]+)</a>', page)


def test_a_pack_begins_with_the_last_six_months(ada: Client) -> None:
    page = ada.get("/journal/evidence/").content.decode()
    assert 'name="first" value="2026-03-17"' in page
    assert 'name="last" value="2026-09-17"' in page
    assert "1 July 2026 to 30 September 2026" in read(ada.get(begun(ada)))
    assert "a review" in read(ada.get("/journal/evidence/"))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-09-30", "2026-07-01", "The last day comes before the first."),
        ("2023-01-01", "2026-07-01", "A pack holds 24 months at most."),
        ("never", "2026-07-01", "Enter a valid date"),
    ],
)
def test_a_period_that_is_none_is_said_to_be_none(ada: Client, first: str, last: str, said: str) -> None:
    page = ada.post("/journal/evidence/", {"first": first, "last": last, "occasion": "my review"})
    assert said in read(page)
    assert 'value="my review"' in page.content.decode()


def test_without_a_line_there_is_no_pack(enter: Enter) -> None:
    ben = enter("member", name="Ben Carrow")
    assert "there are none yet" in read(ben.get("/journal/evidence/"))
    page = ben.post("/journal/evidence/", {"first": "2026-07-01", "last": "2026-09-30"})
    assert page.status_code == 200


def test_lines_are_offered_starred_first_found_by_words_and_ticked_ones_stay(ada: Client) -> None:
    pack = begun(ada)
    page = read(ada.get(f"{pack}claims/"))
    assert page.index("certificate with last year") < page.index("wrote one page")
    looked = {"says": "I stopped", "q": "kudos ode", "entry": IDS["b"], "look": "yes"}
    none = ada.post(f"{pack}claims/", looked)
    assert 'value="I stopped"' in none.content.decode()
    assert re.search(rf'value="{IDS["b"]}" checked', none.content.decode())
    assert "calmed Mr Ode" not in read(none)
    found = ada.post(f"{pack}claims/", {**looked, "q": "ode"}).content.decode()
    assert re.search(rf'value="{IDS["a"]}">', found)
    assert headings(ada, pack) == []


def test_a_claim_needs_its_sentence_and_loses_nothing_without_it(ada: Client) -> None:
    pack = begun(ada)
    page = ada.post(f"{pack}claims/", {"says": "", "outcome": "He stayed.", "entry": [IDS["a"]]})
    assert "1 thing to put right" in read(page)
    assert "He stayed." in read(page)
    assert re.search(rf'value="{IDS["a"]}" checked', page.content.decode())


def test_a_claim_sent_twice_is_there_once(ada: Client) -> None:
    pack = begun(ada)
    for _ in range(2):
        claimed(ada, pack, "I calmed customers", "a", new="0123456789abcdef")
    assert headings(ada, pack) == ["I calmed customers"]


def test_claims_are_changed_moved_and_removed(ada: Client) -> None:
    pack = begun(ada)
    for says in ("One", "Two", "Three"):
        claimed(ada, pack, says, "a")
    ids = re.findall(r"/claims/([0-9a-f]{16})/move/", ada.get(pack).content.decode())
    ada.post(f"{pack}claims/{ids[2]}/move/", {"way": "up"})
    ada.post(f"{pack}claims/{ids[0]}/move/", {"way": "up"})
    assert headings(ada, pack) == ["One", "Three", "Two"]
    ada.post(f"{pack}claims/{ids[0]}/", {"says": "First", "entry": [IDS["b"], IDS["d"]]})
    ada.post(f"{pack}claims/{ids[1]}/remove/")
    page = read(ada.get(pack))
    assert headings(ada, pack) == ["First", "Three"]
    assert page.index("opened the front desk") < page.index("certificate with last year")
    assert ada.post(f"{pack}claims/ffff/", {"says": "x"}).status_code == 404


def test_each_entry_has_its_letter_and_how_late_it_was_written(ada: Client) -> None:
    pack = begun(ada)
    claimed(ada, pack, "All", "a", "c", "d")
    page = read(ada.get(pack))
    assert re.search(r"C calmed Mr Ode .{0,30}3 July 2026, written down same day", page)
    assert re.search(r"D reprinted all of them .{0,40}12 August 2026, written down within 3 days", page)
    assert re.search(r"D opened the front desk\s+1 August 2026, written down later", page)


def test_an_entry_linked_to_a_conversation_has_the_letter_a(ada: Client) -> None:
    mine = drawer.opened(Person.objects.get(name="Ada Boateng").pk, 0)
    line = mine and mine.find(IDS["d"])
    assert mine
    assert line
    moment = "2026-09-17T15:00:00+00:00"
    mine.change(line.id, replace(line.now, case=7, recorded=moment, salt="ab" * 16))
    pack = begun(ada)
    claimed(ada, pack, "All", "d")
    assert re.search(r"A opened the front desk\s+1 August 2026, written down later", read(ada.get(pack)))
    page = read(ada.get(f"{pack}look/"))
    assert "Entry E1 A." in page
    assert "later: 1 Sep 2026" in page
    assert "not sealed yet" not in page


def test_new_words_make_an_entry_younger_and_another_kind_does_not(
    ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = begun(ada)
    claimed(ada, pack, "All", "a")
    at(monkeypatch, "2026-09-17T16:00:00+00:00")
    line = "2026-07-03 9:30: calmed Mr Ode ~20m heat:1 :: he stayed"
    ada.post(f"/journal/{IDS['a']}/", {"line": line, "kind": "calm"})
    assert "reworded" in read(ada.get(f"{pack}look/"))
    ada.post(f"/journal/{IDS['a']}/", {"line": line, "kind": "chase"})
    page = read(ada.get(f"{pack}look/"))
    assert "later: 17 Sep 2026" in page
    assert "reworded, first written 3 July 2026" in page
    assert "not sealed yet" in page


def test_an_erased_entry_drops_out_and_the_claim_says_so(ada: Client) -> None:
    pack = begun(ada)
    claimed(ada, pack, "I stopped trouble early", "b", "c")
    ada.post(f"/journal/{IDS['c']}/erase/")
    assert "1 entry was removed: you erased it since." in read(ada.get(pack))
    page = read(ada.get(f"{pack}look/"))
    assert "reprinted" not in page
    assert "One entry was removed by the writer." in page
    identifier = re.findall(r"/claims/([0-9a-f]{16})/move/", ada.get(pack).content.decode())[0]
    ada.post(f"{pack}claims/{identifier}/", {"says": "I stopped trouble early", "entry": [IDS["b"]]})
    assert "One entry was removed by the writer." in read(ada.get(f"{pack}look/"))


def test_the_front_page_is_the_writers(ada: Client) -> None:
    pack = begun(ada)
    given = {"first": "2026-01-01", "last": "2026-08-31", "occasion": "<i>my talk</i>", "helped": "A lunch."}
    ada.post(f"{pack}front/", {**given, "chosen": "Every tenth."})
    page = read(ada.get(f"{pack}look/"))
    assert "1 January to 31 August 2026" in page
    assert "Evidence for &lt;i&gt;my talk&lt;/i&gt;" in page
    assert "Every tenth." in page
    assert "What would have helped A lunch." in page


def test_a_pack_is_its_writers_alone_and_can_be_taken_away(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben = enter("member", name="Ada Boateng"), enter("lead", name="Ben Carrow")
    pack = packed(ada, monkeypatch)
    ben.post("/journal/keep/", {"line": "his own"})
    for path in (*READS, "files/zip/", f"lines/{IDS['a']}/ask/"):
        assert ben.get(f"{pack}{path}").status_code == 404, path
    for path in ("drop/", "publish/", "unpublish/", "claims/"):
        assert ben.post(f"{pack}{path}", {"days": "30", "says": "x"}).status_code == 404, path
    number = Slip.objects.count()
    ada.post(f"{pack}drop/")
    assert Slip.objects.count() == number - 1
    assert ada.get(pack).status_code == 404
    assert ada.get(f"/journal/{IDS['a']}/").status_code == 200


def test_no_get_changes_a_pack(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = packed(ada, monkeypatch)
    before = list(Slip.objects.order_by("name").values_list("name", "sealed"))
    for path in (
        "",
        "front/",
        "claims/",
        "thanks/",
        "look/",
        "files/pdf/",
        "publish/",
        "drop/",
        "unpublish/",
    ):
        assert ada.get(f"{pack}{path}").status_code in (200, 405), path
    assert list(Slip.objects.order_by("name").values_list("name", "sealed")) == before


def test_what_stands_in_no_record_is_a_place_where_nothing_is(ada: Client) -> None:
    pack = begun(ada)
    assert ada.get(f"{pack}files/doc/").status_code == 404
    assert ada.get(f"{pack}lines/{IDS['f']}/ask/").status_code == 404
    assert ada.get("/journal/evidence/00000000-0000-4000-8000-000000000000/").status_code == 404
