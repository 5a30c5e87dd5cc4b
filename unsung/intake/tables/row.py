"""One row of a table seen through its mapping: fields as text, instants and numbers, or what is wrong."""

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Literal, TypeVar, cast

from unsung.ground.problems import Problem
from unsung.intake.source import Author, Channel, Party, Place, Standing, State
from unsung.intake.tables import amounts
from unsung.intake.tables.alike import told_apart
from unsung.intake.tables.fields import CHOICES
from unsung.intake.tables.plan import Plan

T = TypeVar("T")
PUT_ASIDE = "The row was put aside; the others were taken."
FAULTS = re.compile(
    r"it is in no form known|the year \d{1,4} cannot be|day is out of range for month"
    r"|(?:year|month|hour|minute|second) must be in [\d.]+"
)
"""What is wrong with a date, in words of our own or of Python’s; any other may quote what stands there."""


class Unreadable(Exception):
    """A field of a row cannot be read: which one, what is wrong with it, and what to do.

    `bare` is what is wrong without the words that stand there; empty where `wrong` quotes none.
    """

    def __init__(self, field: str, wrong: str, do: str, bare: str = "") -> None:
        super().__init__(wrong)
        self.field = field
        self.wrong = wrong
        self.do = do
        self.bare = bare

    def problem(self, place: Place) -> Problem:
        """The problem as it is shown, with the place in the delivery."""
        where = Place(place.file, place.line, self.field)
        bare = f"{where}: {self.bare}." if self.bare else ""
        return Problem(f"{where}: {self.wrong}.", PUT_ASIDE, self.do, bare=bare)


def shortened(value: str) -> str:
    """A value as it is quoted in a sentence."""
    return value if len(value) <= 60 else f"{value[:57]}…"


class Row:
    """The cells of one row, asked for by field."""

    __slots__ = ("again", "cells", "plan")

    def __init__(self, cells: dict[str, str], plan: Plan, again: int = 0) -> None:
        self.cells = cells
        self.plan = plan
        self.again = again

    def column(self, field: str) -> str:
        """What the file calls this field."""
        return self.plan.columns.get(field, field)

    def text(self, field: str) -> str:
        """The field as text, put through the mapping's values; empty where it is not known."""
        plan = self.plan
        column = plan.columns.get(field)
        if column is None:
            return plan.mapping.fixed.get(field, "")
        value = self.cells.get(column, "").strip()
        values = plan.mapping.values.get(field)
        if values is not None:
            return self._valued(field, value, values)
        if value in plan.empty:
            return plan.mapping.fixed.get(field, "")
        return value

    def _valued(self, field: str, value: str, values: dict[str, str]) -> str:
        known = values.get(value.casefold())
        if known is not None:
            return known
        if value in self.plan.empty:
            return self.plan.mapping.fixed.get(field, "")
        other = values.get("*")
        if other is None and field not in CHOICES:
            return value
        if other is None:
            raise Unreadable(
                self.column(field),
                f"the mapping does not say what “{shortened(value)}” is",
                f"Add it under [values.{field}] in the mapping, or “*” for everything else.",
                "the mapping does not say what “…” is",
            )
        return other

    def needed(self, field: str) -> str:
        """The field as text; raises Unreadable where it is empty."""
        value = self.text(field)
        if not value:
            raise Unreadable(self.column(field), "it is empty", "Fill it in, or leave the row out.")
        return value

    def choice(self, field: str, default: str = "") -> str:
        """One of the words this field is limited to; raises Unreadable for another."""
        value = self.text(field) or default
        if value and value not in CHOICES[field]:
            known = ", ".join(filter(None, CHOICES[field]))
            raise Unreadable(
                self.column(field),
                f"“{shortened(value)}” is none of {known}",
                f"Say under [values.{field}] in the mapping which of them it is.",
                f"“…” is none of {known}",
            )
        return value

    def instant(self, field: str) -> datetime | None:
        """The field as an instant in UTC, None where it is empty; raises Unreadable for what is no date."""
        value = self.text(field)
        if not value:
            return None
        try:
            return self.plan.instant(value)
        except ValueError as fault:
            reason = f" ({fault})" if len(str(fault)) < 60 else ""
            ours = reason if FAULTS.fullmatch(str(fault)) else ""
            raise Unreadable(
                self.column(field),
                f"“{shortened(value)}” could not be read as a date{reason}",
                "Correct it; if all dates are written like this, say how with dates = “…” in the mapping.",
                f"“…” could not be read as a date{ours}",
            ) from fault

    def needed_instant(self, field: str) -> datetime:
        """The field as an instant in UTC; raises Unreadable where it is empty or no date."""
        at = self.instant(field)
        if at is None:
            raise Unreadable(self.column(field), "there is no date", "Fill it in, or leave the row out.")
        return at

    def whole(self, field: str) -> int | None:
        """The field as a whole number, None where it is empty; raises Unreadable."""
        return self._amount(field, amounts.whole)

    def seconds(self, field: str) -> int | None:
        """The field as whole seconds, None where it is empty; raises Unreadable."""
        return self._amount(field, amounts.seconds)

    def flag(self, field: str) -> bool | None:
        """The field as yes or no, None where it is empty; raises Unreadable."""
        return self._amount(field, amounts.flag)

    def _amount(self, field: str, read: Callable[[str], T]) -> T | None:
        value = self.text(field)
        if not value:
            return None
        try:
            return read(value)
        except ValueError as fault:
            raise Unreadable(
                self.column(field),
                f"“{shortened(value)}” could not be read: {fault}",
                "Correct it, or say under [values] in the mapping what it means.",
                f"“…” could not be read: {fault}",
            ) from fault

    def channel(self) -> Channel:
        """The channel; other where it is not said."""
        return cast(Channel, self.choice("channel") or "other")

    def state(self) -> State:
        """The state; empty where it is not said."""
        return cast(State, self.choice("state"))

    def started_by(self) -> Literal["customer", "desk", "machine"]:
        """Who began; the customer where it is not said."""
        return cast(Literal["customer", "desk", "machine"], self.choice("started_by", "customer"))

    def standing(self) -> Standing:
        """Why it counts or does not; a contact where it is not said."""
        return cast(Standing, self.choice("standing", "contact"))

    def author_kind(self) -> Author:
        """Who wrote; raises Unreadable where it is not said."""
        self.needed("author_kind")
        return cast(Author, self.choice("author_kind"))

    def customer(self) -> Party | None:
        """The customer, None where neither key nor name is known."""
        key, name = self.text("customer"), self.text("customer_name")
        return Party(key or name, name, self.text("customer_kind")) if key or name else None

    def fingerprint(self) -> str:
        """A short digest of the cells the mapping uses, for rows without an id of their own."""
        return digest(*(self.cells.get(column, "").strip() for column in self.plan.columns.values()))

    def made_up_id(self) -> str:
        """An id for a row without one: what its cells say, and which it is of the rows exactly alike."""
        return told_apart(self.fingerprint(), self.again)


def digest(*values: str) -> str:
    """A short digest of these values."""
    return blake2b("\x1f".join(values).encode("utf-8", "replace"), digest_size=6).hexdigest()
