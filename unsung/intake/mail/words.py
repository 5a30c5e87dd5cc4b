"""A mail's text parted into what was written, what it quotes and what it is signed with."""

import re
from dataclasses import dataclass
from itertools import groupby

from unsung.intake.mail.quotes import quoted_lines
from unsung.intake.mail.signatures import signature_start

LARGEST = 200_000
"""Characters that are parted; what stands beyond goes where the last line before went."""

SEAL = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: .*\n)?|^-----BEGIN PGP SIGNATURE-----\n(?:.*\n){0,60}?"
    r"-----END PGP SIGNATURE-----$\n?",
    re.MULTILINE,
)
BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Parted:
    """What was written, what is quoted and the signature; each may be empty."""

    words: str
    quoted: str = ""
    signature: str = ""


def part(text: str, writer: str = "") -> Parted:
    """Part a mail's text; `writer` is the name beside the sender's address.

    Answers between quotations are words. Every line that says anything ends up in one of the three.
    """
    beyond = ""
    if len(text) > LARGEST:
        cut = max(text.rfind("\n", 0, LARGEST), 0) or LARGEST
        text, beyond = text[:cut], text[cut:].removeprefix("\n")
    seals = SEAL.findall(text) if "-----BEGIN PGP SIGN" in text else []
    lines = (SEAL.sub("", text) if seals else text).split("\n")
    quoted = quoted_lines(lines)
    own, signed = _own_and_signed(lines, quoted, writer)
    quotations = [line for line, is_quoted in zip(lines, quoted, strict=True) if is_quoted]
    (quotations if quoted[-1] else own).append(beyond)
    return Parted(_joined(own), _joined(quotations), _joined(signed + seals))


def _own_and_signed(lines: list[str], quoted: list[bool], writer: str) -> tuple[list[str], list[str]]:
    own: list[str] = []
    signed: list[str] = []
    if True not in quoted:
        start = signature_start(lines, writer)
        return lines[:start], lines[start:]
    for is_quoted, numbers in groupby(range(len(lines)), quoted.__getitem__):
        if is_quoted:
            own.append("")
            continue
        passage = [lines[number] for number in numbers]
        start = signature_start(passage, writer)
        own += passage[:start]
        signed += passage[start:]
    return own, signed


def _joined(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    if " \n" in text or "\t\n" in text:
        text = "\n".join(map(str.rstrip, lines)).strip()
    return BLANKS.sub("\n\n", text) if "\n\n\n" in text else text
