"""The navigation names the reader's own desk."""

import re

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Desk, Role

pytestmark = pytest.mark.django_db


def named(browser: Client) -> object:
    """What the navigation is headed with."""
    page = browser.get("/reviews/").content.decode()
    return re.findall(r'<nav class="side".*?<h2>([^<]*)</h2>', page, re.DOTALL)[0]


def test_everybody_sees_the_name_of_the_desk_they_are_at(enter: Enter) -> None:
    member, editor = enter("member"), enter("editor")
    night = Desk.objects.create(name="Night desk")
    assert [named(member), named(editor)] == ["Service desk", "Service desk"]
    Role.objects.filter(role="member").update(desk=night)
    assert [named(member), named(editor)] == ["Night desk", "Service desk"]
    person = Role.objects.get(role="member").person
    Role.objects.create(person=person, role="lead", desk=Desk.objects.get(name="Service desk"))
    assert named(member) == "Service desk, Night desk"
