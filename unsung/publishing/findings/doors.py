"""Findings on how and from whom it came: a channel's part of the whole, and people new to the desk."""

from unsung.publishing import words
from unsung.publishing.evidence import of_shares
from unsung.publishing.findings.finding import Finding
from unsung.publishing.material import CHANNEL_NAMES, Material

WORTH = 0.03


def subject(channel: str) -> str:
    """What a claim about a channel is filed under."""
    return f"channel {channel}"


def shifted(material: Material) -> list[Finding]:
    """Channels whose part of all conversations moved, by Newcombe's interval of the difference.

    Counted on the days of which the records of every channel tell: one that ends before the others is no
    smaller part of the days before its end.
    """
    parts = {name: door.together for name, door in material.breakdowns.channels.items() if any(door.together)}
    if len(parts) < 2 or not material.compared:
        return []
    now, before = (sum(counts) for counts in zip(*parts.values(), strict=True))
    if not now or not before:
        return []
    return [_shift(material, name, *part, now, before) for name, part in parts.items()]


def _shift(material: Material, name: str, n: int, n_before: int, of: int, of_before: int) -> Finding:
    now, before = n / of, n_before / of_before
    label = CHANNEL_NAMES[name]
    text = f"{label} made up {_part(now)}, in {material.before} {_part(before, now)}."
    way = "up" if now > before else "down"
    clause = f"{label.lower()} {way} from {_part(before, now)} to {_part(now)}"
    return Finding(
        "channel shifted", subject(name), clause, text, True,
        p=of_shares(n_before, of_before, n, of), effect=abs(now - before),
        worth=abs(now - before) >= WORTH, family="channels",
    )  # fmt: skip


def _part(share: float, beside: float = 0.0) -> str:
    """So many in 100, or none; the unit once where the part `beside` it says it."""
    if not share:
        return "none"
    return words.hundred(share) if beside else f"{words.hundred(share)} in 100"


def new_people(material: Material) -> list[Finding]:
    """Conversations of people the records hold nothing earlier of, where the kinds tell; a plain fact."""
    row = next((row for row in material.breakdowns.kinds.rows if "new to us" in row.label.lower()), None)
    if row is None or not row.n or not material.volume:
        return []
    text = f"{words.count(row.n)} conversations were with people new to us."
    clause = f"{words.count(row.n)} with people new to us"
    return [Finding("people new", "people new", clause, text, False, weight=0.5)]
