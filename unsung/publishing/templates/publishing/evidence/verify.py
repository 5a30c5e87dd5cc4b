"""Verifies an evidence pack: python verify.py pack.json [mails or texts that name a head ...].

It needs Python 3.8 or later and nothing else: no network, no other program. It says of every entry whether
its words, its dates and its place in its writer's log are those that were sealed on the day it was written,
and whether the heads that mails of that time name stand in the pack. It ends with 0 where all of it is
verified (an entry its writer erased may be among them), 1 where something is not, 2 where the pack cannot
be read. How the seal is made is told in README.txt, beside this file.
"""

from __future__ import annotations

import email
import hashlib
import json
import re
import sys
from datetime import date, timedelta
from email import policy
from pathlib import Path

SAID = re.compile(r"^[>\s]*Seal of (\d{4}-\d{2}-\d{2}): ([0-9a-f]{64})\s*$", re.MULTILINE)
MARKED = re.compile(r"Mark of this pack: ([0-9a-f]{64})")
LEAF, NODE, HEAD, BUNDLE = (bytes([mark]) for mark in range(4))
DEPTH = 8
VERIFIED, CHANGED, ERASED, OPEN = "verified", "changed", "erased", "not sealed yet"


class NoPack(Exception):
    """What was given is no pack that can be read."""


def sha(of):
    """A hash of 32 bytes."""
    return hashlib.sha256(of).digest()


def canonical(value):
    """The one way a value is written before it is hashed: keys in order, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def led_to(leaf, places):
    """The root of the day that a leaf leads to by its places: one, or two where it lies in a bundle."""
    if len(places) not in (1, 2):
        raise NoPack("An entry has a place too many, or none.")
    found = leaf
    for level, place in enumerate(places):
        if level:
            found = sha(BUNDLE + found)
        at, proof = int(place["at"]), [bytes.fromhex(each) for each in place["proof"]]
        if len(proof) != DEPTH or not 0 <= at < 1 << DEPTH or {len(each) for each in proof} != {32}:
            raise NoPack("A proof is not of eight hashes.")
        for beside in proof:
            found = sha(NODE + (beside + found if at & 1 else found + beside))
            at >>= 1
    return found


class Chain:
    """The heads of the writer's log, from its first day on: each holds its day and every day before."""

    def __init__(self, told):
        self.roots, self.heads, self.broken = {}, {}, ""
        before, expected = bytes(32), None
        for each in told:
            day, root, head = date.fromisoformat(each["day"]), bytes.fromhex(each["root"]), each["head"]
            follows = sha(HEAD + before + root + day.isoformat().encode("ascii")).hex() == head
            if not self.broken and (not follows or expected not in (None, day)):
                self.broken = "the head of %s does not follow from the day before" % day
            self.roots[day], self.heads[day] = root, head
            before, expected = bytes.fromhex(head), day + timedelta(days=1)

    @property
    def last(self):
        """The last day that is sealed; the beginning of time where none is."""
        return max(self.heads, default=date.min)

    def verdict(self, leaf, day, places):
        """What is so of a leaf that was written down on this day, in UTC."""
        if day > self.last:
            return OPEN if not places else CHANGED
        root = self.roots.get(day)
        return VERIFIED if places and root is not None and led_to(leaf, places) == root else CHANGED


def of_entry(entry, chain):
    """What is so of an entry: all its versions that have the words shown must lead to their days."""
    if "erased" in entry:
        gone = [
            chain.verdict(bytes.fromhex(each["leaf"]), date.fromisoformat(each["day"]), each["places"])
            for each in entry["leaves"]
        ]
        return ERASED if gone and CHANGED not in gone else CHANGED
    found = [of_version(each, chain) for each in entry["versions"]]
    for verdict in (CHANGED, OPEN):
        if verdict in found:
            return verdict
    return VERIFIED if found else CHANGED


def of_version(version, chain):
    """What is so of one version; the day it stands under is the day it says it was written down on."""
    leaf = sha(LEAF + bytes.fromhex(version["salt"]) + canonical(version["shown"]))
    return chain.verdict(leaf, date.fromisoformat(version["shown"]["recorded"][:10]), version["places"])


def told(entry):
    """An entry in a line: its day, when it was written down, its letter and its words."""
    if "erased" in entry:
        return "erased by its writer on %s; that it was there, and unchanged, is known" % entry["erased"]
    first = entry["versions"][0]["shown"]
    day, recorded = date.fromisoformat(first["happened"]), first["recorded"]
    words = "%s%s" % (first["text"], " -> %s" % first["outcome"] if first.get("outcome") else "")
    sure = ", confirmed by %(by)s on %(on)s" % entry["confirmed"] if entry.get("confirmed") else ""
    return "%s, written down %s, grade %s%s: %s" % (day, recorded, entry["grade"], sure, words)


def fits(entry):
    """Whether the letter of one's own note fits its two dates; a day apart may be the zone's."""
    if "erased" in entry or entry["grade"] != "C":
        return True
    first = entry["versions"][0]["shown"]
    return abs((date.fromisoformat(first["recorded"][:10]) - date.fromisoformat(first["happened"])).days) <= 1


def text_of(content):
    """The words of a mail, or of what is no mail."""
    mail = email.message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("plain",)) if mail.keys() else None
    try:
        return str(body.get_content()) if body else content.decode("utf-8", "replace")
    except (LookupError, KeyError, ValueError):
        return content.decode("utf-8", "replace")


def of_file(name, content, chain, mark):
    """What is so of the heads, and of the mark, that a file names: pairs of a verdict and a sentence."""
    words = text_of(content)
    named, marks = sorted(set(SAID.findall(words))), set(MARKED.findall(words))
    if not named and not marks:
        yield CHANGED, "%s names no head of a day" % name
    for day, head in named:
        stands = chain.heads.get(date.fromisoformat(day))
        if date.fromisoformat(day) > chain.last:
            yield OPEN, "%s: the head of %s is of a day after this pack" % (name, day)
        elif stands == head:
            yield VERIFIED, "%s: the head of %s stands" % (name, day)
        else:
            yield CHANGED, "%s: the head of %s is another: this log was made anew" % (name, day)
    for each in sorted(marks):
        yield (VERIFIED if each == mark else CHANGED), "%s: the mark of this pack" % name


def read(path):
    """The pack in a file; raises NoPack."""
    try:
        pack = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise NoPack("%s cannot be read: %s" % (path, fault)) from fault
    if not isinstance(pack, dict) or pack.get("format") != 1:
        raise NoPack("%s is no evidence pack of a form this file knows." % path)
    return pack


def judged(pack, files):
    """Every line of the report, as pairs of a verdict (empty for a heading) and a sentence."""
    chain = Chain(pack["heads"])
    mark = hashlib.sha256(canonical({name: pack[name] for name in pack if name != "mark"})).hexdigest()
    yield "", "Evidence of %s, %s to %s" % (pack["writer"], pack["first"], pack["last"])
    yield (VERIFIED if mark == pack["mark"] else CHANGED), "the pack as a whole, by its mark %s" % mark
    if chain.heads:
        days = "the heads of %s to %s" % (min(chain.heads), chain.last)
        yield (CHANGED, chain.broken) if chain.broken else (VERIFIED, "%s follow from each other" % days)
    entries = {entry["ref"]: entry for entry in pack["entries"]}
    for number, claim in enumerate(pack["claims"], 1):
        yield "", "Claim %d: %s" % (number, claim["says"])
        for ref in claim["entries"]:
            yield of_one(entries[ref], chain)
    if pack["thanks"]:
        yield "", "Thanks"
    for ref in pack["thanks"]:
        yield of_one(entries[ref], chain)
    if pack["mails"]:
        yield "", "Mails that named a head, by their message-ids: look for them in a mailbox"
    for mail in pack["mails"]:
        yield "look for", mail
    if files:
        yield "", "Heads named elsewhere"
    for name, content in files:
        yield from of_file(name, content, chain, mark)


def of_one(entry, chain):
    """The line of one entry."""
    verdict = of_entry(entry, chain)
    if verdict == VERIFIED and not fits(entry):
        return CHANGED, "%s its letter does not fit its dates: %s" % (entry["ref"], told(entry))
    return verdict, "%s %s" % (entry["ref"], told(entry))


def plain(words):
    """Words with nothing in them that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(words))


def main(words):
    """Report on the pack named first and the files named after it; the exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    path = words[0] if words else str(Path(__file__).with_name("pack.json"))
    try:
        files = [(Path(name).name, Path(name).read_bytes()) for name in words[1:]]
        lines = list(judged(read(path), files))
    except NoPack as fault:
        print(plain(fault))
        return 2
    except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        print(plain("This cannot be read: %s: %s" % (type(fault).__name__, fault)))
        return 2
    for verdict, sentence in lines:
        print("%-14s  %s" % (verdict, plain(sentence)) if verdict else "\n" + plain(sentence))
    wrong = [verdict for verdict, _ in lines if verdict in (CHANGED, OPEN)]
    print("\n%s" % ("Not everything is verified." if wrong else "All of it is verified."))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
