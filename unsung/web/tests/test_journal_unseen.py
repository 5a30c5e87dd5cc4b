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
from unsung.web.tests.addresses import ADDRESSES, path_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINES = 40
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": ")[A-Za-z0-9]+')
PRESSED = ("journal:", "told:", "evening:", "rounds:")
"""Where these addresses begin, their answer to a press is looked at too."""
LEFT_OUT = {"account_logout", "settings:end_account", "journal:recovery_code"}
"""Addresses behind which one is no longer signed in; and the one that makes the reader a random code."""


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
