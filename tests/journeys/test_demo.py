"""The demo desk from nothing to its printed review, as `make run` does it."""

import json
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from tests.journeys.conftest import Unsung, environment
from tests.ports import free_port
from tests.served import serving

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
    december = unsung("demo", "--until", "2025-12")
    assert (december.code, "holds the demo desk made until 2025-10" in december.err) == (2, True)
    assert "say --until 2025-10" in december.err
    assert unsung("demo", "--until", "2025-10").err.strip().startswith("0 new")


@pytest.mark.slow
def test_a_home_that_holds_other_records_is_no_place_for_the_demo(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    before = unsung("import", "v.csv", "--json").json()
    ended = unsung("demo", **NOVEMBER)
    assert (ended.code, "records that are not the demo’s" in ended.err) == (2, True)
    assert unsung("import", "v.csv", "--json").json()["digest"] == before["digest"]


@pytest.mark.slow
@pytest.mark.parametrize("until", ["9999-12", "0001-01", "1999-12", "October"])
def test_a_month_too_far_off_is_said_to_be(unsung: Unsung, until: str) -> None:
    ended = unsung("demo", "--until", until)
    assert (ended.code, "Traceback" in ended.err, until in ended.err) == (2, False, True)


@pytest.mark.slow
def test_a_filling_that_was_cut_off_goes_on_at_the_next_start_and_the_review_lies_ready(
    tmp_path: Path,
) -> None:
    home, out = tmp_path / "home", tmp_path / "review"
    words = ("serve", "--demo", "--port", str(free_port()), "--out", str(out))
    begun = subprocess.Popen(
        [sys.executable, "-m", "unsung", *words],
        env=environment(home, **NOVEMBER),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 60
    while not (home / "demo-until.txt").exists() and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(4)
    begun.kill()
    begun.wait()
    assert not (home / "demo-sign-ins.txt").exists()
    with serving(home, "--demo", "--out", str(out), **NOVEMBER) as served:
        assert [line.split()[3] for line in served.said if line.startswith("sign in as")] == [
            "member",
            "lead",
        ]
        told = json.loads((out / "figures.json").read_text("utf-8"))
        volume = next(figure for figure in told["figures"] if figure["id"] == "contact_volume")
        assert volume["value"] == 2_614
        assert sorted(path.name for path in out.iterdir()) == [
            "figures.json",
            "figures.xlsx",
            "review.html",
            "review.txt",
        ]
    with serving(home, "--demo", **NOVEMBER) as again:
        assert sum(line.startswith("sign in as") for line in again.said) == 2
