"""What a mapping says: which columns are which fields, in TOML, checked word by word."""

import codecs
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, cast

from unsung.ground.problems import Problem
from unsung.intake.tables.dates import check_zone, form_asked
from unsung.intake.tables.fields import CHOICES, ROW_KINDS

FOLDER = Path(__file__).resolve().parent.parent / "mappings"
KEYS = frozenset(
    {"name", "about", "like", "row", "need", "empty", "dates", "zone", "zone_in_values", "span_s"}
    | {"encoding", "sheet", "columns", "values", "fixed", "scale"}
)
SCALE_KEYS = frozenset({"low", "high", "question", "not_asked", "not_answered", "unasked"})
Question = Literal["csat", "ces", "nps"]
QUESTIONS = ("csat", "ces", "nps")


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a scale and the values on it that are no answer.

    A row with a value of `not_asked` gives no rating at all; one of `not_answered`, or a blank, was asked.
    `unasked` where people rate of themselves, so that nobody was asked and a blank is no answer.
    """

    low: int = 1
    high: int = 5
    question: Question = "csat"
    not_asked: tuple[str, ...] = ()
    not_answered: tuple[str, ...] = ()
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class TableMap:
    """A mapping, checked: every field with the column names it may have, the first found wins."""

    name: str
    row: str
    columns: dict[str, tuple[str, ...]]
    need: tuple[str, ...]
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    dates: str = ""
    zone: str = ""
    encoding: str = ""
    sheet: str = ""
    ignore_zone: bool = False
    span_s: int = 0
    scale: Scale = Scale()
    about: str = ""


def load_mapping(name_or_path: str) -> dict[str, object]:
    """The mapping of this name (a preset) or in this TOML file; raises Problem naming what is wrong in it."""
    preset = FOLDER / f"{name_or_path}.toml"
    path = preset if preset.is_file() else Path(name_or_path)
    if not path.is_file():
        raise Problem(
            f"There is no mapping “{name_or_path}”.",
            "Nothing was taken in.",
            f"Name a TOML file, or one of {', '.join(preset_names())}.",
        )
    try:
        mapping = cast(dict[str, object], tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise Problem(
            f"The mapping {path.name} is not TOML: {fault}.", "Nothing was taken in.", "Correct that place."
        ) from fault
    mapping.setdefault("name", path.stem)
    checked(mapping)
    return mapping


def preset_names() -> list[str]:
    """The names of the mappings that come with the product."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


@cache
def preset(name: str) -> TableMap:
    """The mapping of this name that comes with the product."""
    return checked(load_mapping(name))


def checked(mapping: dict[str, object]) -> TableMap:
    """The mapping as it will be used; raises Problem naming the key, field or word that is wrong."""
    return _Checker(_with_model(mapping)).table_map()


def _with_model(mapping: dict[str, object]) -> dict[str, object]:
    # `like` names a preset to start from; what the mapping says itself goes before.
    if "like" not in mapping:
        return mapping
    model = load_mapping(str(mapping["like"]))
    merged = {**model, **mapping}
    for part in ("columns", "fixed", "scale"):
        merged[part] = {**_table(model.get(part)), **_table(mapping.get(part))}
    # Word by word: a mapping that explains one word of a field does not unlearn the others.
    known, own_words = _table(model.get("values")), _table(mapping.get("values"))
    words = {name: {**_table(known.get(name)), **_table(said)} for name, said in own_words.items()}
    merged["values"] = {**known, **words}
    own = list(_table(mapping.get("columns")))
    merged["need"] = mapping.get("need", [*cast(list[str], model.get("need", [])), *own])
    return merged


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


class _Checker:
    """Goes through a mapping key by key."""

    def __init__(self, mapping: dict[str, object]) -> None:
        self.mapping = mapping
        self.name = str(mapping.get("name") or "table")

    def table_map(self) -> TableMap:
        """The mapping, checked; raises Problem."""
        self._keys("", self.mapping, KEYS)
        row = self._word("row", tuple(ROW_KINDS), "")
        kind = ROW_KINDS[row]
        columns = {name: self._names(f"columns.{name}", said) for name, said in self._part("columns").items()}
        fixed = {name: str(said) for name, said in self._part("fixed").items()}
        values = {name: self._values(name, said) for name, said in self._part("values").items()}
        for part in ("columns", "fixed", "values"):
            self._keys(part, self._part(part), frozenset(kind.fields))
        self._choices(fixed)
        need = self._names("need", self.mapping["need"]) if "need" in self.mapping else tuple(columns)
        self._complete(kind.need, {*columns, *fixed})
        return TableMap(
            name=self.name, row=row, columns=columns, need=need, values=values, fixed=fixed,
            empty=self._names("empty", self.mapping.get("empty", [])),
            dates=self._dates(), zone=self._zone(), encoding=self._encoding(),
            sheet=str(self.mapping.get("sheet", "")),
            ignore_zone=self._word("zone_in_values", ("keep", "ignore"), "keep") == "ignore",
            span_s=self._number("span_s", self.mapping.get("span_s", 0)),
            scale=self._scale(self._part("scale")), about=str(self.mapping.get("about", "")),
        )  # fmt: skip

    def _wrong(self, what: str, do: str) -> Problem:
        return Problem(f"The mapping {self.name} {what}.", "Nothing was taken in.", do)

    def _keys(self, part: str, given: Iterable[str], known: frozenset[str]) -> None:
        for key in given:
            if key not in known:
                where = f"[{part}] of the mapping {self.name}" if part else f"The mapping {self.name}"
                raise Problem(
                    f"{where} names “{key}”, which is not known.",
                    "Nothing was taken in.",
                    f"It may name {', '.join(sorted(known))}.",
                )

    def _part(self, name: str) -> dict[str, object]:
        said = self.mapping.get(name, {})
        if not isinstance(said, dict):
            raise self._wrong(f"has “{name}” as a single value", f"Write it as a part of its own: [{name}].")
        return said

    def _names(self, key: str, said: object) -> tuple[str, ...]:
        names = [said] if isinstance(said, str | int) else said
        if not isinstance(names, list) or not all(isinstance(name, str | int) for name in names):
            raise self._wrong(f"has something else than text in “{key}”", f"Write {key} = [“one”, “two”].")
        return tuple(str(name) for name in names)

    def _word(self, key: str, known: tuple[str, ...], default: str) -> str:
        word = str(self.mapping.get(key, default))
        if word not in known:
            raise self._wrong(f"says {key} = “{word}”", f"Write one of {', '.join(known)}.")
        return word

    def _values(self, name: str, said: object) -> dict[str, str]:
        if not isinstance(said, dict):
            raise self._wrong(f"has “values.{name}” as a single value", f"Write it as [values.{name}].")
        values = {key.strip().casefold(): str(value) for key, value in said.items()}
        for value in values.values():
            self._choices({name: value})
        return values

    def _choices(self, given: dict[str, str]) -> None:
        for name, word in given.items():
            if name in CHOICES and word not in CHOICES[name]:
                known = ", ".join(filter(None, CHOICES[name]))
                raise self._wrong(f"makes “{word}” of a {name}", f"A {name} is one of {known}.")

    def _complete(self, need: tuple[str, ...], given: set[str]) -> None:
        for either in need:
            if given.isdisjoint(either.split("|")):
                names = " or ".join(either.split("|"))
                raise self._wrong(
                    f"names no column for {names}", f"Add it under [columns]: {either.split('|')[0]} = “…”."
                )

    def _dates(self) -> str:
        dates = str(self.mapping.get("dates", ""))
        form_asked(dates, "UTC", False)
        return dates

    def _zone(self) -> str:
        zone = str(self.mapping.get("zone", ""))
        if zone:
            check_zone(zone)
        return zone

    def _encoding(self) -> str:
        encoding = str(self.mapping.get("encoding", ""))
        try:
            return codecs.lookup(encoding).name if encoding else ""
        except LookupError as fault:
            raise self._wrong(
                f"says encoding = “{encoding}”, which is not known", "Write it as in utf-8 or cp1252."
            ) from fault

    def _number(self, key: str, said: object) -> int:
        if isinstance(said, bool) or not isinstance(said, int) or said < 0:
            raise self._wrong(f"says {key} = “{said}”", f"Write {key} as a whole number.")
        return said

    def _scale(self, said: dict[str, object]) -> Scale:
        self._keys("scale", said, SCALE_KEYS)
        question = str(said.get("question", "csat"))
        low, high = (
            self._number("scale.low", said.get("low", 1)),
            self._number("scale.high", said.get("high", 5)),
        )
        if question not in QUESTIONS or low >= high:
            raise self._wrong(
                f"has a scale from {low} to {high} for “{question}”",
                "Write the lower end as low, the upper as high, and csat, ces or nps as the question.",
            )
        return Scale(
            low, high, cast(Question, question),
            self._names("scale.not_asked", said.get("not_asked", [])),
            self._names("scale.not_answered", said.get("not_answered", [])),
            bool(said.get("unasked", False)),
        )  # fmt: skip
