"""How the bytes of a piece become lines of text: the encoding is found out, NULs are taken away."""

import codecs
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from charset_normalizer import from_bytes

from unsung.ground.problems import Problem
from unsung.intake.source import Piece

T = TypeVar("T")
CHUNK = 1 << 20
SAMPLE = 1 << 16
BROKEN = (OSError, EOFError, zlib.error)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What offices write when they do not write UTF-8; free to choose among all the encodings there are,
# a guess from a few accented letters goes astray.
OFFICE_ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
    "koi8_r",
]
OTHER_SCRIPTS = ["cp1251", "koi8_r", "cp866", "cp1253", "shift_jis", "gb18030", "big5", "euc_kr"]
WORD_BEYOND_ASCII = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
CENTRAL_ISO = re.compile(
    rb"[A-Za-z\xc0-\xff][\xa6\xa9\xb1\xb5\xb6]|[\xa6\xa9\xac\xae\xb1\xb6][A-Za-z\xc0-\xff]"
)
"""Letters of ISO 8859-2 in a word, which in cp1250 would be signs: ą, ś, Š, Ž and the like."""
CENTRAL_WINDOWS = re.compile(rb"[\x80-\x9f]")
"""Letters and marks of cp1250 where ISO 8859-2 has none."""
WESTERN = bytes(range(128)) + "àáâãäåæçèéêëìíîïñòóôöõøùúûüœßÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÙÚÛÜŒ".encode("cp1252")
FEW_WORDS = 6
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b\0")


@dataclass(frozen=True, slots=True)
class Coding:
    """How to decode a piece, whether NULs have to be taken away, and whether the encoding is a guess."""

    encoding: str
    nul: bool = False
    guessed: bool = False


def is_binary(head: bytes) -> bool:
    """Whether these first bytes are of a program, a picture or the like: full of control characters."""
    if any(head.startswith(mark) for mark, _ in MARKS):
        return False
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls * 50 > len(head) - head.count(0) or head.count(0) * 10 > len(head) * 6


def decoded(head: bytes) -> str:
    """The first bytes as text, for recognising a piece only: never fails, drops a line cut in two."""
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "") or _wide(head) or "utf-8"
    text = head.decode(encoding, "replace").replace("\0", "")
    whole, newline, rest = text.rpartition("\n")
    return whole + newline if newline and len(head) >= SAMPLE else whole + newline + rest


def coding_of(piece: Piece, told: str = "") -> Coding:
    """How to decode this piece, as told or found by reading it once; raises Problem if it holds no text."""
    head = head_of(piece)
    if not head.strip(b"\0\r\n\t "):
        raise Problem(
            f"{piece.name} is empty.", "Nothing was taken from it.", "Check the export and bring it again."
        )
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return Coding(encoding, nul=True)
    if told:
        return Coding(told, nul=True)
    if is_binary(head):
        raise Problem(
            f"{piece.name} is not text: it looks like a program, a picture or another binary file.",
            "Nothing was taken from it.",
            "Export the table as CSV or XLSX and bring that.",
        )
    if wide := _wide(head):
        return Coding(wide, nul=True)
    sample, nul = _first_not_utf8(piece)
    encoding = _guessed(sample) if sample else "utf-8"
    return Coding(encoding, nul, guessed=encoding != "utf-8")


def called(encoding: str) -> str:
    """The name of an encoding as people write it."""
    return encoding.removesuffix("-sig").replace("_", "-").upper()


def guess_said(name: str, coding: Coding, or_else: str = "") -> list[str]:
    """That the encoding of a file is a guess, and what to do; empty where the file tells it."""
    if not coding.guessed:
        return []
    return [
        f"That {name} is in {called(coding.encoding)} is a guess, since nothing in the file tells. "
        f"If letters look wrong, save it as UTF-8{or_else}."
    ]


def head_of(piece: Piece) -> bytes:
    """The first bytes of a piece; raises Problem where it cannot be read."""
    try:
        return piece.head(SAMPLE)
    except BROKEN as fault:
        raise broken(piece, fault) from fault


def _wide(head: bytes) -> str:
    # Without a mark UTF-16 gives itself away by its zeros: every second byte of Latin letters.
    half = len(head) // 2
    if half and head[1::2].count(0) * 10 > half * 4:
        return "utf-16-le"
    return "utf-16-be" if half and head[0::2].count(0) * 10 > half * 4 else ""


def _first_not_utf8(piece: Piece) -> tuple[bytes, bool]:
    """The bytes from the first one that is not UTF-8 (none: empty), and whether there are NULs."""
    decoder, nul = codecs.getincrementaldecoder("utf-8")(), False
    try:
        with closing(piece.open()) as stream:
            while chunk := stream.read(CHUNK):
                nul = nul or b"\0" in chunk
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError as fault:
                    start = max(fault.start - 200, 0)
                    return fault.object[start : start + SAMPLE] or chunk[:SAMPLE], nul or b"\0" in chunk
    except (Problem, *BROKEN):
        # That it breaks off is said when it is read; what stands before the break is read all the same.
        pass
    return b"", nul


def _guessed(sample: bytes) -> str:
    text = sample.decode("utf-8", "replace")
    wrong = text.count("�")
    if sum(letter > "\x7f" for letter in text) > 10 * wrong:
        return "utf-8"
    if _is_other_script(sample):
        return _likeliest(sample, OTHER_SCRIPTS)
    found = "cp1252" if _tells_little(sample) else _likeliest(sample, OFFICE_ENCODINGS)
    return "iso8859_2" if found == "cp1250" and _is_central_iso(sample) else found


def _tells_little(sample: bytes) -> bool:
    # A few accented letters fit every one of these encodings; then the most widespread one is taken. So do
    # a few words said over and over (“Crème”), as long as all their letters are of western Europe.
    words = set(WORD_BEYOND_ASCII.findall(sample))
    western = not b"".join(words).translate(None, WESTERN)
    return sum(byte > 127 for byte in sample) < 40 or (western and len(words) < FEW_WORDS)


def _likeliest(sample: bytes, encodings: list[str]) -> str:
    best = from_bytes(sample, cp_isolation=encodings).best()
    return best.encoding if best else "cp1252"


def _is_other_script(sample: bytes) -> bool:
    # Words that are accents nearly through and through are of no Latin alphabet, however few they are.
    words = b"".join(WORD_BEYOND_ASCII.findall(sample))
    plain = sum(byte < 128 for byte in words)
    return len(words) >= 12 and plain * 6 < len(words)


def _is_central_iso(sample: bytes) -> bool:
    return not CENTRAL_WINDOWS.search(sample) and len(CENTRAL_ISO.findall(sample)) > 2


def lines(piece: Piece, coding: Coding) -> Iterator[str]:
    """The lines of a piece with their line ends, in constant memory; raises Problem where it breaks off."""
    try:
        with closing(piece.open()) as stream:
            text = io.TextIOWrapper(stream, encoding=coding.encoding, errors="replace", newline="")
            if coding.nul:
                yield from (line.replace("\0", "") for line in text)
            else:
                yield from text
    except BROKEN as fault:
        raise broken(piece, fault) from fault


def up_to_a_break(looked_at: Iterator[T]) -> Iterator[T]:
    """What a first look finds before the piece breaks off, if it does: that is said when it is read."""
    try:
        yield from looked_at
    except Problem:
        return


def broken(piece: Piece, fault: Exception) -> Problem:
    """The problem of a piece that cannot be read to its end."""
    return Problem(
        f"{piece.name} could not be read to its end: {fault}.",
        "What was read before that point is on record.",
        "Copy the file again; it may have been cut off on the way.",
    )
