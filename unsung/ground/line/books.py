"""Lines for the cash book, the stock list and the visitors' book: what moved, and how much."""

import re

from unsung.ground.line.parsed import Chip, Entry, Line

MOVES = {"-": "out", "+": "in"}
CASH = re.compile(
    r"(?:(?P<count>count)\s+)?(?P<sign>[+\-−]?)(?P<amount>\d{1,9}(?:[.,]\d{1,2})?)(?=\s|\Z)", re.I
)
STOCK = re.compile(r"(?P<sign>[+\-−=])(?P<amount>\d{1,6})(?=\s|\Z)")


def take_entry(line: Line, start: int, stop: int) -> int:
    """Take the amount at the head of the body into the line's entry; returns where the words begin.

    The words themselves become the entry's `what` once they are known. Where the amount is not said as it
    must be, the line is kept all the same, with a hint.
    """
    if line.type == "visit":
        line.register = Entry("visit", "in")
        return start
    return _cash(line, start, stop) if line.type == "cash" else _stock(line, start, stop)


def _cash(line: Line, start: int, stop: int) -> int:
    found = CASH.match(line.raw, start, stop)
    move = ("count" if found["count"] else _move(found["sign"])) if found else ""
    if found is None or not move or (found["count"] and found["sign"]):
        line.register = Entry("cash")
        line.hints.append("The cash book needs -4.80, +50 or count 37.20 first; nothing is booked.")
        return start
    return _keep(line, found, Entry("cash", move, _amount(found["amount"])))


def _stock(line: Line, start: int, stop: int) -> int:
    found = STOCK.match(line.raw, start, stop)
    if found is None:
        line.register = Entry("stock")
        line.hints.append("The stock list needs -1, +3 or =2 first; nothing is booked.")
        return start
    move = {"-": "used", "−": "used", "+": "in", "=": "count"}[found["sign"]]
    return _keep(line, found, Entry("stock", move, found["amount"]))


def _keep(line: Line, found: re.Match[str], entry: Entry) -> int:
    line.register = entry
    line.chips.append(Chip("amount", found.start(), found.end(), f"{entry.move} {entry.amount}"))
    return found.end()


def _move(sign: str) -> str:
    return MOVES.get(sign.replace("−", "-"), "")


def _amount(text: str) -> str:
    whole, _, part = text.replace(",", ".").partition(".")
    return f"{int(whole)}.{part:0<2}"
