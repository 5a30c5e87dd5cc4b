"""An invented October, printed and put on the shelf, for tests of what reads it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from unsung.ledger.cards.places import place_of
from unsung.publishing.models import Issue
from unsung.publishing.shelving import Lies, put
from unsung.publishing.tests.october import review

PLACES = [place_of(1_761_000_000 - n, n) for n in range(1, 40)]


def shelved(
    folder: Path, behind: Mapping[str, Sequence[int]] | None = None, name: str = "At the desk"
) -> Issue:
    """October as an issue; `behind` are the places of the cases behind figures."""
    (folder / "review.html").write_text("<!doctype html>the whole page", "utf-8")
    (folder / "figures.xlsx").write_bytes(b"PK")
    lies = Lies(40, PLACES)
    given = {id: Lies(len(places), places) for id, places in (behind or {}).items()}
    return put(
        review(name=name),
        [folder / "review.html", folder / "figures.xlsx"],
        {"contact": 7},
        {"contact_volume": lies, "volume_change": lies, "csat": Lies(312, PLACES[:2])} | given,
    )
