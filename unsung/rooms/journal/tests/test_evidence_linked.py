"""A pack behind a link: it opens with the secret alone, until its day, and not once it is taken back."""

import re
from typing import Any

import pytest
from django.core import serializers
from django.test import Client

from tests.entering import Enter
from unsung.rooms.journal.evidence.links import forget_old
from unsung.rooms.journal.models import Drawer, Published, Slip
from unsung.rooms.journal.tests.packing import at, packed, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ada(enter: Enter) -> Client:
    return enter("member", name="Ada Boateng")


@pytest.fixture
def pack(ada: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    return packed(ada, monkeypatch)


def publish(ada: Client, pack: str, days: object = 30) -> tuple[str, str]:
    """The path of a link and its secret."""
    page = ada.post(f"{pack}publish/", {"days": days}).content.decode()
    found = re.search(r'value="http://testserver(/evidence/[\w-]{22}/)#([\w-]{32})"', page)
    assert found
    return found[1], found[2]


def open_(path: str, secret: str) -> Any:
    """What somebody unknown gets who sends this secret."""
    return Client(enforce_csrf_checks=True).post(path, {"secret": secret})


def test_the_link_opens_the_pack_for_somebody_not_signed_in(ada: Client, pack: str) -> None:
    path, secret = publish(ada, pack)
    answer = open_(path, f" {secret}\n")
    assert answer.status_code == 200
    assert "I stopped trouble early" in read(answer)
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert "Opens until 17 October 2026" in read(ada.get(pack))
    assert secret not in ada.get(pack).content.decode()


def test_looking_at_it_shows_a_neutral_page_and_changes_nothing(ada: Client, pack: str) -> None:
    path, _ = publish(ada, pack)
    everything = [*Published.objects.all(), *Slip.objects.all(), *Drawer.objects.all()]
    before = serializers.serialize("json", everything)
    pages = [Client().get(there).content for there in (path, "/evidence/none/", path)]
    assert len(set(pages)) == 1
    assert b"Ada" not in pages[0]
    everything = [*Published.objects.all(), *Slip.objects.all(), *Drawer.objects.all()]
    assert serializers.serialize("json", everything) == before


def test_it_is_sent_so_that_nothing_keeps_it_or_tells_of_it(ada: Client, pack: str) -> None:
    path, secret = publish(ada, pack)
    for answer in (Client().get(path), open_(path, secret), open_(path, "other")):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies


def test_another_secret_a_past_day_one_taken_back_and_one_that_never_was_look_alike(
    ada: Client, pack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, secret = publish(ada, pack, 3)
    other, others = publish(ada, pack)
    ada.post(f"{pack}unpublish/", {"page": other.split("/")[2]})
    at(monkeypatch, "2026-09-20T23:00:00+00:00")
    assert open_(path, secret).status_code == 200
    shut = [open_(path, "wrong"), open_(other, others), open_("/evidence/none/", secret), open_(path, others)]
    at(monkeypatch, "2026-09-21T00:00:00+00:00")
    shut.append(open_(path, secret))
    assert {(each.status_code, each.content) for each in shut} == {(404, shut[0].content)}
    assert Published.objects.count() == 1
    forget_old()
    assert Published.objects.count() == 0
    assert "Opened until 20 September 2026" in read(ada.get(pack))


def test_the_database_holds_neither_the_secret_nor_a_word(ada: Client, pack: str) -> None:
    path, secret = publish(ada, pack)
    row = Published.objects.get()
    assert row.page == path.split("/")[2]
    for word in (secret, "Boateng", "trouble"):
        assert word.encode() not in bytes(row.sealed)
    told = serializers.serialize("json", [*Published.objects.all(), *Slip.objects.all()])
    assert secret not in told


def test_wrong_secrets_are_not_tried_without_end_and_right_ones_are(ada: Client, pack: str) -> None:
    path, secret = publish(ada, pack)
    assert {open_(path, secret).status_code for _ in range(45)} == {200}
    answers = [open_(path, f"wrong {number}").status_code for number in range(45)]
    assert answers[:40] == [404] * 40
    assert answers[-1] == 429
    assert open_(path, secret).status_code == 429


@pytest.mark.parametrize("days", ["0", "367", "many", ""])
def test_a_link_opens_from_a_day_to_a_year(ada: Client, pack: str, days: str) -> None:
    answer = ada.post(f"{pack}publish/", {"days": days}, follow=True)
    assert "Not published." in read(answer)
    assert Published.objects.count() == 0


def test_with_the_pack_its_links_go(ada: Client, pack: str) -> None:
    path, secret = publish(ada, pack)
    ada.post(f"{pack}drop/")
    assert open_(path, secret).status_code == 404
