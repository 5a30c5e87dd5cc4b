"""The course of a conversation: who waited for whom, when it was settled, whether it came back."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, NamedTuple

Author = Literal["customer", "desk", "machine"]
State = Literal["open", "pending", "settled"]
Contact = tuple[Hashable, Hashable, int]
Begun = Mapping[tuple[Hashable, Hashable], int]

SPEAKS = {"customer": 0, "machine": 1, "desk": 2}


class Said(NamedTuple):
    """One message: when (seconds since 1970 UTC), by whom, and whether the customer could read it.

    `standing` is "contact", or what a machine's mail counts as: auto, bounce, list, spam. `turn` is its place
    in the conversation where the way in knows one, else 0.
    """

    at_s: int
    author: Author
    public: bool = True
    standing: str = "contact"
    turn: int = 0


@dataclass(frozen=True)
class Resolution:
    """How a conversation was settled, in seconds.

    `first_s` from opening to the first settling; `final_s` to the settling that held, None while it is
    open again. `open_s` is the time not settled, spells that still last left out. `reopens` counts how
    often it came back. `episodes` are the spells not settled as instants, the end None where it lasts.
    """

    first_s: int | None
    final_s: int | None
    open_s: int
    reopens: int
    episodes: list[tuple[int, int | None]]


class Sequel(NamedTuple):
    """What followed a contact: whether it began an issue, and the seconds until the customer's next one.

    `next_s` is None where the customer has not come back with the same reason. `first` is the place of the
    contact that began its issue, None where that one is not among those given.
    """

    begins: bool
    next_s: int | None
    first: int | None = None


def first_response(messages: Sequence[Said]) -> tuple[int, int] | None:
    """(asked_s, replied_s): the customer's first message and the first public human reply after it.

    None where nobody asked or nobody has replied. Machines and notes are no reply; where the desk wrote
    first, the clock starts at the customer's first message (handbook 1.2, after Zendesk and Chatwoot).
    """
    return next(_exchanges(messages), None)


def next_responses(messages: Sequence[Said]) -> list[tuple[int, int]]:
    """(asked_s, replied_s) of every exchange after the first: its oldest unanswered message, its reply.

    Handbook 1.2, after Zendesk's next reply time: anchoring on the customer's last message would flatter.
    """
    return list(_exchanges(messages))[1:]


def waits_ended(messages: Sequence[Said]) -> Iterator[tuple[Said, int | None]]:
    """Every message in its order; with a reply that ended a wait, when the oldest unanswered was written."""
    asked: int | None = None
    for said in _in_order(messages):
        ended = asked if _replies(said) else None
        if said.author == "customer":
            asked = said.at_s if asked is None else asked
        elif _replies(said):
            asked = None
        yield said, ended


def waiting_since(messages: Sequence[Said]) -> int | None:
    """When the oldest message was written that no public human reply has followed; None: none waits."""
    waits: int | None = None
    for said in _in_order(messages):
        if said.author == "customer":
            waits = said.at_s if waits is None else waits
        elif _replies(said):
            waits = None
    return waits


def resolution(opened_s: int, states: Sequence[tuple[int, State]]) -> Resolution:
    """How a conversation opened at `opened_s` was settled, from its (at_s, state) events in any order.

    Open from the start. A settling that only confirms another changes nothing (solved, then closed), so
    the final one is when it last became settled (handbook 1.2; Zendesk's first and full resolution).
    Open or pending after settled is a reopening. A state dated before the opening counts from it.
    """
    episodes: list[tuple[int, int | None]] = [(opened_s, None)]
    for at_s, state in sorted(states, key=itemgetter(0)):
        since, until = episodes[-1]
        moment = max(at_s, opened_s)
        if state == "settled" and until is None:
            episodes[-1] = (since, moment)
        elif state != "settled" and until is not None:
            episodes.append((moment, None))
    ends = [end for _, end in episodes]
    return Resolution(
        first_s=None if ends[0] is None else ends[0] - opened_s,
        final_s=None if ends[-1] is None else ends[-1] - opened_s,
        open_s=sum(end - start for start, end in episodes if end is not None),
        reopens=len(episodes) - 1,
        episodes=episodes,
    )


def repeats(contacts: Sequence[Contact], window_s: int, begun: Begun | None = None) -> list[Sequel]:
    """For each (customer, reason, at_s), in the order given: what followed it.

    An issue is a customer and a reason; contacts up to `window_s` after its first, that second included,
    belong to it, and a later one begins a new issue (handbook 1.1 and 1.2, repeat-contact FCR). `begun`
    gives the first moment of issues that began before these contacts.
    """
    order = sorted(range(len(contacts)), key=lambda place: contacts[place][2])
    by_issue: dict[tuple[Hashable, Hashable], list[int]] = {}
    for place in order:
        by_issue.setdefault(contacts[place][:2], []).append(place)
    found: list[Sequel] = [Sequel(True, None)] * len(contacts)
    for issue, places in by_issue.items():
        times = [contacts[place][2] for place in places]
        for place, sequel in zip(places, _sequels(times, window_s, (begun or {}).get(issue)), strict=True):
            found[place] = sequel._replace(first=None if sequel.first is None else places[sequel.first])
    return found


def _sequels(times: list[int], window_s: int, since: int | None) -> Iterator[Sequel]:
    first = None
    for place, (at_s, later) in enumerate(zip(times, [*times[1:], None], strict=True)):
        begins = since is None or at_s > since + window_s
        since, first = (at_s, place) if begins else (since, first)
        yield Sequel(begins, None if later is None else later - at_s, first)


def _exchanges(messages: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Each oldest unanswered message of the customer with the reply that ended the wait."""
    return ((asked, said.at_s) for said, asked in waits_ended(messages) if asked is not None)


def _in_order(messages: Sequence[Said]) -> list[Said]:
    """By time; within one second by their turns, and where no turn is known the customer spoke first, so that
    the order of import does not matter."""
    return sorted(messages, key=lambda said: (said.at_s, said.turn, SPEAKS[said.author]))


def _replies(said: Said) -> bool:
    return said.author == "desk" and said.public
