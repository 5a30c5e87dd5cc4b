"""The review as plain text: the same sentences and the same numbers, 76 columns wide."""

import textwrap
from collections.abc import Iterable

from unsung.publishing.publication import Doors, Glance, HowMade, Review, Row, Section, Shown, Table

COLUMNS = 76


def text(review: Review) -> str:
    """The whole review, headline to colophon, with every definition at its end."""
    parts = [
        _masthead(review),
        _doors(review.doors) if review.doors else [],
        _glances(review.glance),
        *(_section(section) for section in review.sections),
        _made(review.how_made),
        _counted(review.counted),
        ["", "-" * COLUMNS, *_wrapped(review.how_made.colophon)],
    ]
    return "\n".join(line.rstrip() for part in parts for line in part) + "\n"


def _masthead(review: Review) -> list[str]:
    return [
        *_wrapped(review.desk_name),
        *_wrapped(f"{review.masthead}. {review.reading}."),
        "",
        *_wrapped(review.headline.text),
        "=" * min(COLUMNS, len(review.headline.text)),
        "",
        *_wrapped(" ".join(each.text for each in review.opening)),
        "",
        *_wrapped(review.byline),
    ]


def _doors(doors: Doors) -> list[str]:
    days = [f"{door.name} {door.printed}" for door in doors.doors]
    return ["", *_wrapped(doors.caption.text), *_packed(days)]


def _glances(glances: Iterable[Glance]) -> list[str]:
    lines = _head("At a glance")
    for each in glances:
        value = f"{each.value} {each.unit}".strip()
        lines += [*_leader(each.name, value), *_wrapped(each.text.text, "  ")]
    return lines


def _section(section: Section) -> list[str]:
    said = _wrapped(" ".join(each.text for each in section.say))
    parts = [said, *(_table(table) for table in section.tables)]
    return [*_head(section.title), *(line for part in parts if part for line in (*part, ""))][:-1]


def _table(table: Table) -> list[str]:
    said = [line for text in (table.title, table.measured) if text for line in _wrapped(text)]
    heads = "; ".join(table.heads)
    lines = [*said, *_wrapped(f"{table.caption} ({heads})")]
    for row in table.rows:
        lines += _row(row)
    return [*lines, *_wrapped(table.foot)]


def _row(row: Row) -> list[str]:
    cells = "   ".join(f"{cell.text} {cell.small}".strip() for cell in row.cells)
    return [*_leader(row.label, cells), *_wrapped(row.note, "    ")]


def _leader(label: str, value: str) -> list[str]:
    """A label and its value, the value at the right; on a line of its own where both do not fit."""
    if len(label) + len(value) + 6 <= COLUMNS:
        return [f"  {label} {'.' * (COLUMNS - len(label) - len(value) - 4)} {value}"]
    return [*_wrapped(label, "  "), *(line.rjust(COLUMNS) for line in textwrap.wrap(value, COLUMNS - 4))]


def _made(made: HowMade) -> list[str]:
    lines = [*_head("How this was made"), *_wrapped(" ".join(each.text for each in made.say))]
    if made.sources:
        lines += ["", *_table(made.sources)]
    lines += _notes("Our guesses", (f"? {note}" for note in made.guesses))
    lines += _notes("How the records were read", made.notes)
    lines += _notes("Why rows were put aside", made.aside)
    missing = [f"{part.name}: left out. {part.missing} {part.how}" for part in made.left_out]
    return lines + _notes("What is missing, and how to get it", [*missing, *made.missing])


def _notes(title: str, notes: Iterable[str]) -> list[str]:
    told = [line for note in notes for line in _wrapped(f"- {note}", after="  ")]
    return ["", title, *told] if told else []


def _counted(shown: Iterable[Shown]) -> list[str]:
    lines = _head("How we count")
    for each in shown:
        lines += [
            "",
            each.name,
            *(line for head, said in each.facts for line in _wrapped(f"{head}. {said}", "  ")),
        ]
    return lines


def _packed(things: Iterable[str]) -> list[str]:
    """Short things side by side, none of them broken over two lines."""
    lines = [""]
    for thing in things:
        if len(lines[-1]) + len(thing) + 4 > COLUMNS:
            lines.append("")
        lines[-1] += f"  {thing};"
    return [*lines[:-1], lines[-1].rstrip(";")]


def _head(title: str) -> list[str]:
    return ["", "", title, "-" * min(COLUMNS, len(title)), ""]


def _wrapped(given: str, before: str = "", after: str = "") -> list[str]:
    return textwrap.wrap(
        given, COLUMNS, initial_indent=before, subsequent_indent=before + after, break_on_hyphens=False
    )
