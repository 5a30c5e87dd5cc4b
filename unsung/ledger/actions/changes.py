"""Noting a change of the settings, with who made it; every act that changes them ends here."""

from collections.abc import Iterable

from unsung.ground import clock
from unsung.ledger.models import Change, Person

SETTING_UP = "Set-up"


def note(by: int | None, about: str, what: str, of: Person | None = None) -> None:
    """Write down that the person of this number changed something; None: it was so from the set-up on.

    `of` is the person of whom something was changed.
    """
    person = Person.objects.filter(pk=by).first() if by else None
    Change.objects.create(
        at=clock.now(),
        by=person,
        by_name=person.name if person else SETTING_UP,
        about=about,
        of=of,
        what=what,
    )


def came_and_went(before: Iterable[str], after: Iterable[str]) -> str:
    """What came and what went between two lists, in words: "now A and B; no longer C"; empty: nothing did."""
    was, now = list(before), list(after)
    came, went = [each for each in now if each not in was], [each for each in was if each not in now]
    said = [f"now {_listed(came)}"] if came else []
    return "; ".join([*said, *([f"no longer {_listed(went)}"] if went else [])])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
