"""HTML as plain text: blocks become lines, quotations get their marks, scripts and styles go.

The standard library's parser is not used: a mail of 200 kB made for it keeps it busy for minutes.
Here every character is looked at a fixed number of times.
"""

import re
from dataclasses import dataclass, field
from html import unescape

LARGEST = 500_000
"""Characters of markup that are read."""

DEEPEST = 9

TOKEN = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]*+)(?P<rest>(?:[^<>=]++|=\s*+(?:"[^"<]*+"|'[^'<]*+')?+)*+)>"""
    r"|<[!?/][^<>]*+>|(?P<text>[^<]++|<)"
)
UNSEEN = frozenset({"script", "style", "title"})
LINES = frozenset(
    "address article aside body caption center dd div dl dt figure footer form h5 h6 header hr html li main "
    "nav section tbody tfoot thead tr".split()
)
APART = frozenset("h1 h2 h3 h4 ol p pre table ul".split())
SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u200b]+")


@dataclass
class Sheet:
    """Lines being written: how deep in quotations, whether preformatted, and in which unseen element."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    quotations: list[bool] = field(default_factory=list)
    quotation: int = 0
    preformatted: int = 0
    unseen: str = ""

    def say(self, text: str) -> None:
        """Write text on the line."""
        if self.unseen:
            return
        first, *others = _characters(text).split("\n") if self.preformatted else [_characters(text)]
        self.line.append(first)
        for other in others:
            self.end_line()
            self.line.append(other)

    def end_line(self, blank: bool = False) -> None:
        """Begin a new line where this one says anything; `blank` leaves an empty one, never two."""
        text = "".join(self.line)
        self.line.clear()
        text = text.rstrip() if self.preformatted else SPACE.sub(" ", text).strip()
        mark = ">" * min(self.quotation, DEEPEST)
        if text:
            self.lines.append(f"{mark} {text}" if mark else text)
        if blank and self.lines and self.lines[-1] not in ("", mark):
            self.lines.append(mark)

    def open(self, name: str, attributes: str) -> None:
        """Begin an element."""
        if name == "br":
            self.end_line(blank=not "".join(self.line).strip())
        elif name in ("td", "th"):
            self.line.append(" ")
        elif name == "blockquote":
            self.end_line(blank=True)
            # Gmail indents a list or an address with a blockquote that has no border.
            self.quotations.append("border:none" not in attributes.replace(" ", "").lower())
            self.quotation += self.quotations[-1]
        elif name in UNSEEN and not attributes.endswith("/"):
            self.unseen = name
        else:
            self._turn(name, +1)

    def close(self, name: str) -> None:
        """End an element; one that never began changes nothing but the line."""
        if name == self.unseen:
            self.unseen = ""
        elif name == "blockquote":
            self.end_line()
            self.quotation -= self.quotations.pop() if self.quotations else False
            self.end_line(blank=True)
        else:
            self._turn(name, -1)

    def _turn(self, name: str, step: int) -> None:
        if name in LINES or name in APART:
            self.end_line(blank=name in APART)
        if name == "pre":
            self.preformatted = max(0, self.preformatted + step)


def plain(markup: str) -> str:
    """The text of an HTML mail in lines; what a blockquote holds begins with ">"."""
    sheet = Sheet()
    for token in TOKEN.finditer(_uncommented(markup[:LARGEST])):
        name = token["name"]
        if token["text"]:
            sheet.say(token["text"])
        elif name and token["end"]:
            sheet.close(name.lower())
        elif name and not sheet.unseen:
            sheet.open(name.lower(), token["rest"])
    sheet.end_line()
    return "\n".join(sheet.lines).strip("\n")


def _uncommented(markup: str) -> str:
    before, *parts = markup.split("<!--")
    return before + "".join(part.partition("-->")[2] for part in parts)


def _characters(text: str) -> str:
    try:
        return unescape(text) if "&" in text else text
    except ValueError:  # a character of more digits than Python reads
        return text
