"""What a finding is, and how the strongest are chosen: chance taken off, and never more than five claims."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from unsung.publishing.evidence import BEYOND_CHANCE, strengths

MOST_CLAIMS = 5
MOST_OF_A_KIND = 2


@dataclass(frozen=True)
class Finding:
    """Something the month has to tell.

    `clause` is how the headline would say it, without the month it is compared with, empty where it never
    does; `sentence` how the opening does. `subject` is what it is about: two findings on one subject never
    both appear. `p` is that of the comparison, None for a plain fact, which weighs `weight`, always under
    what chance can do. `effect` is the size of the change, for ties; `worth` says that it is large enough
    to tell. `family` is the question it belongs to: the figures, the categories, the days or the channels.
    """

    kind: str
    subject: str
    clause: str
    sentence: str
    is_change_claim: bool
    p: float | None = None
    weight: float = 0.0
    effect: float = 0.0
    worth: bool = True
    compares: bool = False
    family: str = "figures"
    strength: float = 0.0


@dataclass(frozen=True)
class Chosen:
    """What the issue tells: its claims of change, strongest first, then plain facts.

    `left_of` counts what went beyond chance too and is not told, by the question it belongs to.
    """

    claims: tuple[Finding, ...]
    facts: tuple[Finding, ...]
    left_of: tuple[tuple[str, int], ...] = ()

    @property
    def left(self) -> int:
        """How many things went beyond chance and are not told."""
        return sum(n for _, n in self.left_of)

    def claimed(self, subject: str) -> bool:
        """True where the issue says that this has changed."""
        return any(each.subject == subject for each in self.claims)

    def names(self, *subjects: str) -> tuple[str, ...]:
        """Those of the subjects that the issue says have changed."""
        return tuple(subject for subject in subjects if self.claimed(subject))


def choose(found: Iterable[Finding]) -> Chosen:
    """The findings to print, by strength of evidence.

    Benjamini & Hochberg's correction runs over every comparison made for a question, told or not; what then
    could still be chance is not told. One finding a subject, two of a kind, five claims in all.
    """
    weighed = _weigh(list(found))
    standing = [each for each in weighed if each.worth and (each.p is None or each.strength > BEYOND_CHANCE)]
    ordered = sorted(standing, key=lambda each: (-each.strength, -each.effect, each.subject))
    kept = _one_a_subject(ordered)
    claims = [each for each in kept if each.is_change_claim]
    told = claims[:MOST_CLAIMS]
    facts = [each for each in kept if not each.is_change_claim]
    return Chosen(tuple(told), tuple(facts), tuple(_left(standing, told).items()))


def _weigh(found: Sequence[Finding]) -> list[Finding]:
    weighed = [replace(each, strength=each.weight) for each in found if each.p is None]
    for family in dict.fromkeys(each.family for each in found):
        pairs = [(each, each.p) for each in found if each.family == family and each.p is not None]
        weights = strengths([p for _, p in pairs])
        weighed += [replace(each, strength=weight) for (each, _), weight in zip(pairs, weights, strict=True)]
    return weighed


def _one_a_subject(ordered: Sequence[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for each in ordered:
        same = sum(other.kind == each.kind for other in kept)
        if same < MOST_OF_A_KIND and all(other.subject != each.subject for other in kept):
            kept.append(each)
    return kept


def _left(standing: Sequence[Finding], told: Sequence[Finding]) -> Counter[str]:
    """The subjects that are not told, counted by their question."""
    untold = {each.subject: each.family for each in standing if each.is_change_claim}
    return Counter(family for subject, family in untold.items() if all(subject != e.subject for e in told))
