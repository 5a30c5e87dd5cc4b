"""Programs: a person lets them in, sees the token once, and ends them; nobody sees another's."""

import re

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.web.models import Program
from unsung.web.tests.asking import account

pytestmark = pytest.mark.django_db
HERE = "/sign-in/programs/"
PROVES = {"password": "a long enough phrase"}


@pytest.fixture
def signed_in(db: None) -> Client:
    """A lead who just showed the password again."""
    client = Client()
    client.force_login(account("lead"))
    assert client.post("/sign-in/again/", PROVES).status_code == 302
    return client


def test_a_program_is_let_in_and_its_token_is_shown_once(signed_in: Client) -> None:
    page = signed_in.post(HERE, {"name": "sheet", "scopes": ["figures:read", "cases:read"], "until": ""})
    (token,) = re.findall(r"<code>(unsung_[\w-]{43})</code>", page.content.decode())
    assert token not in signed_in.get(HERE).content.decode()
    asks = Client(headers={"Authorization": f"Bearer {token}"})
    assert asks.get("/api/cases").status_code == 200
    assert asks.get("/api/deliveries").status_code == 403
    kept = Program.objects.get()
    signed_in.post(f"{HERE}{kept.pk}/end/")
    assert asks.get("/api/cases").status_code == 401


def test_only_what_ones_own_roles_open_can_be_given(signed_in: Client) -> None:
    page = signed_in.get(HERE).content.decode()
    assert "Read cases and their conversations" in page
    editor = Client()
    editor.force_login(account("editor"))
    assert "Read cases and their conversations" not in editor.get(HERE).content.decode()
    answer = signed_in.post(HERE, {"name": "all", "scopes": ["everything"]})
    assert "Not yet" in answer.content.decode()
    assert Program.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "sheet", "scopes": ["cases:read"]}, "End it first"),
        ({"name": "other", "scopes": []}, "Say what it may do."),
        ({"name": "other", "scopes": ["cases:read"], "until": "2001-01-01"}, "This day is over."),
        ({"name": "", "scopes": ["cases:read"]}, "This field is required."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(signed_in: Client, sent: dict[str, object], said: str) -> None:
    signed_in.post(HERE, {"name": "sheet", "scopes": ["cases:read"]})
    assert said in signed_in.post(HERE, sent).content.decode()
    assert Program.objects.count() == 1


def test_nobody_sees_or_ends_anothers_programs(signed_in: Client, enter: Enter) -> None:
    signed_in.post(HERE, {"name": "sheet of the lead", "scopes": ["cases:read"]})
    kept = Program.objects.get()
    other = enter("administrator")
    assert "sheet of the lead" not in other.get(HERE).content.decode()
    other.post(f"{HERE}{kept.pk}/end/")
    assert Program.objects.filter(pk=kept.pk).exists()


def test_whoever_signed_in_long_ago_proves_again_who_is_there(enter: Enter) -> None:
    client = enter("lead")
    answer = client.post(HERE, {"name": "sheet", "scopes": ["cases:read"]})
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/again/")
    assert Program.objects.count() == 0
    # What was asked for goes on from there.
    page = client.post(answer["Location"], PROVES, follow=True)
    assert "sheet is let in" in page.content.decode()
    assert Program.objects.get().name == "sheet"
