"""A letter: parts in a fixed order, the same sentences in the mail, in its plain text and on a page."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.template.loader import render_to_string

COLUMNS = 76
Links = Mapping[str, Sequence[tuple[str, str]]]
"""By the `ref` of an item what can be done about it: pairs of a label and an address."""


@dataclass(frozen=True)
class Item:
    """A line of a part; `voice` where it is in somebody's own words. `small` is said of it, below.

    `ref` names what it can be answered by.
    """

    text: str
    small: str = ""
    voice: bool = False
    ref: str = ""


@dataclass(frozen=True)
class Bar:
    """A row of a table that is its own chart: `width` and the usual range in percent of the column."""

    label: str
    value: str
    width: float = 0
    small: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a letter. `bars` stand under two heads: what they are of, and what their values are."""

    title: str
    items: tuple[Item, ...] = ()
    bars: tuple[Bar, ...] = ()
    heads: tuple[str, str] = ("", "")
    note: str = ""
    unsung: bool = False
    """Whether its bars are of work no system saw, which alone is drawn in marigold."""
    counts: bool = True
    """Whether its words count towards the length of the letter."""


@dataclass(frozen=True)
class Letter:
    """A letter as it goes out. `seal` is the line that names the head of its writer's log, empty for none."""

    subject: str
    title: str
    under: str
    parts: tuple[Part, ...]
    seal: str = ""
    foot: str = ""

    @property
    def words(self) -> int:
        """How many words it has, without tables and how it was made."""
        said = [self.title, self.under]
        for part in self.parts:
            if part.counts:
                said += [part.title, part.note, *(f"{item.text} {item.small}" for item in part.items)]
        return sum(len(each.split()) for each in said)

    @property
    def short_seal(self) -> str:
        """The beginning of the head, for the eye: "3f2a 91bc 07de"; empty where there is none."""
        digits = self.seal.rpartition(" ")[2][:12]
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))

    def as_values(self) -> dict[str, Any]:
        """As plain values, to be kept."""
        return asdict(self)


def as_text(letter: Letter, links: Links | None = None) -> str:
    """The whole letter as plain text, 76 columns wide; the seal in full, on a line of its own."""
    lines = [letter.title, "=" * min(COLUMNS, len(letter.title)), *_wrapped(letter.under)]
    for part in letter.parts:
        lines += ["", part.title, "-" * min(COLUMNS, len(part.title)), *_part(part, links or {})]
    if letter.seal:
        lines += ["", letter.seal]
    if letter.foot:
        lines += ["", "-- ", *_wrapped(letter.foot)]
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines) + "\n"


def _part(part: Part, links: Links) -> Iterator[str]:
    for item in part.items:
        yield from _hanging(f"- {item.text}")
        if item.small:
            yield from _hanging(f"  {item.small}")
        yield from (f"  {label}: {address}" for label, address in links.get(item.ref, ()))
    if part.bars:
        wide = max(len(bar.label) for bar in part.bars)
        yield f"{part.heads[0].ljust(wide)}   {part.heads[1]}".strip()
        for bar in part.bars:
            beside = f" ({bar.small})" if bar.small else ""
            yield f"{bar.label.ljust(wide)}   {bar.value}{beside}"
    if part.note:
        yield from _wrapped(part.note)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, break_long_words=False, break_on_hyphens=False)


def _hanging(text: str) -> list[str]:
    return textwrap.wrap(
        text.lstrip(), COLUMNS, initial_indent=text[: len(text) - len(text.lstrip())], subsequent_indent="  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def as_mail(letter: Letter, links: Links | None = None) -> str:
    """The letter as the HTML of a mail: one column of 600 px, styles on every cell, no picture."""
    parts = [
        (part, [(item, (links or {}).get(item.ref, ())) for item in part.items]) for part in letter.parts
    ]
    html = render_to_string("publishing/letter/mail.html", {"letter": letter, "parts": parts})
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"
