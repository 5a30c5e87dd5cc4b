"""The words of the cards: FTS5 on SQLite, a tsvector on PostgreSQL, behind the same three functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from unsung.ledger.cards.folding import Phrase, for_postgres, for_sqlite

ON_SQLITE = (
    "CREATE VIRTUAL TABLE cards_words USING fts5("
    "words, marks, prefix='2 3 4', tokenize=\"unicode61 remove_diacritics 0\")",
)
ON_POSTGRES = (
    "CREATE TABLE cards_words (place bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX cards_words_found ON cards_words USING gin (words)",
)


@dataclass(frozen=True)
class Stretch:
    """The places looked at, both ends left out, from the latest on or (`upwards`) from the earliest."""

    above: int | None = None
    below: int | None = None
    upwards: bool = False


@dataclass(frozen=True)
class Filed:
    """The words of one card; `marks` are what it is filtered by, each one word."""

    place: int
    words: str
    marks: Sequence[str] = field(default_factory=tuple)


def on_sqlite() -> bool:
    """Whether the words lie in FTS5."""
    return connection.vendor == "sqlite"


def put(cards: Iterable[Filed]) -> None:
    """File the words of these cards; none of them is filed yet."""
    if on_sqlite():
        statement = "INSERT INTO cards_words (rowid, words, marks) VALUES (%s, %s, %s)"
        rows = [(card.place, card.words, " ".join(card.marks)) for card in cards]
    else:
        statement = "INSERT INTO cards_words (place, words) VALUES (%s, to_tsvector('simple', %s))"
        rows = [(card.place, card.words) for card in cards]  # type: ignore[misc]  # no marks there
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def take_out(places: Iterable[int]) -> None:
    """Take out the words of the cards at these places."""
    column = "rowid" if on_sqlite() else "place"
    rows = [(place,) for place in places]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM cards_words WHERE {column} = %s", rows)


def clear() -> None:
    """Take out every word."""
    again = ("DROP TABLE cards_words", *ON_SQLITE) if on_sqlite() else ("TRUNCATE cards_words",)
    with connection.cursor() as cursor:
        for statement in again:
            cursor.execute(statement)


def forget() -> None:
    """See that what was taken out is gone: FTS5 keeps it in its depths until it is put in order."""
    if on_sqlite():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO cards_words (cards_words) VALUES ('optimize')")


def places_with(
    asked: Sequence[Phrase], marks: Sequence[str], columns: dict[str, str], where: Stretch, most: int
) -> list[int]:
    """The places of at most so many cards that have all these words, in the order of the stretch.

    The same filter is given twice: as `marks`, which FTS5 has in its own index, and as `columns` of the card,
    empty for "waits" alone, which PostgreSQL joins.
    """
    if on_sqlite():
        return _by_fts5(asked, marks, where, most)
    return _by_tsvector(asked, columns, where, most)


def _by_fts5(asked: Sequence[Phrase], marks: Sequence[str], where: Stretch, most: int) -> list[int]:
    sought = [f"{{words}} : ({for_sqlite(asked)})"] if asked else []
    sought += [f"{{marks}} : ({' AND '.join(marks)})"] if marks else []
    conditions, values = ["cards_words MATCH %s"], [" AND ".join(sought)]
    return _places("SELECT rowid AS place FROM cards_words", "rowid", conditions, values, where, most)


def _by_tsvector(asked: Sequence[Phrase], columns: dict[str, str], where: Stretch, most: int) -> list[int]:
    conditions, values = ["w.words @@ %s::tsquery"], [for_postgres(asked)]
    for name, value in columns.items():
        if name == "waits":
            conditions.append("c.waits_s IS NOT NULL")
        else:
            conditions.append(f"c.{name} = %s")
            values.append(value)
    begin = "SELECT c.place FROM cards_card c JOIN cards_words w ON w.place = c.place"
    return _places(begin, "c.place", conditions, values, where, most)


def _places(
    begin: str, place: str, conditions: list[str], values: list[str], where: Stretch, most: int
) -> list[int]:
    bounds = [(">", where.above), ("<", where.below)]
    held = [(sign, value) for sign, value in bounds if value is not None]
    conditions = [*conditions, *(f"{place} {sign} %s" for sign, _ in held)]
    order = "ASC" if where.upwards else "DESC"
    asked = f"{begin} WHERE {' AND '.join(conditions)} ORDER BY {place} {order} LIMIT {most}"
    with connection.cursor() as cursor:
        cursor.execute(asked, [*values, *[value for _, value in held]])
        return [row[0] for row in cursor.fetchall()]
