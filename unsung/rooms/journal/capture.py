"""Capture: a line read for its writer, shown as chips, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from unsung.ground import clock
from unsung.ground.kinds import FAMILIES, KINDS, Kind, suggested, tagged
from unsung.ground.line.parsed import Chip, Line, Surroundings
from unsung.ground.line.reading import read
from unsung.ledger.queries.zones import desk_zone
from unsung.rooms.journal.names import Named, named
from unsung.rooms.journal.written import Version, version_of

LONGEST = 2000
WAITED = timedelta(days=14)
"""How long a line may have waited to be sent and still be read as of when it was typed."""
ICONS = {
    "when": "clock",
    "duration": "clock",
    "about": "clock",
    "type": "note",
    "person": "person",
    "tag": "tag",
    "ref": "case",
    "for": "person",
    "count": "plus",
    "due": "flag",
    "heat": "lock",
    "audience": "people",
    "star": "heart",
    "to": "arrow",
    "badge": "key",
    "amount": "note",
}
ORDER = "type person for when duration about count tag ref due to badge amount star heat audience".split()
AUDIENCES = {"sup": "your lead", "team": "the team", "all": "everybody", "register": "who keeps the book"}


@dataclass(frozen=True)
class Shown:
    """A chip as a page shows it; `word` is what it was read from, `guess` where nobody said so yet."""

    said: str
    icon: str
    word: str
    guess: bool = False


@dataclass(frozen=True)
class Said:
    """What a writer sent: the line, what was dismissed in it, the kinds chosen, and the conversation.

    `typed` is the moment it was typed, where it waited in a browser before it was sent; None: just now.
    """

    raw: str
    plain: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    case: int | None = None
    typed: datetime | None = None

    @property
    def here(self) -> str:
        """The line without the blanks around it."""
        return self.raw.strip()


@dataclass(frozen=True)
class Understood:
    """A line as it was understood: its chips in the fixed order, its kinds, and the kinds it sounds like.

    `goes` is for whom it is shared once it is kept, as a chip says it; None: for nobody, whatever it says;
    empty where that is told elsewhere. `keeps_heat` is False where its writer stopped collecting it.
    """

    line: Line
    said: Said
    kinds: list[Kind] = field(default_factory=list)
    guessed: list[Kind] = field(default_factory=list)
    named: dict[str, Named] = field(default_factory=dict)
    goes: str | None = None
    keeps_heat: bool = True

    @property
    def before_audience(self) -> list[Shown]:
        """The chips but that of the audience, which a page shows behind the conversation."""
        return [chip for chip in self.chips if chip not in self.audience]

    @property
    def audience(self) -> list[Shown]:
        """The chip of the audience, where the line names one."""
        return [self._shown(chip) for chip in self.line.chips if chip.kind == "audience" and self._told(chip)]

    @property
    def chips(self) -> list[Shown]:
        """Every chip but that of the outcome, which only parts the line in two."""
        told = sorted(
            (chip for chip in self.line.chips if chip.kind in ORDER and self._told(chip)),
            key=lambda chip: ORDER.index(chip.kind),
        )
        return [self._shown(chip) for chip in told]

    def _told(self, chip: Chip) -> bool:
        return chip.kind != "audience" or self.goes != ""

    def _shown(self, chip: Chip) -> Shown:
        word = self.line.raw[chip.start : chip.end]
        if chip.kind == "person" and (who := self.named.get(chip.said.removeprefix("with "))):
            part = who.what == "department"
            said = f"about {who.name}" if part else f"with {who.name}"
            return Shown(said, "cause" if part else "person", word, guess=part)
        if chip.kind == "audience" and self.line.audience in AUDIENCES:
            return Shown(self.goes or f"for {AUDIENCES[self.line.audience]}, not sent yet", "people", word)
        said = "heat is not kept" if chip.kind == "heat" and not self.keeps_heat else chip.said
        return Shown(said, ICONS[chip.kind], word)


def understood(said: Said, tags: Sequence[str] = (), keeps_heat: bool = True) -> Understood:
    """Read a line as of when it was typed, in the desk's zone; `tags` are those its writer used before."""
    names = named()
    now = (said.typed or clock.now()).astimezone(ZoneInfo(desk_zone()))
    line = read(said.here, Surroundings(now, list(names), tags, said.plain))
    chosen = list(dict.fromkeys([*tagged(line.tags), *(kind for kind in said.kinds if kind in KINDS)]))
    guessed = [kind for kind in suggested(f"{line.text} {line.outcome}") if kind not in chosen]
    kinds, guesses = [KINDS[kind] for kind in chosen], [KINDS[kind] for kind in guessed]
    return Understood(line, said, kinds, guesses, names, keeps_heat=keeps_heat)


def typed_at(told: str) -> datetime | None:
    """The moment a browser says a line was typed, like 2026-09-17T09:40:00.000Z, where it can be believed.

    None where it is no moment with a zone, still ahead, or longer ago than a line may wait.
    """
    try:
        moment = datetime.fromisoformat(told)
        ago = clock.now() - moment
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if timedelta(0) <= ago <= WAITED else None


def version(of: Understood) -> Version:
    """The line as it is kept; a guess at its kind that nobody confirmed is left out."""
    kinds = [kind.id for kind in of.kinds]
    made = version_of(of.line, clock.now(), desk_zone(), kinds, of.said.plain, of.said.typed)
    return replace(made, case=of.said.case)


def kinds_offered() -> list[tuple[str, list[Kind]]]:
    """Every kind, by its family."""
    return [
        (said, [kind for kind in KINDS.values() if kind.family == family])
        for family, said in FAMILIES.items()
    ]
