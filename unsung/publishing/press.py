"""The press: prints a review into a folder as a page, a text, figures for programs and a workbook."""

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from unsung.publishing import figures_json, plain, workbook
from unsung.publishing.fonts import faces
from unsung.publishing.publication import Review

HERE = Path(__file__).parent
STYLES = tuple(HERE / "static" / "publishing" / name for name in ("tokens.css", "reading.css", "print.css"))
PAGE = "publishing/monthly/review.html"
ROWS = "Conversations"

Rows = Iterable[Mapping[str, object]]


def print_review(
    review: Review, folder: Path, conversations: Rows = (), others: Mapping[str, Rows] | None = None
) -> list[Path]:
    """Print review.html, review.txt, figures.json and figures.xlsx into `folder`; their paths in that order.

    Every file is written whole beside its place and then put there, so that a reader never meets half of
    one. `conversations` are the rows behind the figures, `others` further sheets of rows by name.
    """
    sheets = {ROWS: conversations, **(others or {})}
    writers: dict[str, Callable[[Path], None]] = {
        "review.html": lambda path: _write(path, page(review)),
        "review.txt": lambda path: _write(path, plain.text(review)),
        "figures.json": lambda path: _write(path, figures_json.text(review)),
        "figures.xlsx": lambda path: workbook.write(review, path, sheets),
    }
    folder.mkdir(parents=True, exist_ok=True)
    with _bench(folder) as bench:
        for name, write in writers.items():
            write(bench / name)
        return [(bench / name).replace(folder / name) for name in writers]


def page(review: Review) -> str:
    """The review as one self-contained page: styles and faces inside it, and nothing asked of anywhere."""
    said = plain.text(review) + TIE
    voice = [review.headline.text, *(each.text for each in review.opening)]
    titles = [section.title for section in review.sections] + ["How this was made", "How we count"]
    style = faces([said, PRINTED_BY_STYLE], [*voice, *titles]) + _styles()
    context = {"review": review, "style": _safe_style(style)}
    return _engine().get_template(PAGE).render(Context(context, use_l10n=False, use_tz=False))


TIE = "\u00a0"
PRINTED_BY_STYLE = "Unsung of Monthly review Skip to the page How this is counted The same as a table Day"


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
    """A place to work in under the folder, cleared away afterwards."""
    work = folder / ".work"
    bench = work / f"press-{uuid4().hex[:8]}"
    bench.mkdir(parents=True)
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)
        with contextlib.suppress(OSError):
            work.rmdir()
