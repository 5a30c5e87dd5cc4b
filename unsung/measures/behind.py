"""The conversations behind a figure: exactly those it was counted from, where that can be told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from unsung.measures import conditions
from unsung.measures.asked import Asked
from unsung.measures.connect import Tables
from unsung.measures.ends import known_until, snapshots
from unsung.measures.sums import REOPEN_S
from unsung.measures.telling import telling

DAY_S = 86_400


@dataclass(frozen=True)
class Behind:
    """How many rows a figure was counted from, and the conversations that count which they belong to.

    `contacts` are (opened in seconds since 1970 UTC, number), the latest opened first; a conversation is
    there once, however many of its messages or answers were counted.
    """

    rows: int
    contacts: tuple[tuple[int, int], ...]


When = Callable[[ir.Table, Asked], ir.BooleanValue]
Which = Callable[[Tables, Asked], ir.Table]
"""The rows behind a figure, with their `contact`."""


def _opened(when: When) -> Which:
    """Conversations opened in the period that meet a condition."""

    def which(tables: Tables, asked: Asked) -> ir.Table:
        table = tables.contacts
        return table.filter(*_within(table, "opened_s", asked), when(table, asked))

    return which


def _sent(when: When) -> Which:
    """Messages sent in the period that meet a condition."""

    def which(tables: Tables, asked: Asked) -> ir.Table:
        table = tables.messages
        return table.filter(*_within(table, "at_s", asked), when(table, asked))

    return which


def _rated(question: str, answered: bool) -> Which:
    """Answers given in the period to one question, of repeated ones the last; or askings too."""

    def which(tables: Tables, asked: Asked) -> ir.Table:
        table = tables.ratings
        said = (table.question == question) & (table.latest == 1)
        here = table.filter(*_within(table, "at_s", asked), said)
        return here.filter(here.answered == 1) if answered else here

    return which


def _within(table: ir.Table, moment: str, asked: Asked) -> tuple[ir.BooleanValue, ...]:
    period, days = asked.period, asked.period.days
    months = table.month.between(f"{days[0]:%Y-%m}", f"{days[-1]:%Y-%m}")
    return months, table[moment] >= period.start_s, table[moment] < period.end_s


def _waiting(longer_than_s: int = 0) -> Which:
    """Conversations open at the end of the period, opened longer than so many seconds before."""

    def which(tables: Tables, asked: Asked) -> ir.Table:
        found = conditions.waiting(tables.episodes, tables.contacts, snapshots(asked))
        return found.filter(found.end_s - found.opened_s > longer_than_s)

    return which


def _settled(tables: Tables, asked: Asked) -> ir.Table:
    """Conversations first settled in the period, old enough to judge whether they came back."""
    table, period = tables.contacts, asked.period
    here = (table.settled_s >= period.start_s) & (table.settled_s < period.end_s)
    old = table.settled_s + REOPEN_S <= known_until(asked, table)
    tells = table.source.isin(telling(tables).reopenings)
    return table.filter(conditions.counts(table), here, old, tells)


def _counts(table: ir.Table, asked: Asked) -> ir.BooleanValue:
    return conditions.counts(table)


def _replied(column: str) -> When:
    def when(table: ir.Table, asked: Asked) -> ir.BooleanValue:
        return conditions.counts(table) & (table[column].notnull() | conditions.waits(table))

    return when


def _wrote(table: ir.Table, asked: Asked) -> ir.BooleanValue:
    """Conversations in which somebody wrote long enough ago for a reply within the time that is judged."""
    old = table.asked_s + conditions.ANSWERED_S <= known_until(asked, table)
    return conditions.counts(table) & old & (table.first_reply_s.notnull() | conditions.waits(table))


def _unanswered(table: ir.Table, asked: Asked) -> ir.BooleanValue:
    waits = table.unanswered_since_s.notnull() & table.first_reply_s.isnull() & table.settled_s.isnull()
    return conditions.counts(table) & waits


def _of_issues(table: ir.Table, asked: Asked) -> ir.BooleanValue:
    """First conversations of issues that were answered, old enough to judge."""
    named = table.customer.notnull() & table.category.notnull() & (table.issue_first == 1)
    old = table.opened_s + conditions.AGAIN_S <= known_until(asked, table)
    return conditions.counts(table) & named & (table.issue_answered == 1) & old


def _teams_known(tables: Tables, asked: Asked) -> ir.Table:
    """Conversations opened in the period of which it is known whether they changed teams."""
    table = tables.contacts
    known = conditions.teams_known(table, telling(tables).moves)
    return table.filter(*_within(table, "opened_s", asked), conditions.counts(table), known)


def _not_given_up_at_once(table: ir.Table, asked: Asked) -> ir.BooleanValue:
    short = (table.abandoned == 1) & (table.queued_s.fill_null(conditions.SHORT_S) < conditions.SHORT_S)
    call = conditions.counts(table) & (table.channel == "call")
    return call & table.abandoned.notnull() & ~short


def _handled(table: ir.Table, asked: Asked) -> ir.BooleanValue:
    call = conditions.counts(table) & (table.channel == "call")
    return call & (table.answered == 1) & table.talk_s.notnull()


def _stated(table: ir.Table, asked: Asked) -> ir.BooleanValue:
    return conditions.counts(table) & (table.has_states == 1)


def _by_person(table: ir.Table) -> ir.BooleanValue:
    return (table.standing == "contact") & (table.author == "desk") & (table.public == 1)


def behind(tables: Tables, asked: Asked, figures: Iterable[str]) -> dict[str, Behind]:
    """What lies behind these figures; those whose rows are no conversations of customers are left out."""
    known: dict[Which, Behind] = {}
    found = {}
    for figure in figures:
        which = next((each for id, each in WHICH.items() if f"{figure}.".startswith(f"{id}.")), None)
        if which is not None:
            known[which] = known.get(which) or _told(tables, which(tables, asked))
            found[figure] = known[which]
    return found


def _told(tables: Tables, rows: ir.Table) -> Behind:
    counted = tables.contacts.filter(conditions.counts(tables.contacts)).select("contact", "opened_s")
    latest = (ibis.desc("opened_s"), ibis.desc("contact"))
    held = tables.fetch(counted.semi_join(rows, "contact").order_by(*latest))
    total = tables.fetch(rows.aggregate(n=rows.count())).column("n")[0].as_py()
    pairs = zip(held.column("opened_s").to_pylist(), held.column("contact").to_pylist(), strict=True)
    return Behind(total, tuple(pairs))


OPENED, WAITING = _opened(_counts), _waiting()
WHICH: dict[str, Which] = {
    "contact_volume": OPENED,
    "volume_change": OPENED,
    "contact_rate": OPENED,
    "messages_in": _sent(lambda table, _: (table.standing == "contact") & (table.author == "customer")),
    "first_response_time.business": _opened(_replied("first_reply_business_s")),
    "first_response_time.calendar": _opened(_replied("first_reply_s")),
    "first_response_time.answered": _opened(_wrote),
    "first_response_time.unanswered": _opened(_unanswered),
    "first_response_time.on_the_spot": _opened(
        lambda table, _: conditions.counts(table) & (table.on_the_spot == 1)
    ),
    "next_response_time.business": _sent(
        lambda table, _: _by_person(table) & (table.first_reply == 0) & table.answers_business_s.notnull()
    ),
    "next_response_time.calendar": _sent(
        lambda table, _: _by_person(table) & (table.first_reply == 0) & table.answers_s.notnull()
    ),
    "answered_outside_hours": _sent(lambda table, _: _by_person(table) & (table.outside_hours == 1)),
    "resolution_time_km": _opened(_stated),
    "fcr": _opened(_of_issues),
    "transfer_rate": _teams_known,
    "abandonment_rate": _opened(_not_given_up_at_once),
    "aht": _opened(_handled),
    "backlog.open": WAITING,
    "backlog.median_age": WAITING,
    "backlog.older_than_7d": _waiting(7 * DAY_S),
    "backlog.older_than_30d": _waiting(30 * DAY_S),
    "reopen_rate": _settled,
    "csat": _rated("csat", answered=True),
    "survey_response_rate": _rated("csat", answered=False),
    "ces": _rated("ces", answered=True),
    "nps": _rated("nps", answered=True),
}
"""By the id of a figure, or by what the ids of several begin with; what is not here is told in words."""
