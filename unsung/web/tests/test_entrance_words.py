"""The entrance speaks in our words, and offers only what somebody has."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.entering import Enter
from unsung.web.models import Account

pytestmark = pytest.mark.django_db
THEIRS = ("placeholder=", "Email address", "Forgot your password", "New Password", "(again)", "can’t be too")


def labels(page: str) -> list[str]:
    return re.findall(r"<label for=[^>]*>([^<]+)</label>", page.partition("<main")[2])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("account_login", ["E-mail", "Password"]),
        ("account_reset_password", ["E-mail"]),
        ("account_request_login_code", ["E-mail"]),
    ],
)
def test_outside_the_fields_are_called_as_on_every_page(enter: Enter, name: str, told: list[str]) -> None:
    page = enter("anybody").get(reverse(name)).content.decode()
    assert labels(page) == told
    assert [words for words in THEIRS if words in page] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "account_change_password",
            ["Your password until now", "New password", "New password, once more"],
        ),
        ("account_reauthenticate", ["Password"]),
    ],
)
def test_inside_too_with_the_way_for_a_forgotten_password(enter: Enter, name: str, told: list[str]) -> None:
    page = enter("member").get(reverse(name)).content.decode()
    assert labels(page) == told
    assert [words for words in THEIRS if words in page] == []
    assert f'<a href="{reverse("account_reset_password")}">Forgotten password</a>' in page


def test_whoever_comes_by_the_link_of_a_letter_finds_the_same_words(enter: Enter) -> None:
    enter("member")
    account = Account.objects.get()
    link = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    page = Client().get(reverse("account_reset_password_from_key", kwargs=link), follow=True).content.decode()
    assert labels(page) == ["New password", "New password, once more"]
    assert [words for words in THEIRS if words in page] == []


@pytest.mark.parametrize(
    ("has", "offered"),
    [
        ([], []),
        (["recovery_codes"], ["Use a recovery code"]),
        (["totp"], ["Use the code of your app"]),
        (["totp", "recovery_codes"], ["Use the code of your app or a recovery code"]),
        (["webauthn", "recovery_codes"], ["Use a recovery code", "Use a security key"]),
    ],
)
def test_is_it_you_offers_the_ways_that_somebody_has(
    enter: Enter, has: list[str], offered: list[str]
) -> None:
    browser = enter("member")
    for kind in has:
        Authenticator.objects.create(user=Account.objects.get(), type=kind, data={})
    page = browser.get(reverse("account_reauthenticate")).content.decode()
    assert re.findall(r'<a class="btn" href="[^"]*">([^<]+)</a>', page) == offered
