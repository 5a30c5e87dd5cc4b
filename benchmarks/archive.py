"""The mails of the race: real ones where they lie beside the checkout, and those of the demo desk."""

import mailbox
import sys
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.rounds import ROOT, run

REAL = ROOT.parent / "shared" / "data" / "mail-spamassassin"
DEMO_UNTIL = "2025-10"
FEW = 3_000


@dataclass(frozen=True)
class Archive:
    """A Maildir of mails: what they are, how many, and how many bytes."""

    folder: Path
    said: str
    messages: int
    size: int


def archives(folder: Path, real: Path = REAL) -> tuple[Archive, Archive]:
    """A small archive and a large one; the small one is of real mails where there are any."""
    packed = sorted(real.glob("*.tar.gz"))
    demo = folder / "demo"
    run([sys.executable, "-m", "unsung", "demo", "--until", DEMO_UNTIL, "--only-files", str(demo)])
    few = _real(packed) if packed else islice(_demo(demo), FEW)
    said = "real mails, the SpamAssassin public corpus" if packed else "mails of the demo desk"
    return (
        maildir(folder / "small", said, few),
        maildir(folder / "large", "mails of the demo desk", _demo(demo)),
    )


def maildir(folder: Path, said: str, mails: Iterable[bytes]) -> Archive:
    """The mails one a file, without the line that begins one in an mbox."""
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    sizes = [_kept(folder / "cur" / f"{number:06d}.bench:2,S", raw) for number, raw in enumerate(mails)]
    return Archive(folder, said, len(sizes), sum(sizes))


def _kept(target: Path, raw: bytes) -> int:
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    return target.write_bytes(raw)


def _real(packed: list[Path]) -> Iterator[bytes]:
    for archive in packed:
        with tarfile.open(archive) as members:
            for member in members:
                content = members.extractfile(member) if member.isfile() else None
                if content is not None:
                    yield content.read()


def _demo(written: Path) -> Iterator[bytes]:
    for box in sorted(written.glob("*.mbox")):
        for message in mailbox.mbox(box, create=False):
            yield message.as_bytes()
