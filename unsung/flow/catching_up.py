"""Catching up: after records came in, tables and cards are brought up to date and reviews are printed."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from unsung.flow.printing import Order, Printed, lay_tables_out, months_to_print, print_month
from unsung.ground import clock
from unsung.ground.periods import parse_month
from unsung.ground.problems import Problem
from unsung.ground.progress import Tell, silent
from unsung.ledger.cards import keeping as cards
from unsung.ledger.cards.places import place_of
from unsung.ledger.queries.reach import newest_rows, recorded_since
from unsung.ledger.queries.standing import moment
from unsung.ledger.queries.zones import desk_zone
from unsung.measures.behind import behind
from unsung.publishing.shelf import issues, months_printed, overtake
from unsung.publishing.shelving import Lies, put

MONTHS = 14
log = logging.getLogger("unsung")


def keep_up(tell: Tell = silent, most: int = MONTHS) -> list[str]:
    """Lay out, file cases, and print up to so many months that have no issue; returns the months printed.

    What is printed is not printed anew because more came in: its issue is marked, and people decide.
    """
    if not any(newest_rows().values()):
        return []
    lay_tables_out(tell)
    cards.bring_up_to_date(tell)
    _mark_overtaken()
    held = months_printed()
    missing = [month.label for month in months_to_print(MONTHS) if month.label not in held]
    return [month for month in missing[:most] if _printed_well(month, tell)]


def print_again(month: str) -> None:
    """Print a month once more, from the records as they are now; the earlier printing stays."""
    cards.bring_up_to_date()
    _print(month, silent)


def _printed_well(month: str, tell: Tell) -> bool:
    """Whether the month could be printed; one that cannot be keeps no other from it."""
    try:
        _print(month, tell)
    except Problem as problem:
        log.warning("The review of %s was not printed. %s", month, problem)
        return False
    return True


def _print(month: str, tell: Tell) -> None:
    newest = newest_rows()
    with TemporaryDirectory(prefix="unsung-issue-") as folder:
        printed = print_month(Order(Path(folder), month=month, engine=settings.ENGINE), tell)
        put(printed.review, printed.files, newest, _behind(printed))


def _behind(printed: Printed) -> dict[str, Lies]:
    """The cases behind each figure; only where they are exactly what it was counted from."""
    counted = {figure.id: figure.cases.count for figure in printed.review.figures if figure.cases}
    found = behind(printed.tables, printed.asked, counted)
    return {
        id: Lies(lies.rows, [place_of(*contact) for contact in lies.contacts])
        for id, lies in found.items()
        if lies.rows == counted[id]
    }


def _mark_overtaken() -> None:
    zone = desk_zone()
    for issue in issues():
        month = parse_month(issue.month, zone)
        if issue.overtaken_at is None and recorded_since(
            issue.newest, moment(month.start_s), moment(month.end_s)
        ):
            overtake(issue, clock.now())
