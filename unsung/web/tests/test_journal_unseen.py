"""The wall around journals: whoever looks from outside sees the same whether a colleague wrote or not."""

import logging
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Person, SharedLine
from unsung.web.models import Account
from unsung.web.programs import SCOPES, let_in
from unsung.web.tests.addresses import ADDRESSES, PARTS, path_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINES = 40
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": ")[A-Za-z0-9]+')
PRESSED = ("journal:", "told:", "evening:", "rounds:")
"""Where these addresses begin, their answer to a press is looked at too."""
LEFT_OUT = {"account_logout", "settings:end_account", "journal:recovery_code"}
"""Addresses behind which one is no longer signed in; and the one that makes the reader a random code."""
ENTRY = "6f1d3a52-0000-4000-8000-000000000001"


def seen(client: Client, token: str) -> Iterator[tuple[str, int, bytes]]:
    """What every address answers to this reader, and to the reader's program, without the tokens of forms."""
    for name in sorted(set(ADDRESSES) - LEFT_OUT):
        for way in ("get", "post") if name.startswith(PRESSED) else ("get",):
            by = {"Authorization": f"Bearer {token}"} if name.startswith("api:") else {}
            answer = getattr(client, way)(path_of(name), headers=by)
            yield f"{way} {name}", answer.status_code, TOKEN.sub(b"", answer.getvalue())


def program_of(name: str) -> str:
    """The token of a program that asks in somebody's name."""
    account = Account.objects.get(person=Person.objects.get(name=name))
    return let_in(account, "looker", list(SCOPES), None)


def meant_for_others(ada: Client, token: str) -> None:
    """Lines that say /team and are not shared by that; and one that is, and is taken back."""
    log = "2026-09-16\n- calmed @ben /team\n- told @ben no /sup\n"
    assert ada.post("/journal/old/", {"log": log, "keep": "yes"}).status_code == 302
    by = {"Authorization": f"Bearer {token}"}
    sent = ada.post("/api/journal/lines", {"line": "calmed @ben /team"}, "application/json", headers=by)
    assert "for the team, not sent yet" in sent.json()["understood"]
    kept = ada.post("/journal/keep/", {"line": "told @ben no /team"})
    assert SharedLine.objects.get().words
    assert ada.post(f"{kept['Location']}take-back/").status_code == 302


@pytest.mark.parametrize("reader", ["lead", "administrator", "editor", "answerer", "member"])
def test_a_colleague_with_forty_lines_looks_like_one_with_none(
    enter: Enter, reader: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-17T15:30:00+00:00")
    caplog.set_level(logging.DEBUG, "unsung")
    ada, them = enter("member", name="Ada Boateng"), enter(reader, name="Ben Carrow")
    token = program_of("Ben Carrow")
    list(seen(them, token))  # whatever a first visit leaves behind is left behind now
    before, told = list(seen(them, token)), caplog.text
    caplog.clear()
    for number in range(LINES):
        heat = f"heat:{number % 5 + 1}"
        answer = ada.post(
            "/journal/keep/", {"line": f"calmed Mr Ode {number} @ben ~20m {heat} ref:C-1", "id": str(uuid4())}
        )
        assert answer.status_code in (200, 302)
    meant_for_others(ada, program_of("Ada Boateng"))
    assert caplog.text == ""
    after = list(seen(them, token))
    assert [one[0] for one, other in zip(before, after, strict=True) if one != other] == []
    assert caplog.text == told
    assert len(before) > 60


def packed(ada: Client, omar: Client) -> str:
    """A pack of a colleague's, with everything one can have: a claim, a yes, files, a link; its address."""
    pack = str(ada.post("/journal/evidence/", {"first": "2026-07-01", "last": "2026-09-30"})["Location"])
    ada.post(f"{pack}claims/", {"says": "I calmed customers", "entry": ENTRY})
    ada.post(f"{pack}thanks/", {"entry": ENTRY})
    whom = Person.objects.get(name="Omar Aziz").pk
    ada.post(f"{pack}lines/{ENTRY}/ask/", {"whom": whom, "words": "I calmed Mr Ode."})
    asked = re.findall(r"/asked/(\d+)/", omar.get("/asked/").content.decode())
    assert omar.post(f"/asked/{asked[0]}/", {"said": "yes"}).status_code == 302
    assert ada.get(f"{pack}files/zip/").status_code == 200
    assert b"/evidence/" in ada.post(f"{pack}publish/", {"days": "30"}).content
    return pack


@pytest.mark.parametrize("reader", ["lead", "administrator", "editor", "answerer", "member"])
def test_a_colleague_with_a_pack_looks_like_one_without(
    enter: Enter, reader: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-17T15:30:00+00:00")
    ada, omar = enter("member", name="Ada Boateng"), enter("colleague", name="Omar Aziz")
    them = enter(reader, name="Ben Carrow")
    token = let_in(Account.objects.get(person__name="Ben Carrow"), "looker", list(SCOPES), None)
    ada.post("/journal/keep/", {"line": "calmed Mr Ode", "id": ENTRY})
    caplog.set_level(logging.DEBUG, "unsung")
    list(seen(them, token))
    before, told = list(seen(them, token)), caplog.text
    caplog.clear()
    pack = packed(ada, omar)
    assert caplog.text == ""
    # Whoever knew the ids of the pack and the line would see no more by them than by others.
    after = list(seen(them, token))
    assert [one[0] for one, other in zip(before, after, strict=True) if one != other] == []
    monkeypatch.setitem(PARTS, "pack", pack.split("/")[3])
    monkeypatch.setitem(PARTS, "line", ENTRY)
    known = [each[:2] for each in seen(them, token)]
    assert known == [each[:2] for each in before]
    assert caplog.text == told * 2
