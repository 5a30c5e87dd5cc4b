"""Cutting a line into items: words, things in quotes that are never read, and a literal end."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

ENDS = "--"
ITEM = re.compile(
    r'(?P<key>[A-Za-z]+:(?:"[^"]*"|“[^”]*”)(?!\S))'
    r'|(?P<quoted>["“](?:(?<=")[^"]*"|(?<=“)[^”]*”)\S*)'
    r"|(?P<word>\S+)"
)


@dataclass(frozen=True)
class Item:
    """A part of the line between blanks; `literal` where it is to stay as it is."""

    start: int
    end: int
    text: str
    literal: bool = False


def cut(raw: str, plain: Collection[str] = ()) -> Iterator[Item]:
    """The items of a line in order. From “--” on all is literal; a “--” at the very start is none itself."""
    literal = False
    for found in ITEM.finditer(raw):
        text = found[0]
        if text == ENDS and not literal:
            literal = True
            if not raw[: found.start()].strip():
                continue
        held = literal or found["quoted"] is not None or text in plain
        yield Item(found.start(), found.end(), text, held)


def joined(raw: str, items: list[Item]) -> str:
    """These items as text, each with the blanks that stood before it."""
    before = dict(_blanks(raw))
    return "".join(before.get(item.start, "") + item.text for item in items).strip()


def _blanks(raw: str) -> Iterator[tuple[int, str]]:
    end = None
    for item in cut(raw):
        yield item.start, raw[item.start if end is None else end : item.start]
        end = item.end
