"""A review of files works in a ledger of its own: the same program, run again with a home of its own."""

import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from unsung.ground import stopping
from unsung.ground.problems import Problem
from unsung.intake.walking import walked

MARK = "UNSUNG_OWN_LEDGER"
WORK = ".work"
NOTE = "files.json"
HALF = "files.half"
OURS = "the ledger of a review of files, thrown away once it is printed"


def inside(out: Path) -> bool:
    """True when this process already works in the ledger beside `out`."""
    return os.environ.get(MARK) == str(_work(out))


def anywhere() -> bool:
    """True when this process works in any review's own ledger."""
    return MARK in os.environ


def go_inside(out: Path, files: Sequence[Path], taking: Iterable[str], mapping: str = "") -> NoReturn:
    """Become the same program with its home in `out`/.work; what was begun there goes on.

    A ledger left there by other files, by files changed since, or by files taken in another way (`taking`:
    mapping, name, zone, desk; the words of the `mapping` where it is a file) is thrown away first.
    Settings are read once, when the program starts, so a home is changed by starting anew. Raises Problem
    where a folder of that name is there that is none of ours, or another review works in it.
    """
    work = _work(out)
    made = [str(folder) for folder in work.parents if not folder.exists()]
    known = [[str(file.absolute()), *_state(file)] for named in files for file in _files_of(named)]
    try:
        out.mkdir(parents=True, exist_ok=True)
        _have_alone(out)
        _make(work, made, {"files": known, "taking": list(taking), "mapping": _words_of(mapping)})
    except OSError as fault:
        raise Problem(
            f"The folder {out} could not be made: {fault.strerror}.", "", "Name another with --out."
        ) from fault
    here = dict(os.environ)
    here.pop("DATABASE_URL", None)
    here |= {"UNSUNG_HOME": str(work), MARK: str(work)}
    with stopping.unheard():
        os.execve(sys.executable, [sys.executable, "-P", "-m", "unsung", *sys.argv[1:]], here)


def _files_of(named: Path) -> Iterator[Path]:
    if not named.is_dir():
        yield named
        return
    yield from sorted(walked(named))


def _state(file: Path) -> list[int]:
    if not file.exists():
        return []
    state = file.stat()
    return [state.st_size, state.st_mtime_ns]


def _words_of(mapping: str) -> str:
    file = Path(mapping)
    return file.read_text("utf-8", "replace") if mapping and file.is_file() else ""


def _have_alone(out: Path) -> None:
    """Have a folder for this review as long as the program runs, also after it has become itself anew."""
    folder = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        os.close(folder)
        raise Problem(
            f"Another review works in {out}.",
            "It goes on; this one was not begun.",
            "Wait until it has ended, or name another folder with --out.",
        ) from fault
    os.set_inheritable(folder, True)


def _make(work: Path, new: list[str], asked: dict[str, object]) -> None:
    held = _held(work)
    made = held.get("made") if held else new
    if held and {name: held.get(name) for name in asked} == asked:
        return
    if held:
        _clear(work, held)
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    _note(work, {"what": OURS, "made": made, **asked})


def _note(work: Path, said: dict[str, object]) -> None:
    (work / HALF).write_text(json.dumps(said), "utf-8")
    (work / HALF).replace(work / NOTE)


def _clear(work: Path, held: dict[str, object]) -> None:
    # Killed half way through, what is left is still known for ours, and for nothing to go on from.
    _note(work, {"what": OURS, "made": held.get("made")})
    for path in work.iterdir():
        if path.name == NOTE:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    (work / NOTE).unlink(missing_ok=True)
    work.rmdir()


def _held(work: Path) -> dict[str, object]:
    """What the note in the folder says; empty where there is none yet; raises Problem for one not ours."""
    if not work.exists() and not work.is_symlink():
        return {}
    try:
        note = json.loads((work / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        note = None
    if not work.is_symlink() and isinstance(note, dict) and note.get("what") == OURS:
        return note
    if work.is_dir() and not work.is_symlink() and {path.name for path in work.iterdir()} <= {HALF}:
        return {}
    raise Problem(
        f"The folder {work} is there already and was not made by a review.",
        "A review of files works in a folder of that name; nothing was done, and nothing in it was touched.",
        "Move it away, or name another folder with --out.",
    )


def leave(out: Path, printed: bool = True) -> None:
    """Take the ledger away; where nothing was printed, the folders that were made for it as well."""
    work = _work(out)
    held = _held(work)
    if held:
        _clear(work, held)
    made = held.get("made")
    for folder in made if isinstance(made, list) and not printed else ():
        try:
            Path(str(folder)).rmdir()
        except OSError:
            return


def _work(out: Path) -> Path:
    return (out / WORK).absolute()
