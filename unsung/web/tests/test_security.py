"""Security: pages run only what is ours, forms from elsewhere are refused, nobody is sent away from here."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.test import Client
from django.urls import get_resolver

from tests.entering import Enter
from unsung.ground.home import home
from unsung.web.doors import DOORS
from unsung.web.headers import POLICY
from unsung.web.tests.addresses import path_of
from unsung.web.tests.asking import account

HOUSE = Path(__file__).resolve().parents[3]
PASSWORD = "a long enough phrase"


@pytest.fixture(autouse=True)
def no_attempts_before(db: None) -> Iterator[None]:
    """The counts of attempts begin anew, and somebody is in the register: before that, all is setting up."""
    cache.clear()
    account("editor")
    yield
    cache.clear()


class Inside(HTMLParser):
    """What of a page could run or paint by itself: scripts within it, handlers, style elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hosts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        told = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in told and told.get("type") != "application/json"
        ):
            self.found.append(f"<{tag}>")
        self.found += [f"<{tag} {name}>" for name in told if name.startswith("on")]
        places = [told.get(name) or "" for name in ("src", "href", "action", "formaction", "data", "poster")]
        self.found += [
            place for place in places if place.strip().lower().startswith(("javascript:", "data:text"))
        ]
        taken = places[:1] if tag != "link" else places[:2]
        self.hosts += [place for place in taken if place.startswith(("http:", "https:", "//"))]


def looked_into(page: str) -> Inside:
    """A page, looked into."""
    inside = Inside()
    inside.feed(page)
    return inside


@pytest.mark.slow
def test_what_runs_by_itself_is_seen() -> None:
    page = (
        "<style>a{}</style><script>x</script><script type='application/json'>{}</script>"
        "<script src=/a.js></script><a href='JavaScript:x' onclick=x></a><img src='//elsewhere/x.png'><a href='https://elsewhere/'></a>"
    )
    assert looked_into(page).found == ["<style>", "<script>", "<a onclick>", "JavaScript:x"]
    assert looked_into(page).hosts == ["//elsewhere/x.png"]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(DOORS))
def test_no_page_runs_or_fetches_what_is_not_ours(name: str, enter: Enter) -> None:
    client = enter("administrator", "lead", "editor")
    client.raise_request_exception = False
    for asks in (client, Client()):
        answer = asks.get(path_of(name), follow=False)
        assert answer["Content-Security-Policy"] == POLICY
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        if answer.get("Content-Type", "").startswith("text/html"):
            inside = looked_into(answer.content.decode())
            assert (inside.found, inside.hosts) == ([], [])


def test_the_policy_lets_no_script_in_but_from_files_of_ours() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert (rules["base-uri"], rules["frame-ancestors"], rules["form-action"]) == (
        "'none'",
        "'none'",
        "'self'",
    )
    assert "http" not in POLICY
    assert "unsafe-eval" not in POLICY


def is_for_programs(name: str) -> bool:
    """Whether an address is asked with a token and never with a cookie."""
    return name.startswith("api:")


CHANGES_NOTHING = {"evidence:shown"}
"""Forms that may come from anywhere: they ask no cookie, change nothing, and open with a secret alone."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", sorted(name for name in DOORS if not is_for_programs(name) and name not in CHANGES_NOTHING)
)
def test_nothing_is_taken_from_a_form_that_did_not_come_from_here(name: str, enter: Enter) -> None:
    signed_in = enter("administrator", "lead", "editor")
    signed_in.handler.enforce_csrf_checks = True
    for asks in (signed_in, Client(enforce_csrf_checks=True)):
        answer = asks.post(path_of(name), {"name": "x"})
        assert answer.status_code == 403
        assert "another page sent it" in answer.content.decode()


def exempt(patterns: list[Any], space: str = "") -> Iterator[str]:
    """Every address whose view is let off the check of forms."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from exempt(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
        elif getattr(each.callback, "csrf_exempt", False):
            yield f"{space}{each.name}"


def test_only_the_api_is_let_off_the_check_of_forms() -> None:
    let_off = set(exempt(get_resolver().url_patterns))
    assert let_off
    assert {name for name in let_off if not is_for_programs(name)} == CHANGES_NOTHING


ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example/",
    "\\\\elsewhere.example\\",
    "/\\elsewhere.example/",
    "\t//elsewhere.example/",
    "https:elsewhere.example",
    "http:///elsewhere.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "https://testserver@elsewhere.example/",
    "https://testserver.elsewhere.example/",
]


@pytest.mark.parametrize("there", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_signing_in(there: str) -> None:
    account("lead")
    sent = {"login": "lead@programs.example", "password": PASSWORD, "next": there}
    for path in ("/sign-in/", f"/sign-in/?next={there}"):
        client = Client()
        assert looked_into(client.get("/sign-in/", {"next": there}).content.decode()).found == []
        answer = client.post(path, sent)
        assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("there", ELSEWHERE)
def test_nobody_is_sent_elsewhere_from_any_other_form(there: str, enter: Enter) -> None:
    for path, sent in (
        ("/sign-in/out/", {}),
        ("/sign-in/again/", {"password": PASSWORD}),
        (
            "/sign-in/password/",
            {"oldpassword": PASSWORD, "password1": PASSWORD[::-1], "password2": PASSWORD[::-1]},
        ),
    ):
        answer = enter("lead").post(path, {**sent, "next": there})
        assert "elsewhere" not in answer.get("Location", "")
        assert "script:" not in answer.get("Location", "").lower()


def test_a_page_of_ours_is_where_one_is_sent() -> None:
    account("lead")
    sent = {"login": "lead@programs.example", "password": PASSWORD, "next": "/more/"}
    assert Client().post("/sign-in/", sent)["Location"] == "/more/"


SECRET = "what nobody may read"


def break_down(request: HttpRequest, **more: object) -> None:
    """A view that breaks, with secrets in its hands."""
    password, place = SECRET, str(home().folder)
    raise RuntimeError(f"{password} at {place} with {settings.SECRET_KEY}")


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_page_that_breaks_tells_a_code_and_nothing_else(
    signed_in: bool, enter: Enter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert settings.DEBUG is False
    (route,) = [each for each in get_resolver().url_patterns if getattr(each, "name", "") == "healthz"]
    monkeypatch.setattr(route, "callback", break_down)
    client = enter("administrator") if signed_in else Client()
    client.raise_request_exception = False
    answer = client.get("/healthz")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke on our side" in page
    for hidden in (
        SECRET,
        str(settings.SECRET_KEY),
        str(home().folder),
        str(HOUSE),
        "Traceback",
        "RuntimeError",
    ):
        assert hidden not in page
    # Under the code that the page tells, the log has the fault.
    (record,) = [each for each in caplog.records if each.name == "unsung"]
    assert record.getMessage().split()[1] in page


@pytest.mark.parametrize(
    "path", ["/no/such/page", "/static/../settings.py", "/%2e%2e/%2e%2e/etc/passwd", "/uploads/"]
)
def test_what_is_not_there_tells_nothing_of_the_machine(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert str(home().folder) not in answer.content.decode()
    assert "urlpatterns" not in answer.content.decode()


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.nip.io", "x y"]
)
def test_a_host_that_is_not_ours_is_refused(host: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [name for name in settings.ALLOWED_HOSTS if name != "testserver"]
    answer = Client(headers={"host": host}).get("/sign-in/")
    assert answer.status_code == 400
    assert Client(headers={"host": "localhost:8000"}).get("/sign-in/").status_code == 200


LOOK = """
import json
from django.conf import settings
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY",
         "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def looked_up(url: str) -> dict[str, Any]:
    """The settings of a process of its own where UNSUNG_URL is this."""
    told = os.environ | {
        "UNSUNG_URL": url,
        "DJANGO_SETTINGS_MODULE": "unsung.settings",
        "PYTHONPATH": str(HOUSE),
    }
    done = subprocess.run([sys.executable, "-c", LOOK], env=told, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_over_tls_no_cookie_travels_without_it() -> None:
    told = looked_up("https://desk.example.org")
    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True
    assert told["SESSION_COOKIE_HTTPONLY"] is told["CSRF_COOKIE_HTTPONLY"] is True
    assert told["SECURE_HSTS_SECONDS"] > 0
    assert told["CSRF_TRUSTED_ORIGINS"] == ["https://desk.example.org"]
    assert "*" not in told["ALLOWED_HOSTS"]
    assert "desk.example.org" in told["ALLOWED_HOSTS"]
    plain = looked_up("")
    assert plain["SESSION_COOKIE_SECURE"] is plain["DEBUG"] is False


def test_the_cookies_of_a_sign_in_are_kept_from_scripts_and_other_sites(settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    account("lead")
    client = Client()
    client.get("/sign-in/")
    client.post("/sign-in/", {"login": "lead@programs.example", "password": PASSWORD})
    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"]) == (True, True, "Lax")


def test_attempts_to_sign_in_are_limited() -> None:
    account("lead")
    sent = {"login": "lead@programs.example", "password": "a guess that is wrong"}
    pages = [Client().post("/sign-in/", sent).content.decode() for _ in range(12)]
    assert "do not go together" in pages[0]
    assert "Too many attempts" in pages[-1]
    right = Client().post("/sign-in/", {**sent, "password": PASSWORD})
    assert right.status_code == 200
    assert "Too many attempts" in right.content.decode()
    account("member")
    beside = Client().post("/sign-in/", {"login": "member@programs.example", "password": PASSWORD})
    assert beside.status_code == 302, "one who guesses shuts out whoever sits behind the same address"
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


GUESS = """
import django
django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from django.test import Client
from unsung.ledger.models import Person
Person.objects.get_or_create(address="ada@example.org", name="Ada Boateng")
for _ in range(4):
    answer = Client().post("/sign-in/", {"login": "nobody@example.org", "password": "a guess that is wrong"})
    print("limited" if answer.status_code == 429 or b"Too many" in answer.content else "tried")
"""


@pytest.mark.slow
def test_attempts_are_counted_over_all_processes(tmp_path: Path) -> None:
    told = os.environ | {
        "UNSUNG_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "unsung.settings",
        "PYTHONPATH": str(HOUSE),
    }
    told.pop("DATABASE_URL", None)
    for command in ("migrate", "createcachetable"):
        subprocess.run([sys.executable, "-m", "django", command, "-v0"], env=told, check=True)

    def guess(_: int) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", GUESS], env=told, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    with ThreadPoolExecutor(2) as both:
        answers = [answer for said in both.map(guess, range(4)) for answer in said]
    # Four processes with four guesses each: none by itself comes to its limit, all together do.
    assert answers.count("tried") <= 11
    assert "limited" in answers


def test_a_stranger_who_asks_for_another_host_is_turned_away_and_fills_no_log(
    enter: Enter, caplog: pytest.LogCaptureFixture
) -> None:
    answer = enter("anybody").get("/sign-in/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
    assert caplog.records == []


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {f"f{n}": "x" for n in range(2_000)}},
        {"data": "login=" + "x" * (6 << 20), "content_type": "application/x-www-form-urlencoded"},
        {"data": {f"f{n}": ContentFile(b"x", "x.txt") for n in range(300)}},
    ],
    ids=["fields", "bytes", "files"],
)
def test_a_stranger_who_sends_more_than_a_form_has_is_turned_away_and_fills_no_log(
    sent: dict[str, Any], enter: Enter, caplog: pytest.LogCaptureFixture
) -> None:
    enter("anybody")
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/sign-in/")
    assert stranger.post("/sign-in/", **sent).status_code == 400
    assert caplog.records == []
