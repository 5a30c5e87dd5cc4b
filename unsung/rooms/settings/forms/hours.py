"""Opening hours as forms: seven rows of a week, a single day, the zone and whose holidays are kept."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from unsung.ground.hours import Windows
from unsung.ground.places import Place, countries, regions, zone_meant
from unsung.ground.problems import Problem
from unsung.rooms.settings.forms.naming import NameField
from unsung.rooms.settings.week import (
    DAYS,
    in_words,
    length,
    open_s,
    rows_of,
    running_into,
    times_of,
    week_in_words,
)

WORKDAYS = range(1, 5)
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)


class TimesField(forms.CharField):
    """The times of one day, as people write them; cleaned, the day's windows."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"placeholder": "closed", "autocomplete": "off", "inputmode": "text"})
        super().__init__(required=False, max_length=120, widget=widget, **more)

    def clean(self, value: Any) -> Windows:
        """The windows; an error names what could not be read."""
        try:
            return times_of(super().clean(value) or "")
        except Problem as problem:
            raise forms.ValidationError(f"{problem.what} {problem.do}".strip()) from problem


class WeekForm(forms.Form):
    """A week as seven rows; a row left empty is a day that is closed."""

    def __init__(self, data: Any = None, week: str = "", some: bool = True) -> None:
        super().__init__(data, initial={f"day{day}": said for day, said in enumerate(rows_of(week))})
        self.some = some
        for day, name in enumerate(DAYS):
            self.fields[f"day{day}"] = TimesField(label=name)

    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """Each day's field, with how long the day is open as far as that can be read."""
        return [(self[f"day{day}"], _length_of(self[f"day{day}"].value())) for day in range(7)]

    def clean(self) -> dict[str, Any]:
        """The days; all closed is an error where some hours must be said, and so are two that overlap."""
        said = super().clean() or {}
        if self.some and not self.errors and not any(said.values()):
            raise forms.ValidationError("No day is open. Write the times of one at least.")
        self._check_nights(said)
        return said

    def _check_nights(self, said: dict[str, Any]) -> None:
        day = None if self.errors else running_into([said[f"day{day}"] for day in range(7)])
        if day is not None:
            after = DAYS[(day + 1) % 7]
            self.add_error(
                f"day{(day + 1) % 7}",
                f"{DAYS[day]}’s times run past midnight into {after}’s. Let {after} begin after they end.",
            )

    def week(self) -> str:
        """The week as the register writes it; empty where every day is closed."""
        return week_in_words([self.cleaned_data[f"day{day}"] for day in range(7)])


def typed(request: HttpRequest) -> Any:
    """What was typed into a week, None for nothing; Tuesday to Friday as on Monday where that was asked."""
    if request.method != "POST":
        return None
    return _as_monday(request.POST) if "as_monday" in request.POST else request.POST


def only_looks(request: HttpRequest) -> bool:
    """Whether somebody wants to see what it comes to, and keeps nothing yet."""
    return request.method != "POST" or not {"look", "as_monday"}.isdisjoint(request.POST)


def _as_monday(data: Any) -> dict[str, str]:
    said = {name: str(data.get(name, "")) for name in data}
    return said | {f"day{day}": said.get("day0", "") for day in WORKDAYS}


def _length_of(said: object) -> str:
    try:
        windows = times_of(str(said or ""))
    except Problem:
        return ""
    return length(open_s(windows)) if windows else "closed"


class DayField(forms.DateField):
    """A day within living memory; a slip of the year is seen at once."""

    def __init__(self, **more: Any) -> None:
        ends = {"min": f"{EARLIEST}", "max": f"{LATEST}"}
        widget = forms.DateInput(attrs={"type": "date", **ends}, format="%Y-%m-%d")
        super().__init__(widget=widget, **more)

    def clean(self, value: Any) -> date:
        """The day; an error says between which days it may lie."""
        day: date = super().clean(value)
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(f"Name a day from {EARLIEST.year} to {LATEST.year}.")
        return day


class FirstDayForm(forms.Form):
    """The day from which other hours hold."""

    valid_from = DayField(label="From", help_text="Days before it keep the hours they had.")


class DayForm(forms.Form):
    """A day that is not like its weekday."""

    day = DayField()
    times = TimesField(label="Open", help_text="As 09:00-13:00. Empty: closed all day.")
    name = NameField(required=False, help_text="As on the door: “Staff day”.")

    def intervals(self) -> str:
        """The windows as the register writes them."""
        return in_words(self.cleaned_data["times"])


class ZoneField(forms.CharField):
    """A time zone, chosen from the list or meant by a city; cleaned, its IANA name."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"})
        super().__init__(max_length=64, label="Time zone", widget=widget, **more)

    def clean(self, value: Any) -> str:
        """The zone; an error names the nearest."""
        try:
            return zone_meant(super().clean(value))
        except Problem as problem:
            raise forms.ValidationError(f"{problem.what} {problem.do}") from problem


class HolidaysForm(forms.Form):
    """Whose public holidays are kept: a country, and a region of it where it has some of its own."""

    country = forms.ChoiceField(required=False)
    region = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "Choose a region of that country, or the whole of it."},
    )

    def __init__(self, data: Any = None, code: str = "", **more: Any) -> None:
        country, _, region = code.partition("-")
        super().__init__(data, initial={"country": country, "region": region}, **more)
        self.fields["country"].choices = [("", "No public holidays"), *_choices(countries())]  # type: ignore[attr-defined]
        self.held = regions(str(self["country"].value() or ""))
        self.fields["region"].choices = [("", "The whole country"), *_choices(self.held)]  # type: ignore[attr-defined]

    def code(self) -> str:
        """The code of the holidays kept, such as "GB-ENG"; empty for none."""
        said = self.cleaned_data
        return (
            f"{said['country']}-{said['region']}" if said["country"] and said["region"] else said["country"]
        )


class PlaceForm(HolidaysForm):
    """The zone the hours are meant in, and whose public holidays are kept."""

    zone = ZoneField(help_text="Type a city, or choose from the list.")
    field_order = ("zone", "country", "region")

    def __init__(self, data: Any = None, code: str = "", zone: str = "") -> None:
        super().__init__(data, code)
        self.fields["zone"].initial = zone


def _choices(places: tuple[Place, ...]) -> list[tuple[str, str]]:
    return [(place.code, place.name) for place in places]
