"""The form of a mapping: which column is which field, chosen on a page and handed on as a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from unsung.ground.problems import Problem
from unsung.intake.pages import words
from unsung.intake.tables.dates import DAY_FIRST, MONTH_FIRST
from unsung.intake.tables.fields import CHANNELS, CHOICES, ROW_KINDS
from unsung.intake.tables.mapping import QUESTIONS, Scale, TableMap, checked, load_mapping
from unsung.intake.tables.suggest import found_columns

OWN = "own"
DATES = {
    "": "found out from the dates themselves",
    DAY_FIRST: "the day first, as in 31/12/2025",
    MONTH_FIRST: "the month first, as in 12/31/2025",
}
ASKED = {
    "csat": "how satisfied somebody was",
    "ces": "how easy it was",
    "nps": "whether they would recommend us",
}
MOST_VALUES = 30
MANY = 200
"""Columns of a table that each field offers for choice; where there are more, a column is typed."""
LISTED = 2000
"""Names of columns that are offered to whoever types one."""


@dataclass(frozen=True)
class Picked:
    """One field as the page shows it: its name in words, whether a row needs it, the column chosen."""

    name: str
    label: str
    needed: bool
    column: str


@dataclass(frozen=True)
class Meant:
    """The words of one field that is limited to some: each value of the column with what it is taken for."""

    name: str
    label: str
    values: list[tuple[str, str]]
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Choice:
    """How a table is to be read, as chosen on the page; `model` is the mapping it started from.

    `columns` is the one column of each field, `values` what each value of a column means, `unknown` the
    names that were typed and are no column's.
    """

    model: TableMap
    header: tuple[str, ...]
    row: str
    columns: dict[str, str]
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    channel: str = ""
    dates: str = ""
    zone: str = ""
    scale: Scale = field(default_factory=Scale)
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, model: TableMap, header: Sequence[str]) -> "Choice":
        """What a mapping chooses in a table with this header."""
        return cls(
            model, tuple(header), model.row, found_columns(model, header), model.values,
            model.fixed.get("channel", ""), model.dates, model.zone, model.scale,
        )  # fmt: skip

    def with_row(self, row: str) -> "Choice":
        """The same for rows of another kind: what that kind does not have is left out."""
        kept = {name: column for name, column in self.columns.items() if name in ROW_KINDS[row].fields}
        return replace(self, row=row, columns=kept)

    def posted(self, data: Mapping[str, str]) -> "Choice":
        """What somebody chose on the page; a column or word that is not there counts as not chosen."""
        held = frozenset(self.header)
        fields = ROW_KINDS[self.row].fields
        columns = {name: data.get(f"column-{name}", "") for name in fields}
        return replace(
            self,
            columns={name: column for name, column in columns.items() if column in held},
            unknown=tuple(column for column in columns.values() if column.strip() and column not in held),
            values={name: self._values(name, data) for name in fields if name in CHOICES},
            channel=_channel(data.get("channel", self.channel)),
            dates=data.get("dates", self.dates),
            zone=data.get("zone", "").strip(),
            scale=self._scale(data),
        )

    def _values(self, name: str, data: Mapping[str, str]) -> dict[str, str]:
        said = dict(self.values.get(name, {}))
        for number in range(MOST_VALUES):
            value, means = data.get(f"value-{name}-{number}"), data.get(f"means-{name}-{number}")
            if value is not None and means in CHOICES[name]:
                said[value.strip().casefold()] = means
        return said

    def _scale(self, data: Mapping[str, str]) -> Scale:
        ends = [data.get("low", ""), data.get("high", "")]
        if not all(end.strip().isdecimal() for end in ends):
            return self.scale
        asked = next((one for one in QUESTIONS if one == data.get("question")), self.scale.question)
        return replace(self.scale, low=int(ends[0]), high=int(ends[1]), question=asked)  # type: ignore[arg-type]

    @property
    def picked(self) -> list[Picked]:
        """Every field a row of this kind may have, those it needs first."""
        kind = ROW_KINDS[self.row]
        needed = {name for either in kind.need for name in either.split("|")}
        return [
            Picked(name, words.FIELDS.get(name, name), name in needed, self.columns.get(name, ""))
            for name in kind.fields
        ]

    def meant(self, found: Mapping[str, Sequence[str]]) -> list[Meant]:
        """What the values found in the columns of limited fields are taken for."""
        told = []
        for name, choices in CHOICES.items():
            if name in self.columns and found.get(name):
                known = self.values.get(name, {})
                values = [(v, known.get(v.casefold(), known.get("*", v))) for v in found[name][:MOST_VALUES]]
                worded = [(word, words.MEANINGS.get(word, word)) for word in choices]
                told.append(Meant(name, words.FIELDS[name], values, worded))
        return told

    @property
    def listed(self) -> tuple[str, ...]:
        """The names of columns to type one from; empty where there are few enough to choose from."""
        return self.header[:LISTED] if len(self.header) > MANY else ()

    @property
    def rates(self) -> bool:
        """Whether a row has a score, and so a scale."""
        return self.row == "rating" or "score" in self.columns

    @property
    def is_bare(self) -> bool:
        """Whether nothing is chosen but what a row needs."""
        return all(pick.needed or not pick.column for pick in self.picked)

    def mapping(self) -> dict[str, object]:
        """The mapping; raises Problem where a needed field has no column, or one that is not there."""
        if self.unknown:
            raise Problem(
                f"There is no column “{self.unknown[0][:120]}” in this file.",
                "Nothing can be read from it.",
                "Write the name of a column as it stands in its first line.",
            )
        for either in ROW_KINDS[self.row].need:
            if not any(name in self.columns for name in either.split("|")):
                sought = " or ".join(f"“{words.FIELDS[name]}”" for name in either.split("|"))
                raise Problem(
                    f"No column is chosen for {sought}.",
                    "Without it a row cannot be read.",
                    "Choose it above, or another kind of row.",
                )
        told = _told(self)
        checked(told)
        return told


def _channel(said: str) -> str:
    return said if said in CHANNELS else ""


def _told(choice: Choice) -> dict[str, object]:
    model = choice.model
    told: dict[str, object] = {
        "name": model.name,
        "row": choice.row,
        "empty": list(model.empty),
        "dates": choice.dates,
        "zone": choice.zone,
        "zone_in_values": "ignore" if model.ignore_zone else "",
        "span_s": model.span_s if choice.row == "tally" else 0,
        "encoding": model.encoding,
        "sheet": model.sheet,
        "columns": dict(choice.columns),
        "fixed": _fixed(choice),
        "scale": _scale(choice.scale) if choice.rates else {},
        "values": _kept_values(choice),
    }
    return {key: said for key, said in told.items() if said}


def _fixed(choice: Choice) -> dict[str, str]:
    fields = ROW_KINDS[choice.row].fields
    told = {**choice.model.fixed, "channel": choice.channel}
    return {name: said for name, said in told.items() if said and name in fields}


def _kept_values(choice: Choice) -> dict[str, dict[str, str]]:
    told = {**choice.model.values, **choice.values}
    return {name: said for name, said in told.items() if said and name in choice.columns}


def _scale(scale: Scale) -> dict[str, object]:
    told = {"low": scale.low, "high": scale.high, "question": scale.question}
    lists = {"not_asked": list(scale.not_asked), "not_answered": list(scale.not_answered)}
    unasked = {"unasked": True} if scale.unasked else {}
    return {**told, **unasked, **{key: said for key, said in lists.items() if said}}


def model_of(mapping: Mapping[str, object] | None) -> TableMap:
    """A mapping to start from; where it says too little to be used, one that says nothing yet."""
    try:
        return checked(dict(mapping or {}))
    except Problem:
        return TableMap(name="table", row="contact", columns={}, need=())


def preset_named(name: str) -> TableMap | None:
    """A mapping that comes with the product, None where there is none of this name."""
    return checked(load_mapping(name)) if name in words.PRESETS else None


def nearest(header: Sequence[str]) -> TableMap:
    """The preset that knows most of these columns; one that says nothing where none knows any."""
    found = {name: found_columns(checked(load_mapping(name)), header) for name in words.PRESETS}
    best = max(found, key=lambda name: len(found[name]))
    return checked(load_mapping(best)) if found[best] else model_of(None)


def choice_in(data: Mapping[str, str], model: TableMap, header: Sequence[str]) -> Choice:
    """What a posted form chooses: a preset taken anew, another kind of row, or columns and words."""
    taken = preset_named(data.get("preset", "")) if data.get("preset") != data.get("preset_was") else None
    if taken:
        return Choice.of(taken, header)
    base = preset_named(data.get("preset", "")) or model
    row = data.get("row") if data.get("row") in ROW_KINDS else base.row
    was = data.get("row_was") if data.get("row_was") in ROW_KINDS else row
    choice = Choice.of(base, header).with_row(str(was)).posted(data)
    return choice.with_row(str(row))


def said_once(data: Any) -> dict[str, str]:
    """A posted form as names and texts."""
    return {name: plain(data.get(name, "")) for name in data}


def plain(said: str) -> str:
    """A posted text in letters that every database takes."""
    return said.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def key_in(said: str) -> int | None:
    """The number of a row that an address names to page by; None where it names none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None
