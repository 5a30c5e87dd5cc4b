"""What makes a conversation count, as answered, passed on, offered or open: the conditions, in Ibis."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from unsung.measures.ends import Ends, moment_of

AGAIN_S = 7 * 86_400
ANSWERED_S = 7 * 86_400
SHORT_S = 5


def many(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """How many rows meet a condition: never null, and on DuckDB a quarter quicker than a filtered count."""
    return condition.ifelse(1, ibis.null("int8")).count()


def counts(contacts: ir.Table) -> ir.BooleanValue:
    """Whether a conversation counts: no machine's, no bounce, list mail or spam, and begun by a customer."""
    return (contacts.standing == "contact") & (contacts.started_by == "customer")


def waits(contacts: ir.Table) -> ir.BooleanValue:
    """Whether a customer still waits for the first reply; what is settled without one needed none."""
    unanswered = contacts.unanswered_since_s.notnull() & contacts.asked_s.notnull()
    return unanswered & contacts.first_reply_s.isnull() & contacts.settled_s.isnull()


def open_at(episodes: ir.Table, at_s: ir.IntegerValue | int) -> ir.BooleanValue:
    """Whether an episode is open at a moment.

    Half-open: what is settled at the very moment is still open at it, what begins then is not yet.
    """
    return (episodes.started_s < at_s) & (episodes.ended_s.isnull() | (episodes.ended_s >= at_s))


def open_between(episodes: ir.Table, first_s: int, last_s: int) -> ir.BooleanValue:
    """Whether an episode is open at some moment from the first to the last."""
    return (episodes.started_s < last_s) & (episodes.ended_s.isnull() | (episodes.ended_s >= first_s))


def waiting(episodes: ir.Table, contacts: ir.Table, ends: Ends) -> ir.Table:
    """The conversations that count and are open at the end; `end_s` is that moment for each of them."""
    some = episodes.filter(open_between(episodes, *ends.outer)).select("contact", "started_s", "ended_s")
    found = contacts.filter(counts(contacts)).join(some, "contact")
    found = found.mutate(end_s=moment_of(ends.of(found)))
    return found.filter(open_at(found, found.end_s))


def teams_known(contacts: ir.Table, movers: Sequence[str]) -> ir.BooleanValue:
    """Whether it is known if a conversation changed teams: `movers` are the sources that tell of it."""
    call = (contacts.answered == 1) & contacts.transferred.notnull()
    return (contacts.moves.notnull() & contacts.source.isin(movers)) | call


def known(table: ir.Table, movers: Sequence[str]) -> dict[str, ir.Scalar]:
    """What the sources tell of the conversations, and what is still to be answered."""
    unanswered = table.unanswered_since_s.notnull() & table.first_reply_s.isnull() & table.settled_s.isnull()
    passed = (table.moves >= 1) | ((table.answered == 1) & (table.transferred == 1))
    return {
        "who_known": many(table.customer.notnull()),
        "what_known": many(table.category.notnull()),
        "stated": many(table.has_states == 1),
        "spoken": many(table.asked_s.notnull()),
        "unanswered": many(unanswered),
        "on_the_spot": many(table.on_the_spot == 1),
        "teams_named": many(table.moves.notnull()),
        "teams_known": many(teams_known(table, movers)),
        "passed": many(passed),
    }


def replies(table: ir.Table, known_until_s: ir.IntegerValue | int) -> dict[str, ir.Scalar]:
    """Who wrote long enough before the end of the records, and of them who had a reply within that time."""
    old = table.asked_s + ANSWERED_S <= known_until_s
    return {
        "written": many(old & (table.first_reply_s.notnull() | waits(table))),
        "written_done": many(old & (table.first_reply_s <= ANSWERED_S)),
    }


def issues(table: ir.Table, known_until_s: ir.IntegerValue | int) -> dict[str, ir.Scalar]:
    """First contacts of issues in which a person answered."""
    named = table.customer.notnull() & table.category.notnull()
    issue = named & (table.issue_first == 1) & (table.issue_answered == 1)
    old = table.opened_s + AGAIN_S <= known_until_s
    again = (table.again_s <= AGAIN_S).fill_null(False)  # another contact on the same matter
    reopened = (table.reopened_s - table.opened_s <= AGAIN_S).fill_null(False)  # or the same one anew
    done = ~(again | reopened)
    return {
        "issues": many(issue & old),
        "issues_done": many(issue & old & done),
        "issues_young": many(issue & ~old),
    }


def calls(table: ir.Table, promised_s: int) -> dict[str, ir.Scalar]:
    """Offered, answered in time, given up, and the seconds of work; a short abandon is one under SHORT_S."""
    call = table.channel == "call"
    offered = call & ((table.answered == 0) | ((table.answered == 1) & table.queued_s.notnull()))
    given_up = call & (table.abandoned == 1)
    short = given_up & (table.queued_s.fill_null(SHORT_S) < SHORT_S)
    handled = call & (table.answered == 1) & table.talk_s.notnull()
    work = table.talk_s + table.hold_s.fill_null(0) + table.after_s.fill_null(0)
    ran = (
        table.answered.notnull(),
        table.abandoned.notnull(),
        table.queued_s.notnull(),
        table.talk_s.notnull(),
    )
    return {
        "call_records": many(call & ibis.or_(*ran)),
        "offered": many(offered),
        "picked_up": many(offered & (table.answered == 1)),
        "in_time": many(offered & (table.answered == 1) & (table.queued_s <= promised_s)),
        "ends_known": many(call & table.abandoned.notnull()),
        "abandoned": many(given_up),
        "short": many(short),
        "handled": many(handled),
        "hold_known": many(handled & table.hold_s.notnull()),
        "after_known": many(handled & table.after_s.notnull()),
        "work_s": work.sum(where=handled).fill_null(0),
        "work_s2": (work * work).sum(where=handled).fill_null(0),
    }


def chats(table: ir.Table, promised_s: int, known_until_s: ir.IntegerValue | int) -> dict[str, ir.Scalar]:
    """Chats in which a customer wrote, those answered in time; what began too late to judge is left out."""
    judged = table.first_reply_s.notnull() | (table.asked_s + promised_s <= known_until_s)
    chat = (table.channel == "chat") & table.asked_s.notnull() & judged
    return {
        "chats": many(chat),
        "chats_in_time": many(chat & (table.first_reply_s <= promised_s)),
    }
