"""Names as people type them: any script is welcome, signs that nobody sees are not."""

import re

import pytest
from django import forms

from tests.entering import Enter
from unsung.ledger.models import Department
from unsung.rooms.settings.forms.hours import DayForm
from unsung.rooms.settings.forms.naming import NameField

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Zoë Ørsted-Łuk", "محمد", "می‌خواهم", "山田 太郎", "O’Hara & Sons", "3"])
def test_a_name_of_any_script_is_kept_as_typed(name: str) -> None:
    assert NameField().clean(f"  {name} ") == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Claims\u202eevil", "cannot be seen (U+202E)"),
        ("\u200b\u200b", "cannot be seen (U+200B)"),
        ("\u200d", "Nothing of it can be seen"),
        ("Cla\ufffdms", "did not arrive whole"),
        ("Two\nlines", "cannot be seen (U+000A)"),
    ],
)
def test_a_name_that_reads_otherwise_than_it_is_written_is_refused_with_the_sign(
    name: str, said: str
) -> None:
    with pytest.raises(forms.ValidationError, match=re.escape(said)):
        NameField().clean(name)


def test_the_same_form_twice_at_the_same_moment_is_kept_once_and_told(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = enter("lead")
    lead.post("/settings/words/department/add/", {"name": "Billing"})
    # Both asked whether the name was free before either was kept.
    monkeypatch.setattr("unsung.rooms.settings.forms.words.free_name", lambda of, name, but: name)
    second = lead.post("/settings/words/department/add/", {"name": "Billing"})
    assert second.status_code == 409
    assert "The same was kept a moment before" in second.content.decode()
    assert Department.objects.count() == 1


@pytest.mark.parametrize("day", ["9999-12-31", "0205-10-01"])
def test_a_day_with_a_slip_in_its_year_is_not_taken(day: str) -> None:
    form = DayForm({"day": day, "times": "", "name": "Staff day"})
    assert form.errors["day"] == ["Name a day from 1970 to 2100."]
