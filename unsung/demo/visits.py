"""The front desk's list of walk-ins, as a workbook in the plain table layout."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random

import xlsxwriter

from unsung.demo.composing import gaps_of
from unsung.demo.conversations import Conversation, Month

COLUMNS = (
    "id",
    "opened_at",
    "channel",
    "customer",
    "customer_kind",
    "category",
    "subject",
    "first_reply_at",
    "resolved_at",
    "team",
)
WIDTHS = (15, 17, 9, 24, 20, 28, 38, 17, 17, 12)
TEAM = "Front desk"


def write_visits(path: Path, months: Iterable[Month], made: datetime) -> int:
    """Writes one row a walk-in, times as local wall time; gives their number.

    `made` is the moment the workbook says it was made, so that the same records give the same file.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Walk-ins", "created": made.replace(tzinfo=None)})
    when = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("Walk-ins")
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name)
    visits = [each for month in months for each in month.conversations if each.channel == "walkin"]
    for number, visit in enumerate(visits, start=1):
        for column, value in enumerate(row_of(visit)):
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value.replace(tzinfo=None), when)
            elif value:
                sheet.write_string(number, column, value)
    book.close()
    return len(visits)


def row_of(visit: Conversation) -> tuple[str | datetime, ...]:
    """The cells of one walk-in, in the order of COLUMNS; an empty text where there is nothing to say."""
    gaps = gaps_of(visit, Random(visit.seed))
    return (
        visit.reference,
        visit.opened,
        "walkin",
        visit.customer.name,
        visit.kind,
        visit.topic,
        gaps.one(visit.story.subjects),
        visit.first_reply or "",
        visit.ended or "",
        TEAM,
    )
