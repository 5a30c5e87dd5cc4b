"""figures.json: its schema, its nulls, its channels."""

import json
import math
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from unsung.ground.figures import CHANNELS, Figure
from unsung.publishing import figures_json
from unsung.publishing.publication import Review
from unsung.publishing.tests import october
from unsung.publishing.tests.october import counted, review, share, timed

SCHEMA = json.loads((Path(figures_json.__file__).parent / "schema" / "figures.schema.json").read_text())
DOCUMENTED = Path(figures_json.__file__).parents[2] / "docs" / "figures-json.md"


def checked(issue: Review) -> dict[str, dict[str, object]]:
    """The figures of an issue by id, once the document has passed the schema."""
    document = json.loads(figures_json.text(issue))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(document)
    return {figure["id"]: figure for figure in document["figures"]}


@pytest.mark.parametrize("given", [october.figures(), october.nothing()])
def test_the_document_keeps_to_its_schema(given: list[Figure]) -> None:
    assert set(checked(review(given))) == {figure.id for figure in given}


def test_the_period_ends_before_its_last_day() -> None:
    document = figures_json.document(review())
    assert document["period"] == {"from": "2025-10-01", "to": "2025-11-01", "timezone": "Europe/London"}


def test_a_source_says_how_fresh_it_is() -> None:
    assert figures_json.document(review())["sources"][0] == {
        "name": "mail",
        "delivery": "desk.mbox",
        "facts": 7812,
        "rejects": 3,
        "freshest": "2025-10-31T17:03:00+00:00",
    }


def test_a_figure_has_exactly_the_keys_of_the_contract() -> None:
    csat = checked(review([share("csat", 259, 312, 240, 296)]))["csat"]
    assert list(csat) == [
        "id", "name", "unit", "value", "why_null", "n", "interval", "method", "tier", "clock", "statement",
        "previous", "cases", "by",
    ]  # fmt: skip
    assert csat["value"] == 259 / 312
    assert csat["n"] == 312


def test_a_figure_that_was_not_had_is_null_with_its_reason() -> None:
    ces = checked(review())["ces"]
    assert (ces["value"], ces["why_null"], ces["tier"]) == (None, "Nobody was asked.", "not_had")


def test_an_end_that_was_not_reached_is_null() -> None:
    late = timed("resolution_time_km.median", 181440, (170000, None), 40, 1, (1, 1), 40)
    assert checked(review([late]))["resolution_time_km.median"]["interval"] == [170000, None]


def test_every_figure_has_all_six_channels_even_where_it_is_not_split() -> None:
    figures = checked(review([counted("people_helped", 2201), *october.volume(90, 80, {"mail": (90, 80)})]))
    for figure in figures.values():
        by = figure["by"]
        assert isinstance(by, dict)
        assert tuple(by["channel"]) == CHANNELS
    whole = figures["people_helped"]["by"]
    assert isinstance(whole, dict)
    assert whole["channel"]["mail"]["why_null"] == "This figure is not split by channel."


def test_the_schema_refuses_a_nought_that_was_not_had() -> None:
    document = json.loads(figures_json.text(review([october.missing("ces")])))
    document["figures"][0]["value"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_a_number_that_is_none_is_refused() -> None:
    broken = replace(counted("people_helped", 1), value=math.nan)
    with pytest.raises(ValueError, match="not JSON compliant"):
        figures_json.text(replace(review(), figures=(broken,)))


def test_every_key_is_documented() -> None:
    page = DOCUMENTED.read_text(encoding="utf-8")
    keys = {*SCHEMA["$defs"]["figure"]["properties"], *SCHEMA["$defs"]["source"]["properties"], "by.channel"}
    keys |= {f"{part}.{key}" for part in ("previous", "cases") for key in SCHEMA["$defs"][part]["properties"]}
    keys |= {f"period.{key}" for key in SCHEMA["properties"]["period"]["properties"]}
    keys |= {key for key in SCHEMA["properties"] if key != "period"}
    assert [key for key in sorted(keys) if f"| `{key}` |" not in page] == []
