"""The figures of a printed issue, read back from its figures.json."""

import json
from collections.abc import Mapping
from typing import Any

from unsung.ground.figures import Cases, Earlier, Figure


def figure_of(text: str, id: str, of: str = "") -> Figure | None:
    """One figure with its channels from the text of figures.json; None where it has none of that id.

    `of` is what its n counts, which that file does not say.
    """
    for told in json.loads(text)["figures"]:
        if told["id"] == id:
            split = {name: _figure(part, of) for name, part in told["by"]["channel"].items()}
            return _figure(told, of).with_channels(split)
    return None


def _figure(told: Mapping[str, Any], of: str) -> Figure:
    earlier, cases = told["previous"], told["cases"]
    return Figure(
        id=told["id"],
        name=told["name"],
        unit=told["unit"],
        value=told["value"],
        n=told["n"],
        of=of,
        method=told["method"],
        tier=told["tier"],
        clock=told["clock"],
        why_null=told["why_null"],
        interval=_interval(told["interval"]),
        statement=told["statement"],
        previous=Earlier(earlier["value"], earlier["n"], _interval(earlier["interval"])) if earlier else None,
        cases=Cases(**cases) if cases else None,
    )


def _interval(given: list[float | None] | None) -> tuple[float | None, float | None] | None:
    return (given[0], given[1]) if given else None


def for_company(text: str, values: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of figures.json without the figures that are the team's alone."""
    document = json.loads(text)
    ours = {id for id, told in values.items() if told.get("audience") == "T"}
    document["figures"] = [each for each in document["figures"] if each["id"] not in ours]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
