"""Places: zones meant by a city, countries by name, their regions and their holidays."""

from datetime import date

import pytest

from unsung.ground.places import (
    countries,
    country_of_zone,
    named_holidays,
    place_named,
    regions,
    zone_meant,
    zone_of_language,
    zones,
)
from unsung.ground.problems import Problem


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("london", "Europe/London"),
        (" New York ", "America/New_York"),
        ("UTC", "UTC"),
        ("Asia/Calcutta", "Asia/Calcutta"),
    ],
)
def test_a_zone_is_meant_by_its_name_or_a_city_of_it(said: str, zone: str) -> None:
    assert zone_meant(said) == zone


def test_a_zone_mistyped_is_answered_with_the_nearest() -> None:
    with pytest.raises(Problem, match="Perhaps Europe/London"):
        zone_meant("Europe/Londn")
    with pytest.raises(Problem, match="Name a city"):
        zone_meant("qqqqqqqq")


def test_the_list_holds_every_zone_people_live_in_once() -> None:
    assert len(zones()) == len(set(zones())) > 400


def test_a_country_is_called_as_people_there_call_it() -> None:
    names = {place.code: place.name for place in countries()}
    assert (names["GB"], names["DE"], names["GH"]) == ("United Kingdom", "Germany", "Ghana")
    assert place_named("DE-BY") == "Germany, Bayern"
    assert place_named("") == ""


def test_regions_are_those_with_holidays_of_their_own() -> None:
    assert [place.name for place in regions("GB")] == ["England", "Northern Ireland", "Scotland", "Wales"]
    assert regions("GH") == ()
    assert regions("") == ()


def test_every_code_fits_into_the_register() -> None:
    assert max(len(f"{c.code}-{r.code}") for c in countries() for r in regions(c.code)) <= 16


def test_holidays_have_their_names() -> None:
    told = named_holidays("GB-ENG", 2026)
    assert told[date(2026, 8, 31)] == "Late Summer Bank Holiday"
    assert list(told) == sorted(told)
    assert named_holidays("", 2026) == {}
    with pytest.raises(Problem, match="no holiday calendar"):
        named_holidays("QQ", 2026)


def test_the_country_of_a_zone_and_the_zone_of_a_language_are_only_offered_where_they_are_clear() -> None:
    assert country_of_zone("Europe/Berlin") == "DE"
    assert country_of_zone("UTC") == ""
    assert zone_of_language("en-GB,en;q=0.9") == "Europe/London"
    assert zone_of_language("en-US,en;q=0.9") == ""
    assert zone_of_language("de") == ""
