"""The press: prints a review into a folder as a page, a text, figures for programs and a workbook."""

import contextlib
import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from unsung.ground.problems import Problem
from unsung.publishing import figures_json, plain
from unsung.publishing.fonts import faces
from unsung.publishing.publication import Review
from unsung.publishing.workbook import write_workbook

HERE = Path(__file__).parent
STYLES = tuple(HERE / "static" / "publishing" / name for name in ("tokens.css", "reading.css", "print.css"))
PAGE = "publishing/monthly/review.html"
READING = "publishing/monthly/_reading.html"
ROWS = "Conversations"
TIE = "\u00a0"
TITLES = ("How this was made", "How we count")
TEMPLATE_WORDS = (
    "Unsung",
    "Monthly review",
    "Skip to the page",
    "How this is counted",
    "The same as a table",
)

Rows = Iterable[Mapping[str, object]]


def print_review(
    review: Review, folder: Path, conversations: Rows = (), others: Mapping[str, Rows] | None = None
) -> list[Path]:
    """Print review.html, review.txt, figures.json and figures.xlsx into `folder`; their paths in that order.

    Every file is written whole beside its place and then put there, so that a reader never meets half of
    one. `conversations` are the rows behind the figures, `others` further sheets of rows by name.
    Raises Problem where the folder takes no files.
    """
    sheets = {ROWS: conversations, **(others or {})}
    writers: dict[str, Callable[[Path], None]] = {
        "review.html": lambda path: _write(path, page(review, faces_for(review))),
        "review.txt": lambda path: _write(path, plain.text(review)),
        "figures.json": lambda path: _write(path, figures_json.text(review)),
        "figures.xlsx": lambda path: write_workbook(review, path, sheets),
    }
    try:
        with _bench(folder) as bench:
            for name, write in writers.items():
                write(bench / name)
            return [(bench / name).replace(folder / name) for name in writers]
    except OSError as fault:
        raise _cannot_print(folder, fault) from fault


def _cannot_print(folder: Path, fault: OSError) -> Problem:
    if fault.errno == errno.ENOSPC:
        do = "Free some room there, or name another folder with --out."
    else:
        do = "See that the folder can be written to, or name another with --out."
    return Problem(
        f"The review could not be printed into {folder}: {fault.strerror or fault}.",
        "What was printed there before is untouched.",
        do,
    )


def page(review: Review, faces: str) -> str:
    """The review as one self-contained page, asking nothing of anywhere; `faces` are its @font-face rules."""
    context = {"review": review, "style": _safe_style(faces + _styles() + _running_foot(review))}
    return _engine().get_template(PAGE).render(Context(context, use_l10n=False, use_tz=False))


def reading(review: Review) -> str:
    """The part of the page that is read, without its frame; `<!--behind:KEY-->` stands under a definition.

    A place in the running application puts there what leads on from the figure of that key.
    """
    template = _engine().get_template(READING)
    return str(template.render(Context({"review": review, "marked": True}, use_l10n=False, use_tz=False)))


def faces_for(review: Review) -> str:
    """Both faces with the letters this review is set in."""
    titles = [*(section.title for section in review.sections), *TITLES]
    voice = [review.headline.text, *(each.text for each in review.opening), *titles]
    return faces([plain.text(review), *TEMPLATE_WORDS, TIE], [*voice, TIE])


def _running_foot(review: Review) -> str:
    """The desk and the month at the foot of every printed page."""
    said = in_style(f"{review.desk_name}, {review.masthead}")
    return f"@media print {{ @page {{ @bottom-left {{ content: {said} }} }} }}\n"


def in_style(text: str) -> str:
    """A text as a string of a style sheet: whatever is no letter, digit or blank is written as its number."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(HERE / "templates")],
        libraries={"press": "unsung.publishing.templatetags.press"},
        autoescape=True,
    )


@cache
def _styles() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in STYLES)


def _safe_style(style: str) -> SafeString:
    """Our own style sheets and base64: nothing in them can end the element they stand in."""
    if "</" in style:
        raise ValueError("a style sheet of the press must not close its element")
    return mark_safe(style)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


@contextlib.contextmanager
def _bench(folder: Path) -> Iterator[Path]:
    """A place to work in under the folder, cleared away afterwards, with any that a killed press left."""
    work = folder / ".work"
    for left in work.glob("press-*"):
        shutil.rmtree(left, ignore_errors=True)
    bench = work / f"press-{uuid4().hex[:8]}"
    bench.mkdir(parents=True)
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)
        with contextlib.suppress(OSError):
            work.rmdir()
