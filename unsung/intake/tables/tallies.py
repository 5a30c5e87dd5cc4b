"""Rows that are counts: how many contacts began in a slot of time."""

from unsung.intake.source import Record, TallyRecord
from unsung.intake.tables.row import Row, Unreadable


def read(row: Row) -> tuple[Record, ...]:
    """The tally of this row; an empty count is not known and no nought."""
    at, channel = row.needed_instant("at"), row.channel()
    count = row.whole("count")
    if count is None or count < 0:
        wrong = "there is no count" if count is None else f"{count} cannot be a count"
        bare = "" if count is None else "it cannot be a count"
        raise Unreadable(row.column("count"), wrong, "Leave the slot out where it was not counted.", bare)
    # A slot is known by its beginning alone: how long it is may be found out differently from a longer file.
    name = "/".join(filter(None, (channel, row.text("part"), str(int(at.timestamp())))))
    return (TallyRecord(name, channel, at, row.plan.slot.length(at, row.plan.form.zone), count),)
