"""Reading a line: audience, head, body and outcome in turn; any text is a line, and no word of it is lost."""

from collections.abc import Sequence
from dataclasses import replace

from unsung.ground.line.books import take_entry
from unsung.ground.line.heads import BOOKS, take_head
from unsung.ground.line.items import Item, cut, joined
from unsung.ground.line.parsed import AUDIENCES, Audience, Chip, Line, Surroundings
from unsung.ground.line.tokens import Said, is_count, may_be_chip, taken

OUTCOMES = ("::", "=>", "→")


def read(raw: str, here: Surroundings) -> Line:
    """The line as it is understood; never raises, whatever the text."""
    line = Line(raw)
    items = list(cut(raw, here.plain))
    items = _without_audience(line, items)
    items = _without_star(line, items)
    items = _without_audience(line, items)
    items = _body(line, items, here)
    body, outcome = _parted(line, items)
    line.text = _words(line, body, here)
    line.outcome = _words(line, outcome, here)
    if line.register:
        line.register = replace(line.register, what=line.text)
    line.chips.sort(key=lambda chip: (chip.start, chip.end))
    return line


def _without_audience(line: Line, items: list[Item]) -> list[Item]:
    """Who may read it, said by the first or the last word; said twice, the narrower holds."""
    for place in (0, -1):
        if items and (audience := _audience(items[place])):
            first = not any(chip.kind == "audience" for chip in line.chips)
            line.audience = audience if first else _narrower(line.audience, audience)
            item = items.pop(place)
            line.chips.append(Chip("audience", item.start, item.end, audience))
    return items


def _audience(item: Item) -> Audience | None:
    begun = item.text[1:].lower()
    if item.literal or not begun or item.text[0] != "/":
        return None
    found = [name for name in AUDIENCES if name.startswith(begun)]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]  # one of the names


def _narrower(one: Audience, other: Audience) -> Audience:
    return min(one, other, key=AUDIENCES.index)


def _without_star(line: Line, items: list[Item]) -> list[Item]:
    if len(items) > 1 and items[-1].text == "*" and not items[-1].literal:
        item = items.pop()
        line.star = True
        line.chips.append(Chip("star", item.start, item.end, "proud of it"))
    return items


def _body(line: Line, items: list[Item], here: Surroundings) -> list[Item]:
    """What is left once the head is taken, and the amount that a book's line begins with."""
    ready = [item for item in items if not item.literal]
    if not ready or ready[0] is not items[0]:
        return items
    stop = next((item.start for item in items if item.literal), items[-1].end)
    place = take_head(line, items[0].start, stop, here)
    if line.type in BOOKS:
        line.audience = "register"
        place = take_entry(line, place, stop)
    return [item for item in items if item.start >= place]


def _parted(line: Line, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The items before and behind the sign of an outcome."""
    for place, item in enumerate(items):
        if item.text in OUTCOMES and not item.literal and 0 < place < len(items) - 1:
            line.chips.append(Chip("outcome", item.start, item.end, "what came of it"))
            return list(items[:place]), list(items[place + 1 :])
    return list(items), []


def _words(line: Line, items: list[Item], here: Surroundings) -> str:
    """The text of a part once its chips are taken out.

    A tag at its end goes; one within the sentence leaves its word, so that the sentence can still be read.
    """
    said = [_noted(line, items, place, here) for place in range(len(items))]
    stays = [each is None or each.stays for each in said]
    last = max((place for place, stay in enumerate(stays) if stay), default=-1)
    kept = []
    for place, (item, each) in enumerate(zip(items, said, strict=True)):
        if stays[place]:
            kept.append(item)
        elif each and each.kind == "tag" and place < last:
            kept.append(replace(item, text=item.text[1:]))
    return joined(line.raw, kept)


def _noted(line: Line, items: list[Item], place: int, here: Surroundings) -> Said | None:
    """What an item says, with its chip noted; “x2” says a number only behind the last word."""
    item = items[place]
    if item.literal or (is_count(item) and not all(map(may_be_chip, items[place + 1 :]))):
        return None
    said = taken(item, line, here)
    if said:
        line.chips.append(Chip(said.kind, item.start, item.end, said.said))
    return said
