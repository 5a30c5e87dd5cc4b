"""The entrance says what leaves the machine: nothing, or letters alone where a mail server is named."""

from typing import Any

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ground.post_office import Office

pytestmark = pytest.mark.django_db
NOTHING = "What is kept here is sent nowhere else."
LETTERS = "What is kept here is sent nowhere else; only letters go out, by your own mail server."


@pytest.mark.parametrize(("host", "said"), [("", NOTHING), ("mail.example.org", LETTERS)])
def test_the_entrance_says_what_goes_out(host: str, said: str, enter: Enter, settings: Any) -> None:
    settings.OFFICE = Office(host=host, sender="unsung@example.org")
    # Nobody is in the register yet, so that the set-up is still open.
    for path in ("/set-up/", "/sign-in/"):
        if path == "/sign-in/":
            enter("lead")
        page = " ".join(Client().get(path).content.decode().split()).replace(" .", ".")
        assert said in page
        assert "on this computer" not in page
