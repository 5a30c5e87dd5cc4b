"""The printed page taken apart: its elements with their texts, by the standard library's parser."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "path", "rect", "circle", "line", "use"}


@dataclass
class Element:
    """One element: its tag, its attributes and the text in it and in all it holds."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """A page as the list of its elements, in the order in which they begin."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; one that never ends is not kept open."""
        element = Element(
            tag, {name: value or "" for name, value in attrs}, inside=[each.tag for each in self.open]
        )
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text belongs to every element it stands in."""
        for element in self.open:
            element.text += data

    def of(self, tag: str, part: str = "") -> list[Element]:
        """The elements of this tag, and of this class where one is given."""
        return [
            each
            for each in self.elements
            if each.tag == tag and (not part or part in each.attributes.get("class", "").split())
        ]

    def texts(self, *tags: str) -> list[str]:
        """What the elements of these tags say, with their blanks made one."""
        return [said for each in self.elements if each.tag in tags and (said := plain(each.text))]


def plain(text: str) -> str:
    """The text on one line, every blank an ordinary one."""
    return re.sub(r"\s+", " ", text).strip()
