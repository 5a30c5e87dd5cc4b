"""The demo desk from nothing to its printed review, as `make run` does it."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.journeys.conftest import Unsung

SCHEMA = Path(__file__).parents[2] / "unsung" / "publishing" / "schema" / "figures.schema.json"
NOVEMBER = {"UNSUNG_TEST": "1", "UNSUNG_NOW": "2025-11-03T09:00:00+00:00"}


@pytest.mark.slow
def test_the_demo_desks_latest_month_has_the_proportions_it_was_drawn_with(
    unsung: Unsung, tmp_path: Path
) -> None:
    made = unsung("demo", **NOVEMBER)
    assert made.code == 0, made.err
    assert ", 0 put aside." in made.err
    assert unsung("review", "--out", "out").code == 0
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    figures = {figure["id"]: figure for figure in told["figures"]}
    volume = figures["contact_volume"]
    doors = {name: figure["value"] for name, figure in volume["by"]["channel"].items()}
    assert (volume["value"], volume["previous"]["value"]) == (2_614, 2_462)
    assert doors == {"call": 1_196, "mail": 742, "chat": 431, "walkin": 245, "form": None, "other": None}
    assert (figures["csat"]["n"], round(figures["csat"]["value"] * 312)) == (312, 259)
    assert figures["survey_response_rate"]["n"] == 1_083
    assert figures["contact_volume"]["statement"] in ("changed", "about_the_same", "cannot_tell", None)
    assert told["period"] == {"from": "2025-10-01", "to": "2025-11-01", "timezone": "Europe/London"}
    again = unsung("demo", "--until", "2025-10")
    assert again.err.strip().startswith("0 new")
