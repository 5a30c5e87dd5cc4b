"""The plan of reading one table: its shape, its mapping and its dates, settled once, carried as text."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache

from unsung.ground.problems import Problem
from unsung.intake.source import Piece, Reading
from unsung.intake.tables import suggest, text
from unsung.intake.tables.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    DateForm,
    OrderJudge,
    check_zone,
    form_asked,
    reader,
)
from unsung.intake.tables.fields import DATES
from unsung.intake.tables.look import Shape, items, sample_of, shape_of
from unsung.intake.tables.mapping import Scale, TableMap, checked
from unsung.intake.tables.slots import Slot, slot_of

NO_SLOT = Slot()
COUNTED = {
    "calls": "call",
    "calls offered": "call",
    "offered": "call",
    "mails": "mail",
    "chats": "chat",
    "visits": "walkin",
}
"""What a column of counts is called, and the way these came by."""
NAMED = ", or name its encoding in the mapping, as in encoding = “cp1250”"
IDS = frozenset({"id", "contact"})
ENOUGH = 2000
"""Rows after which the order of day and month is taken as told; while it is not, reading goes on."""


@dataclass(frozen=True)
class Plan:
    """Everything that reading a row needs: `columns` gives the file's own column for each field."""

    shape: Shape
    mapping: TableMap
    columns: dict[str, str]
    form: DateForm
    slot: Slot = NO_SLOT
    guessed: bool = False
    """Whether the order of day and month is a guess, since no date tells."""

    @cached_property
    def instant(self) -> Callable[[str], datetime]:
        """From the text of a date to an instant; raises ValueError."""
        return reader(self.form)

    @cached_property
    def empty(self) -> frozenset[str]:
        """Values that mean "not known"."""
        return frozenset(("", *self.mapping.empty))

    @property
    def torn_misleads(self) -> bool:
        """Whether a row whose last field was cut off would be a fact of its own, put right by no later row.

        So it is where its id is made of what it says, or where that field is an id or a date.
        """
        last = [field for field, column in self.columns.items() if column == self.shape.header[-1]]
        ids_made_up = "id" not in self.columns or self.mapping.row == "event-log"
        return bool(last) and (
            (ids_made_up and self.mapping.row != "tally") or any(f in DATES | IDS for f in last)
        )

    def has(self, field: str) -> bool:
        """Whether the table has a column for this field."""
        return field in self.columns


def carried(plan: Plan) -> dict[str, object]:
    """The plan as a Reading carries it to where rows are read."""
    return {"name": plan.mapping.name, "row": plan.mapping.row, "plan": json.dumps(asdict(plan))}


def plan_in(reading: Reading) -> Plan:
    """The plan that `prepare` put into this reading; raises Problem where it has not been prepared."""
    text = reading.mapping.get("plan") if reading.mapping else None
    if not isinstance(text, str):
        raise Problem("The table was not looked at before it was read.", "", "Prepare the reading first.")
    return _restored(text)


@lru_cache(maxsize=64)
def _restored(text: str) -> Plan:
    told = json.loads(text)
    mapping = told["mapping"]
    scale = {
        **mapping["scale"],
        **{key: tuple(mapping["scale"][key]) for key in ("not_asked", "not_answered")},
    }
    columns = {field: tuple(names) for field, names in mapping["columns"].items()}
    return Plan(
        Shape(**{**told["shape"], "header": tuple(told["shape"]["header"])}),
        TableMap(**{**mapping, "scale": Scale(**scale), "columns": columns}),
        told["columns"],
        DateForm(**told["form"]),
        Slot(**told["slot"]),
        told["guessed"],
    )


def planned(piece: Piece, reading: Reading) -> Plan:
    """The plan for this piece; raises Problem where there is no table or the mapping does not fit it."""
    given = reading.mapping if reading.mapping and "plan" not in reading.mapping else None
    asked = checked(given) if given else None
    shape = shape_of(piece, asked.encoding, asked.sheet) if asked else shape_of(piece)
    mapping = asked or _suggested(piece, shape, reading)
    columns = suggest.found_columns(mapping, shape.header)
    mapping = _with_doorway(piece.name, mapping, columns, reading)
    _check_columns(piece.name, mapping, columns, shape.header)
    zone = mapping.zone or reading.zone
    check_zone(zone)
    form = form_asked(mapping.dates, zone, mapping.ignore_zone)
    plan = Plan(shape, mapping, columns, form, Slot(seconds=mapping.span_s))
    say(reading, f"{piece.name} was read as {shape.sentence}, times without a zone as in {zone}.")
    _say_guess(piece.name, shape, reading)
    _say_twins(piece.name, columns, shape.header, reading)
    if not mapping.dates:
        judge = _judge(piece, plan)
        plan = replace(plan, form=_judged(piece, plan, judge, reading), guessed=judge.in_doubt)
    return plan if mapping.span_s or mapping.row != "tally" else _with_slot(piece, plan, reading)


def _suggested(piece: Piece, shape: Shape, reading: Reading) -> TableMap:
    given, sentence = suggest.suggest(piece.name, shape.header, sample_of(piece, shape))
    say(reading, sentence)
    return checked(given)


def say(reading: Reading, sentence: str) -> None:
    """Add a sentence to what the summary says, once."""
    if sentence not in reading.notes:
        reading.notes.append(sentence)


def _say_guess(name: str, shape: Shape, reading: Reading) -> None:
    coding = text.Coding(shape.encoding, shape.nul, shape.guessed)
    for said in text.guess_said(name, coding, NAMED):
        say(reading, said)


def _say_twins(name: str, columns: Mapping[str, str], header: Sequence[str], reading: Reading) -> None:
    for field, column in columns.items():
        twins = suggest.twins(column, header, columns.values())
        if twins:
            passed_over = " and ".join(f"“{twin}” in column {header.index(twin) + 1}" for twin in twins)
            say(
                reading,
                f"{name} has several columns of one name: “{column}” in column "
                f"{header.index(column) + 1} was taken for {field}, {passed_over} passed over. "
                f"To take another one, name it in the mapping: {field} = “{twins[0]}”.",
            )


def _with_doorway(name: str, mapping: TableMap, columns: Mapping[str, str], reading: Reading) -> TableMap:
    """The mapping with the way its counted contacts came by, where neither a column nor it tells."""
    if mapping.row != "tally" or "channel" in {**columns, **mapping.fixed} or "count" not in columns:
        return mapping
    channel = COUNTED.get(columns["count"].strip().casefold(), "other")
    if channel == "other":
        say(
            reading,
            f"{name} does not tell how its contacts came, so they stand under “other”. To say it, set "
            "channel = “call” (or mail, chat, walkin, form) under [fixed] in the mapping.",
        )
    return replace(mapping, fixed={**mapping.fixed, "channel": channel})


def _check_columns(name: str, mapping: TableMap, columns: dict[str, str], header: Sequence[str]) -> None:
    lacking = suggest.missing(mapping.need, {**columns, **mapping.fixed})
    if not lacking:
        return
    sought = [f"{either} ({', '.join(_sought(mapping, either))})" for either in dict.fromkeys(lacking)]
    raise Problem(
        f"{name} lacks columns that the mapping “{mapping.name}” names: {'; '.join(sought)}.",
        f"Nothing was taken from it. It has the columns {', '.join(header[:60])}.",
        "Correct the names under [columns] in the mapping, or give another one with --map.",
    )


def _sought(mapping: TableMap, either: str) -> list[str]:
    return [name for field in either.split("|") for name in mapping.columns.get(field, ())[:4]]


def _judged(piece: Piece, plan: Plan, judge: OrderJudge, reading: Reading) -> DateForm:
    """The form of dates with the order found out over the table; a note where it cannot be told."""
    if judge.in_doubt:
        taken = judge.closest or DAY_FIRST
        since = ", since so they lie closest together" if judge.closest else ""
        other = MONTH_FIRST if taken == DAY_FIRST else DAY_FIRST
        say(
            reading,
            f"No date in {piece.name} tells the day from the month; they were read {taken}{since}. "
            f"If that is wrong, set dates = “{other}” in the mapping.",
        )
    elif judge.order:
        mixed = "; those that cannot be were put aside" if judge.mixed else ""
        say(
            reading,
            f"The dates of {piece.name} were read {judge.order}, going by the dates themselves{mixed}.",
        )
    return replace(plan.form, order=judge.order or judge.closest or DAY_FIRST)


def _judge(piece: Piece, plan: Plan) -> OrderJudge:
    dated = [column for field, column in plan.columns.items() if field in DATES]
    judge = OrderJudge()
    for number, item in enumerate(text.up_to_a_break(items(piece, plan.shape))):
        if number >= ENOUGH and not judge.in_doubt:
            break
        if isinstance(item.raw, dict):
            judge.see(item.raw.get(column, "") for column in dated)
    return judge


def _with_slot(piece: Piece, plan: Plan, reading: Reading) -> Plan:
    """The plan with the length of a slot, going by the beginnings of the first ones."""
    column = plan.columns["at"]
    rows = sample_of(piece, plan.shape)
    begins = {at for row in rows if (at := _instant(plan, row.get(column, "")))}
    slot = slot_of(begins, plan.form.zone)
    guessed = "its one beginning, which is a guess" if len(begins) == 1 else "their beginnings"
    say(reading, f"The slots of {piece.name} are {slot.sentence}, going by {guessed}.")
    return replace(plan, slot=slot)


def _instant(plan: Plan, text: str) -> datetime | None:
    try:
        return plan.instant(text.strip())
    except ValueError:
        return None
