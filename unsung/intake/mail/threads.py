"""Which mails belong together: by the ids they refer to, and by subject, party and nearness in time."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

NEAR_S = 14 * 86_400
"""Seconds within which a mail of the same subject and party continues a conversation."""


@dataclass(frozen=True, slots=True)
class Link:
    """What ties a mail to others: its ids, and what it shares with those of the same matter.

    `order` is the same whatever order the mails came in; `matter` is None where only ids count.
    """

    at_s: int
    order: str
    ids: tuple[str, ...]
    matter: Hashable | None


@dataclass
class Groups:
    """Things put together in groups, each led by one of them (union by path halving)."""

    leader: dict[Hashable, Hashable] = field(default_factory=dict)

    def lead(self, thing: Hashable) -> Hashable:
        """The leader of the thing's group."""
        leader = self.leader
        while (above := leader.setdefault(thing, thing)) != thing:
            leader[thing] = leader[above]
            thing = leader[thing]
        return thing

    def join(self, one: Hashable, other: Hashable) -> None:
        """Make one group of the two that these are in."""
        self.leader[self.lead(one)] = self.lead(other)


def conversations(links: Sequence[Link]) -> list[list[int]]:
    """The numbers of the mails of each conversation, in the order of time.

    Mails join that name the same id, whether or not the mail of that id is at hand; then mails of the
    same matter of which one follows the other within fourteen days. The order of `links` plays no part.
    """
    groups = Groups()
    for number, link in enumerate(links):
        for one in link.ids:
            groups.join(number, f"<{one}>")
    for earlier, later in _neighbours(links):
        groups.join(earlier, later)
    found: dict[Hashable, list[int]] = {}
    for number in _in_time(links, range(len(links))):
        found.setdefault(groups.lead(number), []).append(number)
    return list(found.values())


def _in_time(links: Sequence[Link], numbers: Iterable[int]) -> list[int]:
    return sorted(numbers, key=lambda number: (links[number].at_s, links[number].order))


def _neighbours(links: Sequence[Link]) -> Iterable[tuple[int, int]]:
    matters: dict[Hashable, list[int]] = {}
    for number in _in_time(links, range(len(links))):
        if links[number].matter is not None:
            matters.setdefault(links[number].matter, []).append(number)
    for numbers in matters.values():
        for earlier, later in pairwise(numbers):
            if links[later].at_s - links[earlier].at_s <= NEAR_S:
                yield earlier, later
