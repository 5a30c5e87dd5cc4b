"""The IT incident log: the review of March 2016 agrees with an independent calculation, to the digit."""

import gzip
import json
import math
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.journeys.conftest import Unsung, environment

MARCH, APRIL = pd.Timestamp("2016-03-01"), pd.Timestamp("2016-04-01")
FORTNIGHT = pd.Timedelta(days=14)
SETTLED = {"Resolved", "Closed"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def log(shared_data: Path) -> pd.DataFrame:
    """The log as pandas reads it, in the order in which each incident was updated."""
    packed = shared_data / "tickets-it-incidents" / "incident_event_log-to-2016-04.csv.gz"
    with gzip.open(packed, "rt") as stream:
        rows = pd.read_csv(stream, dtype=str, keep_default_na=False)
    for name in ("opened_at", "sys_updated_at"):
        rows[name] = pd.to_datetime(rows[name], format="%d/%m/%Y %H:%M")
    rows["sys_mod_count"] = rows["sys_mod_count"].astype(int)
    known = rows[rows.incident_state != "-100"]
    return known.sort_values(["number", "sys_updated_at", "sys_mod_count"], kind="stable")


@pytest.fixture(scope="module")
def figures(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """figures.json of a review of the log, by figure id."""
    place = tmp_path_factory.mktemp("incidents")
    run_review(shared_data, place)
    told = json.loads((place / "out" / "figures.json").read_text("utf-8"))
    return {figure["id"]: figure for figure in told["figures"]}


def run_review(shared_data: Path, place: Path) -> None:
    """Print the review of 2016-03 with the command line."""
    packed = shared_data / "tickets-it-incidents" / "incident_event_log-to-2016-04.csv.gz"
    words = ["review", str(packed), "--map", "servicenow", "--month", "2016-03", "--out", str(place / "out")]
    subprocess.run([sys.executable, "-m", "unsung", *words], env=environment(place / "home"), check=True)


def episodes(log: pd.DataFrame) -> pd.DataFrame:
    """When each incident was open: number, start, end (NaT: still open at the end of the log)."""
    spells = []
    for number, rows in log.groupby("number", sort=False):
        start, end = rows.opened_at.iloc[0], pd.NaT
        for at, state in zip(rows.sys_updated_at, rows.incident_state, strict=True):
            if state in SETTLED and end is pd.NaT:
                end = max(at, rows.opened_at.iloc[0])
                spells.append((number, start, end))
            elif state not in SETTLED and end is not pd.NaT:
                start, end = at, pd.NaT
        if end is pd.NaT:
            spells.append((number, start, end))
    return pd.DataFrame(spells, columns=["number", "start", "end"])


@pytest.fixture(scope="module")
def spells(log: pd.DataFrame) -> pd.DataFrame:
    """The spells of every incident, computed once."""
    return episodes(log)


def kaplan_meier_quantile(durations: pd.Series, settled: pd.Series, q: float) -> float:
    """The first duration at which at most 1-q are still unsettled, by the textbook product."""
    left, waiting = len(durations), 1.0
    for duration, group in settled.groupby(durations):
        waiting *= 1 - group.sum() / left
        left -= len(group)
        if waiting <= 1 - q + 1e-12:
            return float(duration)
    return math.nan


def test_the_volume(figures: dict[str, dict[str, object]], log: pd.DataFrame) -> None:
    opened = log.drop_duplicates("number").opened_at
    march = int(((opened >= MARCH) & (opened < APRIL)).sum())
    assert figures["contact_volume"]["value"] == march == 8_995


def test_the_doors(figures: dict[str, dict[str, object]], log: pd.DataFrame) -> None:
    first = log.drop_duplicates("number")
    march = first[(first.opened_at >= MARCH) & (first.opened_at < APRIL)]
    by = {name: figure["value"] for name, figure in figures["contact_volume"]["by"]["channel"].items()}  # type: ignore[index]
    assert by["call"] == int((march.contact_type == "Phone").sum())
    assert by["mail"] == int((march.contact_type == "Email").sum())


@pytest.mark.parametrize(("q", "name"), [(0.5, "median"), (0.9, "p90")])
def test_the_time_to_settled(
    figures: dict[str, dict[str, object]], log: pd.DataFrame, spells: pd.DataFrame, q: float, name: str
) -> None:
    first = spells.drop_duplicates("number").set_index("number")
    opened = log.drop_duplicates("number").set_index("number").opened_at
    march = first[(opened >= MARCH) & (opened < APRIL)]
    until = max(log.sys_updated_at.max(), log.opened_at.max())
    settled = march.end.notna()
    durations = (march.end.fillna(until) - opened[march.index]).dt.total_seconds()
    figure = figures[f"resolution_time_km.{name}"]
    assert figure["value"] == kaplan_meier_quantile(durations, settled, q)
    assert figure["n"] == len(march)


def test_the_backlog_on_the_first_of_april(
    figures: dict[str, dict[str, object]], spells: pd.DataFrame
) -> None:
    waiting = spells[(spells.start < APRIL) & (spells.end.isna() | (spells.end >= APRIL))]
    assert figures["backlog.open"]["value"] == len(waiting)


def test_the_reopen_rate(
    figures: dict[str, dict[str, object]], spells: pd.DataFrame, log: pd.DataFrame
) -> None:
    first = spells.drop_duplicates("number").set_index("number")
    second = spells[spells.duplicated("number")].drop_duplicates("number").set_index("number")
    until = max(log.sys_updated_at.max(), log.opened_at.max())
    cohort = first[(first.end >= MARCH) & (first.end < APRIL) & (first.end + FORTNIGHT <= until)]
    back = second.start.reindex(cohort.index) - cohort.end <= FORTNIGHT
    figure = figures["reopen_rate"]
    assert figure["n"] == len(cohort)
    assert figure["value"] == pytest.approx(back.sum() / len(cohort), abs=1e-12)


def test_what_was_open_before_the_log_is_said_to_be_missing(shared_data: Path, tmp_path: Path) -> None:
    run_review(shared_data, tmp_path)
    words = " ".join((tmp_path / "out" / "review.txt").read_text("utf-8").split())
    assert "begins on 29 February 2016" in words
    assert "is missing from what is waiting" in words


def test_every_row_of_the_log_is_in(unsung: Unsung, shared_data: Path) -> None:
    packed = shared_data / "tickets-it-incidents" / "incident_event_log-to-2016-04.csv.gz"
    told = unsung("import", packed, "--map", "servicenow", "--json").json()
    assert (told["new"], told["known"], told["rejected"]) == (101_045, 0, 0)
