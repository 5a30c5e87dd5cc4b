"""The words of the demo desk, read from `words/`: stories, phrases, and which answer fits a question."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random

STORY_FILES = (
    "billing",
    "claims",
    "changes",
    "lapsed",
    "quotes",
    "certificates",
    "online",
    "visits",
    "letter",
)
KIND_WORDS = {
    "policyholders": "Policyholders",
    "agents": "Agents and brokers",
    "colleagues": "Colleagues",
    "new": "People new to us",
}


@dataclass(frozen=True)
class Story:
    """One matter people write about, with what customers say and what the desk answers, as templates."""

    name: str
    topic: str
    weight: float
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    opens: tuple[str, ...]
    details: tuple[str, ...]
    asks: tuple[str, ...]
    again: tuple[str, ...]
    replies: tuple[str, ...]
    closes: tuple[str, ...]


@cache
def word_file(name: str) -> dict[str, object]:
    """One file of `words/`."""
    return tomllib.loads(resources.files(__package__).joinpath("words", f"{name}.toml").read_text("utf-8"))


@cache
def phrases(file: str, *path: str) -> tuple[str, ...]:
    """A list of templates or names out of a word file, e.g. phrases("manners", "desk", "byes")."""
    found: object = word_file(file)
    for step in path:
        found = found[step] if isinstance(found, dict) else None
    return tuple(str(phrase) for phrase in found) if isinstance(found, list) else ()


@cache
def blocks(file: str, name: str) -> tuple[Mapping[str, object], ...]:
    """The tables called `name` in a word file."""
    found = word_file(file).get(name, [])
    return tuple(block for block in found if isinstance(block, dict)) if isinstance(found, list) else ()


def lines(block: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A list of templates in a block; a single text counts as a list of one."""
    found = block.get(key, [])
    return tuple(str(line) for line in found) if isinstance(found, list) else (str(found),)


@cache
def stories() -> tuple[Story, ...]:
    """Every story, in the order of the files."""
    return tuple(
        story_of(block, str(word_file(file).get("topic", "")))
        for file in STORY_FILES
        for block in blocks(file, "story")
    )


def story_of(block: Mapping[str, object], topic: str) -> Story:
    """A story from its table; the topic is the file's unless the table says its own."""
    weight = block.get("weight", 1)
    parts = ("subjects", "opens", "details", "asks", "again", "replies", "closes")
    return Story(
        str(block["name"]),
        str(block.get("topic", topic)),
        float(weight) if isinstance(weight, int | float) else 1.0,
        tuple(KIND_WORDS[word] for word in lines(block, "kinds") or ("policyholders",)),
        *(lines(block, part) for part in parts),
    )


@cache
def stories_for(topic: str, kind: str) -> tuple[tuple[Story, ...], tuple[float, ...]]:
    """The stories a kind of customer may bring about a topic, with their weights."""
    told = tuple(story for story in stories() if story.topic == topic and story.weight)
    fit = tuple(story for story in told if kind in story.kinds) or told
    return fit, tuple(story.weight for story in fit)


@cache
def story_named(name: str) -> Story:
    """The story of that name; raises StopIteration when there is none."""
    return next(story for story in stories() if story.name == name)


STEM = re.compile(r"[a-z]{4,}")
EMPTY = frozenset(
    "have with that this your from will what they them when been there and please about would could".split()
)


@cache
def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words that say something."""
    return frozenset(word[:5] for word in STEM.findall(text.lower()) if word not in EMPTY)


def nearest(answers: Sequence[str], said: str, rng: Random, count: int = 1) -> list[str]:
    """The answers that share most words with what was said, the best first; chance decides between equals."""
    asked = frozenset(word[:5] for word in STEM.findall(said.lower()))
    return sorted(answers, key=lambda answer: rng.random() - len(stems(answer) & asked))[:count]
