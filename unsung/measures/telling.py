"""Which sources tell that a conversation was opened again or changed teams: those that ever did."""

from dataclasses import dataclass

from unsung.measures.connect import Tables


@dataclass(frozen=True)
class Telling:
    """The names of the sources in which a reopening, or a move between teams, is on record at any time.

    A source that settles cases and never tells of one opened again has, as a rule, no place to write it: of
    such a source "none came back" would be a figure nobody counted. So with one team beside every case.
    """

    reopenings: tuple[str, ...]
    moves: tuple[str, ...]


def telling(tables: Tables) -> Telling:
    """What the sources ever told, over all the records there are."""
    rows = tables.contacts
    told = rows.filter(rows.reopened_s.notnull() | (rows.moves >= 1)).group_by("source")
    found = tables.fetch(
        told.agg(reopened=rows.reopened_s.count(), moved=(rows.moves >= 1).sum())
    ).to_pylist()
    return Telling(
        tuple(sorted(each["source"] for each in found if each["reopened"])),
        tuple(sorted(each["source"] for each in found if each["moved"])),
    )
