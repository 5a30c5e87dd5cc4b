"""A million random lines: none raises, and every word of four letters or more is kept."""

import multiprocessing
import os
import random
import re
from datetime import datetime

import pytest

from unsung.ground.line.parsed import Surroundings
from unsung.ground.line.reading import read

pytestmark = pytest.mark.slow
LINES = 1_000_000
HERE = Surroundings(datetime(2026, 9, 17, 15, 30), names=("sam", "maya", "finance"), tags=("translate",))
WORD = re.compile(r"[^\W\d_]{4,}")
PIECES = (
    "yesterday: mon 16:00-16:50: 14:10 9:15 - 2026-09-10: 20m 1h30 1,5h -40m ~25m ~2h "
    "call: walkin: kudos: todo: visit: cash: -4.80 +50 count 37.20 stock: =2 -1 * :: => → "
    "-- /team /sup /me /a @sam @nobody @finance, #calm #translte +tag #12 #4412. x7 x12, "
    'for:acme for:"Brook &Co" for:“Lind” due:fri due:+3d due:never heat:4 heat:9 to:maya '
    'badge:7 ref:r17 "as she said" " “so” word Wörter Straße naïve Łódź письмо 保険証券 \u200b \xa0 \ufeff '
    "😀 été …, (maya) [sam] a@b.co http://x.y/#top C# A+ and/or 12:30 11.05 40th"
).split(" ")
LETTERS = "abcdefgäöüßéñç  ,.:;-–/\\#@+~*\"'()[]{}=<>|0123456789\t\n\r\u2028\x00\x1b"


def drawn(chance: random.Random) -> str:
    """A line of pieces that mean something and letters that need not."""
    parts = [
        chance.choice(PIECES)
        if chance.random() < 0.7
        else "".join(chance.choices(LETTERS, k=chance.randint(1, 9)))
        for _ in range(chance.randint(0, 12))
    ]
    return chance.choice((" ", " ", " ", "  ", "")).join(parts)


def lost(seed_and_number: tuple[int, int]) -> list[str]:
    """The lines of a share of them in which a word was lost."""
    seed, number = seed_and_number
    chance = random.Random(seed)
    return [raw for raw in (drawn(chance) for _ in range(number)) if loses_a_word(raw)]


def loses_a_word(raw: str) -> bool:
    """Whether a word of four letters or more stands neither in what is left nor within a chip."""
    line = read(raw, HERE)
    kept = f"{line.text} {line.outcome}"
    return any(
        found[0] not in kept
        and not any(chip.start <= found.start() and found.end() <= chip.end for chip in line.chips)
        for found in WORD.finditer(raw)
    )


def test_of_a_million_random_lines_none_raises_and_no_word_is_lost() -> None:
    shares = [(seed, LINES // 20) for seed in range(20)]
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        assert [raw for found in pool.map(lost, shares, 1) for raw in found] == []
