"""Unsung as an app: what a phone asks for is well formed, the same for all, and has no private word."""

import json
import re
import zlib
from pathlib import Path

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.web.icon import SIZES, draw, name_of

pytestmark = pytest.mark.django_db
FOR_ALL = ("/manifest.webmanifest", "/sw.js", "/offline/")


@pytest.fixture(autouse=True)
def somebody(enter: Enter) -> None:
    """While nobody is in the register every way leads to the set-up."""
    enter("member", name="Ada Boateng")


def test_the_manifest_says_what_a_phone_needs() -> None:
    answer = Client().get("/manifest.webmanifest")
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["start_url"], told["scope"], told["display"]) == (
        "Unsung",
        "/",
        "/",
        "standalone",
    )
    assert (told["theme_color"], told["background_color"]) == ("#6a2a5b", "#fff")
    sizes = {(icon["sizes"], icon["purpose"]) for icon in told["icons"]}
    assert {("any", "any"), ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} == sizes
    share = told["share_target"]
    assert (share["action"], share["method"]) == ("/share/", "POST")
    assert set(share["params"]) == {"title", "text", "url"}


def test_every_page_names_the_manifest(enter: Enter) -> None:
    for page in (Client().get("/sign-in/"), enter("member").get("/journal/")):
        assert '<link rel="manifest" href="/manifest.webmanifest">' in page.content.decode()


def test_the_service_worker_reaches_every_page_and_is_asked_for_each_time() -> None:
    answer = Client().get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def shell(script: str) -> list[str]:
    """What a service worker keeps in the browser."""
    found = re.search(r"const SHELL = (\[.*?\]);", script)
    assert found
    return list(json.loads(found[1]))


def test_it_keeps_the_shell_and_no_page_of_anybody() -> None:
    first, *files = shell(Client().get("/sw.js").content.decode())
    assert first == "/offline/"
    assert files
    assert all(path.startswith("/static/") for path in files)


def store(script: bytes) -> bytes:
    """What the shell is kept under."""
    (found,) = re.findall(rb'"unsung ([0-9a-f]{16})"', script)
    return bytes(found)


def test_another_shell_is_another_service_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [Client().get("/sw.js").content for _ in range(2)]
    monkeypatch.setattr("unsung.web.installed.REST", ("web/icon.svg",))
    after = Client().get("/sw.js").content
    assert before[0] == before[1]
    assert store(before[0]) != store(after)


@pytest.mark.parametrize("path", FOR_ALL)
def test_they_are_the_same_whoever_asks_and_set_nothing(enter: Enter, path: str) -> None:
    ada = enter("member", name="Ada Boateng")
    ada.post("/journal/keep/", {"line": "calmed Mr Ode"})
    ada.cookies["unsung-theme"] = "dark"
    hers, anybodys = ada.get(path), Client().get(path)
    assert hers.content == anybodys.content
    assert not anybodys.cookies
    assert b"Ada" not in hers.content
    assert b"csrf" not in hers.content.replace(b'"csrfmiddlewaretoken"', b"")


def test_what_is_shared_past_the_service_worker_is_refused_and_kept_nowhere(enter: Enter) -> None:
    ada = enter("member", name="Ada Boateng")
    ada.handler.enforce_csrf_checks = True
    assert ada.post("/share/", {"text": "calmed Mr Ode"}).status_code == 403
    page = ada.get("/share/", {"text": "calmed Mr Ode"}).content.decode()
    assert "calmed Mr Ode" not in page
    assert json.loads(ada.get("/journal/take-along/").content)["lines"] == []


def dot(picture: bytes, size: int, across: float, down: float) -> tuple[int, ...]:
    """The colour of one dot of an icon, by where it stands between 0 and 1."""
    length = int.from_bytes(picture[33:37], "big")
    rows = zlib.decompress(picture[41 : 41 + length])
    at = int(down * size) * (4 * size + 1) + 1 + 4 * int(across * size)
    return tuple(rows[at : at + 4])


@pytest.mark.parametrize(("size", "whole"), SIZES)
def test_the_icon_is_the_mark_of_the_house(tmp_path: Path, size: int, whole: bool) -> None:
    draw(tmp_path)
    picture = (tmp_path / name_of(size, whole)).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == int.from_bytes(picture[20:24], "big") == size
    assert dot(picture, size, 0.5, 0.5) == (0x6A, 0x2A, 0x5B, 255)
    assert dot(picture, size, 0.5, 0.5 + (24.5 / 32 - 0.5) * (0.8 if whole else 1)) == (0xE9, 0xA2, 0x0B, 255)
    assert dot(picture, size, 0.5, 0.5 + (8 / 32 - 0.5) * (0.8 if whole else 1)) == (255, 255, 255, 255)
    assert dot(picture, size, 0.005, 0.005)[3] == (255 if whole else 0)
