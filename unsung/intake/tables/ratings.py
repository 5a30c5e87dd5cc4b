"""Rows that are ratings: answers to "how was it", and the asking where nobody answered."""

import re
from datetime import datetime
from typing import Literal, cast

from unsung.intake.source import Channel, Party, RatingRecord, Record
from unsung.intake.tables.amounts import whole
from unsung.intake.tables.row import Row, Unreadable, shortened

WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>]+$", re.IGNORECASE)


def read(row: Row) -> tuple[Record, ...]:
    """The rating of this row; nothing where the customer was not asked this question."""
    at = row.instant("answered_at") or row.instant("asked_at")
    if at is None:
        column = "answered_at" if row.plan.has("answered_at") else "asked_at"
        raise Unreadable(row.column(column), "there is no date", "Fill it in, or leave the row out.")
    contact = row.text("contact")
    # One conversation is not rated twice in the same second with the same words; people in a crowd are.
    name = row.text("id") or (row.fingerprint() if contact else row.made_up_id())
    found = rating(row, name, at, contact, row.choice("channel"), row.text("words"))
    return () if found is None else (found,)


def rating(
    row: Row, name: str, at: datetime, contact: str, channel: str, words: str = ""
) -> RatingRecord | None:
    """The rating under this name; None where the scale's value says that nobody was asked."""
    scale, said = row.plan.mapping.scale, row.text("score")
    if said in scale.not_asked:
        return None
    author, author_name = row.text("author"), row.text("author_name")
    return RatingRecord(
        external_id=name,
        at=at,
        low=scale.low,
        high=scale.high,
        score=_score(row, said),
        question=scale.question,
        contact=contact,
        channel=cast(Channel | Literal[""], channel),
        category=row.text("category"),
        author=Party(author or author_name, author_name) if author or author_name else row.customer(),
        words=words,
        link=_link(row),
    )


def _score(row: Row, said: str) -> int | None:
    scale = row.plan.mapping.scale
    if not said and scale.unasked:
        raise Unreadable(row.column("score"), "there is no score", "Fill it in, or leave the row out.")
    if not said or said in scale.not_answered:
        return None
    try:
        score = whole(said)
    except ValueError as fault:
        raise Unreadable(
            row.column("score"),
            f"“{shortened(said)}” is not a whole number",
            "Say under [values.score] in the mapping which number it stands for.",
            "“…” is not a whole number",
        ) from fault
    if not scale.low <= score <= scale.high:
        raise Unreadable(
            row.column("score"),
            f"{score} is not on the scale from {scale.low} to {scale.high}",
            "Set the scale's ends, or name the value under not_asked or not_answered in [scale].",
            f"it is not on the scale from {scale.low} to {scale.high}",
        )
    return score


def _link(row: Row) -> str:
    link = row.text("link")
    if link and not WEB_ADDRESS.match(link):
        raise Unreadable(
            row.column("link"),
            f"“{shortened(link)}” is not a web address",
            "Write it whole, beginning with https://.",
            "“…” is not a web address",
        )
    return link
