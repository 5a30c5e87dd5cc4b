"""The mails of the race: real ones where they lie beside the checkout, else those of the demo desk."""

import mailbox
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rounds import ROOT, run

REAL = ROOT.parent / "shared" / "data" / "mail-spamassassin"
DEMO_UNTIL = "2025-10"


@dataclass(frozen=True)
class Archive:
    """A Maildir of mails: what they are, how many, and how many bytes."""

    folder: Path
    said: str
    messages: int
    size: int


def unpacked(folder: Path, real: Path = REAL) -> Archive:
    """The mails as a Maildir in `folder`, one a file, without the line that begins one in an mbox."""
    found = sorted(real.glob("*.tar.gz"))
    said = "real mails, the SpamAssassin public corpus" if found else "mails of the demo desk"
    mails = _real(found) if found else _demo(folder)
    maildir = folder / "Maildir"
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True)
    sizes = [_kept(maildir / "cur" / f"{number:06d}.bench:2,S", raw) for number, raw in enumerate(mails)]
    return Archive(maildir, said, len(sizes), sum(sizes))


def _kept(target: Path, raw: bytes) -> int:
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    return target.write_bytes(raw)


def _real(archives: list[Path]) -> Iterator[bytes]:
    for archive in archives:
        with tarfile.open(archive) as members:
            for member in members:
                content = members.extractfile(member) if member.isfile() else None
                if content is not None:
                    yield content.read()


def _demo(folder: Path) -> Iterator[bytes]:
    written = folder / "demo"
    run([sys.executable, "-m", "unsung", "demo", "--until", DEMO_UNTIL, "--only-files", str(written)])
    for box in sorted(written.glob("*.mbox")):
        for message in mailbox.mbox(box, create=False):
            yield message.as_bytes()
