"""The website's chats of the demo, one JSON object a line."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from unsung.demo.composing import fitting, gaps_of, led, lowered, openings
from unsung.demo.conversations import Conversation, Month
from unsung.demo.gaps import Gaps
from unsung.demo.people import AGENTS, COLLEAGUES, NEW
from unsung.demo.slips import typed
from unsung.demo.wording import nearest, phrases

Said = tuple[str, str]


def write_chats(path: Path, months: Iterable[Month]) -> int:
    """Writes one line a chat, in the order they began; gives their number."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for chat in (each for month in months for each in month.conversations if each.channel == "chat"):
            out.write(json.dumps(as_record(chat), ensure_ascii=False) + "\n")
            count += 1
    return count


def as_record(chat: Conversation) -> dict[str, object]:
    """The chat with its turns; times carry their offset."""
    rng = Random(chat.seed)
    gaps = gaps_of(chat, rng)
    gaps["customer"] = chat.customer.first
    names = {"customer": chat.customer.name, "desk": chat.rep, "machine": "Larkfield Mutual"}
    before = opening_words(chat, gaps, rng)
    after = later_words(chat, before[0][1], gaps, rng)
    turns = [
        {"at": at.isoformat(), "who": who, "name": names[who], "text": text}
        for at, (who, text) in timed(chat, before, after, rng)
    ]
    return {
        "id": chat.reference,
        "channel": "chat",
        "category": chat.topic,
        "customer": chat.customer.mail,
        "customer_kind": chat.kind,
        "turns": turns,
    }


def quickly(text: str, chat: Conversation, rng: Random) -> str:
    """The text as people type it in a chat, where even the careful are in a hurry now and then."""
    care = "quick" if chat.customer.care == "careful" and rng.random() < 0.35 else chat.customer.care
    return typed(text, care, rng)


def opening_words(chat: Conversation, gaps: Gaps, rng: Random) -> list[Said]:
    """What is said before a person of the desk answers."""
    first = gaps.one(openings(chat, rng))
    if rng.random() < 0.35:
        first = f"{gaps.one(fitting(chat.kind, 'greetings'))}, {lowered(first)}"
    if rng.random() < 0.35:
        first += " " + led(rng.choice(chat.story.asks), "so", gaps, rng)
    said: list[Said] = [("customer", quickly(first, chat, rng))]
    if rng.random() < 0.7 or not chat.rep:
        said.append(("machine", gaps.one(phrases("manners", "desk", "machine"))))
    if rng.random() < 0.3:
        said.append(
            ("customer", quickly(led(rng.choice(chat.story.details), "besides", gaps, rng), chat, rng))
        )
    return said


def later_words(chat: Conversation, asked: str, gaps: Gaps, rng: Random) -> list[Said]:
    """What is said once somebody of the desk is there, in answer to `asked`; nothing where nobody came."""
    if not chat.rep:
        return []
    said: list[Said] = [("desk", gaps.one(phrases("manners", "desk", "hellos")))]
    if chat.kind not in (NEW, COLLEAGUES) and rng.random() < 0.8:
        said += [
            ("desk", gaps.one(phrases("manners", "desk", "questions"))),
            ("customer", quickly(gaps.one(phrases("manners", "identities")), chat, rng)),
            ("desk", gaps.one(phrases("manners", "desk", "looking"))),
        ]
        if rng.random() < 0.4:
            said.append(("customer", gaps.one(phrases("manners", "waits"))))
    (reply,) = nearest(chat.story.replies, asked, rng)
    others = [line for line in chat.story.replies if line != reply]
    said.append(("desk", gaps.fill(reply)))
    if others and rng.random() < 0.4:
        question = led(rng.choice(chat.story.asks), "so", gaps, rng)
        (another,) = nearest(others, question, rng)
        said += [("customer", quickly(question, chat, rng)), ("desk", gaps.fill(another))]
    elif chat.kind not in (AGENTS, COLLEAGUES) and rng.random() < 0.4:
        said.append(("customer", quickly(gaps.one(fitting(chat.kind, "moods")), chat, rng)))
        said.append(("desk", gaps.one(phrases("manners", "desk", "empathy"))))
    return said + ending_words(chat, gaps, rng)


def ending_words(chat: Conversation, gaps: Gaps, rng: Random) -> list[Said]:
    """Goodbye; some are gone without it."""
    said: list[Said] = []
    if rng.random() < 0.5:
        said.append(("desk", gaps.one(phrases("manners", "desk", "anything"))))
    if rng.random() < 0.86:
        said.append(("customer", quickly(gaps.one(phrases("manners", "thanks")), chat, rng)))
        if rng.random() < 0.6:
            said.append(("desk", gaps.one(phrases("manners", "desk", "byes"))))
    return said


def timed(
    chat: Conversation, before: list[Said], after: list[Said], rng: Random
) -> list[tuple[datetime, Said]]:
    """Every turn with its moment: the first as the chat begins, the desk's first at its first reply."""
    reply = chat.first_reply or chat.ended or chat.opened
    found = spaced(before, chat.opened, reply, rng)
    return found + spaced(after, reply, chat.ended or reply, rng)


def spaced(said: list[Said], start: datetime, end: datetime, rng: Random) -> list[tuple[datetime, Said]]:
    """The turns between two moments, the first at `start`, longer ones taking longer to type."""
    if not said:
        return []
    weights = [
        3.0 if who == "machine" else rng.uniform(0.5, 1.5) * (20 + len(text)) for who, text in said[1:]
    ]
    step = (end - start).total_seconds() / (sum(weights) + 40)
    found, gone = [(start, said[0])], 0.0
    for weight, turn in zip(weights, said[1:], strict=True):
        gone += weight * step
        found.append((start + timedelta(seconds=int(gone)), turn))
    return found
