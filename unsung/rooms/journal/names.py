"""What @name may mean in a line: a colleague or a department, by the short name one would type."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from unsung.ledger.models import Department, Person


@dataclass(frozen=True)
class Named:
    """A colleague or a department that a line may name, and its name in full."""

    what: Literal["person", "department"]
    number: int
    name: str


def named() -> dict[str, Named]:
    """Everybody and every department by what they may be called: @ada, @ada.boateng, @policy-services.

    People come first; a short name that two would answer to means neither.
    """
    people = _by_handle(Named("person", each.pk, each.name) for each in Person.objects.all())
    parts = _by_handle(Named("department", each.pk, each.name) for each in Department.objects.all())
    return parts | people


def _by_handle(every: Iterable[Named]) -> dict[str, Named]:
    found: dict[str, set[Named]] = {}
    for each in every:
        for handle in _handles(each):
            found.setdefault(handle, set()).add(each)
    return {handle: next(iter(those)) for handle, those in found.items() if len(those) == 1}


def _handles(of: Named) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", of.name.casefold())
    if not words:
        return
    spelt = ["-".join(words), ".".join(words), "".join(words)]
    first = [words[0]] if of.what == "person" else []
    for handle in {*spelt, *first}:
        yield handle
        yield _plain(handle)


def _plain(text: str) -> str:
    """The text without its accents, as a keyboard without them types it."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
