"""From when until when each source tells of the conversations of a channel, and of what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Max, Min

from unsung.ledger.queries.dense import Dense, dense
from unsung.ledger.queries.standing import standing

SEQUELS = ("message", "filing", "event", "call")
"""The families that tell what became of a conversation. An answer to a survey, long after, does not."""


@dataclass(frozen=True)
class Told:
    """What a source tells of one channel.

    `first` is its first conversation of that channel. `begins` and `ends` are the first and last
    conversation (of a mailbox: mail) of the deliveries that held the channel, `known_to` the last moment of
    which they tell what became of one. `counted`: the source only counts and tells no single conversations.
    `n` are the rows it is known from.
    """

    source: str
    channel: str
    first: datetime
    begins: datetime
    ends: datetime
    known_to: datetime
    counted: bool
    n: int


@dataclass(frozen=True)
class _Held:
    """The conversations of one channel that one delivery brought."""

    source: str
    channel: str
    delivery: int
    first: datetime
    last: datetime
    n: int


def told_of_channels(within: Dense | None = None) -> list[Told]:
    """Every source and channel of which there is a conversation or a count, by name; strays have no say."""
    within = within or dense()
    later, post = _last_sequels(within), _last_mails(within)
    single = [_reaching(each, post.get(each.delivery)) for each in _held("contact", within)]
    counted = _held("tally", within)
    return sorted(
        [*_told(single, later, counted=False), *_told(counted, {}, counted=True)],
        key=lambda told: (told.source, told.channel, told.counted),
    )


def _told(held: list[_Held], later: Mapping[str, Mapping[int, datetime]], counted: bool) -> Iterable[Told]:
    channels: dict[tuple[str, str], list[_Held]] = defaultdict(list)
    deliveries: dict[int, list[_Held]] = defaultdict(list)
    for each in held:
        channels[each.source, each.channel].append(each)
        deliveries[each.delivery].append(each)
    for (source, channel), own in channels.items():
        beside = [other for each in own for other in deliveries[each.delivery]]
        ends = max(each.last for each in beside)
        yield Told(
            source,
            channel,
            min(each.first for each in own),
            min(each.first for each in beside),
            ends,
            max([ends, *_vouching(later.get(source, {}), own, deliveries)]),
            counted,
            sum(each.n for each in own),
        )


def _vouching(
    later: Mapping[int, datetime], own: list[_Held], deliveries: Mapping[int, list[_Held]]
) -> Iterable[datetime]:
    """The last moments of the deliveries that held the channel, and of those that held sequels alone."""
    mine = {each.delivery for each in own}
    return (last for delivery, last in later.items() if delivery in mine or delivery not in deliveries)


def _reaching(held: _Held, mail: datetime | None) -> _Held:
    """As far as the last mail of its delivery: a mailbox holds all that came, also what began nothing."""
    return replace(held, last=max(held.last, mail or held.last))


def _held(family: str, within: Dense) -> list[_Held]:
    told = standing(family).filter(**within.holds(family))
    rows = told.values_list("source__name", "channel", "delivery_id").order_by()
    first, last, n = Min("happened_at"), Max("happened_at"), Count("id")
    return [_Held(*row) for row in rows.annotate(first=first, last=last, n=n)]


def _last_mails(within: Dense) -> dict[int, datetime]:
    """The last mail of each delivery of a mailbox."""
    told = standing("message").filter(source__way="mail", **within.holds("message"))
    return dict(told.order_by().values_list("delivery_id").annotate(last=Max("happened_at")))


def _last_sequels(within: Dense) -> dict[str, dict[int, datetime]]:
    """The last moment of each delivery's messages and events, by source."""
    found: dict[str, dict[int, datetime]] = defaultdict(dict)
    for family in SEQUELS:
        told = standing(family).filter(**within.holds(family))
        rows = told.values_list("source__name", "delivery_id").order_by()
        for source, delivery, last in rows.annotate(last=Max("happened_at")):
            found[source][delivery] = max(last, found[source].get(delivery, last))
    return found
