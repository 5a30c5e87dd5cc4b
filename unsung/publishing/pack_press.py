"""The press of evidence packs: a page that stands alone, a PDF, the bundle with data and verifier."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_figtree
import fontpkg_newsreader
import typst
from django.template import Context, Engine
from django.utils.safestring import mark_safe

from unsung.publishing import words
from unsung.publishing.fonts import faces
from unsung.publishing.publications.evidence import GRADES, NOT_PROVED, Cited, Claim, Pack

HERE = Path(__file__).parent
PARTS = HERE / "templates" / "publishing" / "evidence"
STYLES = tuple(HERE / "static" / "publishing" / name for name in ("tokens.css", "evidence.css"))
SET_IN = ("pack.html", "_sheet.html", "_strip.html", "_entries.html")
"""The parts whose own words the faces must have letters for."""
EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644
"""A plain file that its owner may write and everybody read."""


def page(pack: Pack) -> str:
    """The pack as one self-contained page, asking nothing of anywhere."""
    style = faces(*_letters(pack)) + "".join(path.read_text(encoding="utf-8") for path in STYLES)
    if "</" in style:
        raise ValueError("a style sheet of the press must not close its element")
    context = {**context_of(pack), "style": mark_safe(style)}
    template = _engine().get_template("publishing/evidence/pack.html")
    return str(template.render(Context(context, use_l10n=False, use_tz=False)))


def context_of(pack: Pack) -> dict[str, object]:
    """What the parts of the page ask for."""
    return {"pack": pack, "grades": GRADES.items(), "not_proved": NOT_PROVED}


def pdf(pack: Pack) -> bytes:
    """The pack as a PDF on A4, tagged (PDF/UA-1); untagged by that rule where a letter is in no face here."""
    given: dict[str, Any] = {
        "input": (PARTS / "pack.typ").read_bytes(),
        "font_paths": _faces(),
        "format": "pdf",
        "sys_inputs": {"pack": json.dumps(_told(pack), ensure_ascii=False)},
        "timestamp": datetime.combine(pack.made, time(), UTC),
    }
    try:
        return bytes(typst.compile(**given, pdf_standards="ua-1"))
    except typst.TypstError:
        return bytes(typst.compile(**given))


def bundle(pack: Pack, data: str) -> bytes:
    """Everything in one ZIP: the data, what verifies it, how to, and the pack to read."""
    files = {
        "README.txt": _read("README.txt"),
        "pack.json": data.encode("utf-8"),
        "verify.py": _read("verify.py"),
        "pack.html": page(pack).encode("utf-8"),
        "pack.pdf": pdf(pack),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = READABLE << 16
            into.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _read(name: str) -> bytes:
    return (PARTS / name).read_bytes()


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(HERE / "templates")], autoescape=True)


@cache
def _faces() -> typst.Fonts:
    # Those of the machine come after ours: a letter that neither face has is better strange than missing.
    folders = [str(package.ROOT / "files") for package in (fontpkg_figtree, fontpkg_newsreader)]
    return typst.Fonts(font_paths=folders)


def _letters(pack: Pack) -> tuple[list[str], list[str]]:
    said = json.dumps(_told(pack), ensure_ascii=False)
    own = [(PARTS / name).read_text(encoding="utf-8") for name in SET_IN]
    return [said, *own, NOT_PROVED, *GRADES.values()], [said, *own]


def _told(pack: Pack) -> dict[str, object]:
    """Everything the PDF sets, as values: nothing anybody wrote is ever read as a command of the setter."""
    return {
        "title": pack.title,
        "writer": pack.writer,
        "occasion": pack.occasion,
        "period": pack.period,
        "made": words.day_of_year(pack.made),
        "chosen": pack.chosen,
        "helped": pack.helped,
        "not_proved": NOT_PROVED,
        "grades": list(GRADES.items()),
        "finding": pack.finding,
        "months": [f"{month:%b}" for month in pack.months],
        "outside": list(pack.outside),
        "years": _years(pack),
        "claims": [_claim(claim, row.counts) for claim, row in zip(pack.claims, pack.strip, strict=True)],
        "thanks": [_entry(entry) for entry in pack.thanks],
        "entries": [_entry(entry) for entry in pack.entries],
        "mark": pack.mark,
        "seal": pack.seal,
    }


def _years(pack: Pack) -> str:
    first, last = pack.months[0], pack.months[-1]
    return f"{first:%B} {first.year} to {last:%B} {last.year}"


def _claim(claim: Claim, counts: tuple[int, ...]) -> dict[str, object]:
    return {
        "number": claim.number,
        "says": claim.says,
        "outcome": claim.outcome,
        "differently": claim.differently,
        "gone": claim.gone,
        "entries": [[entry.ref, entry.grade] for entry in claim.entries],
        "confirmed": list(_confirmed(claim)),
        "counts": list(counts),
    }


def _confirmed(claim: Claim) -> Iterator[str]:
    for entry in claim.confirmations:
        if sure := entry.confirmed:
            yield f"{sure.by} confirmed {entry.ref} on {words.day_of_year(sure.on)}: “{sure.words}”"


def _entry(entry: Cited) -> dict[str, object]:
    return {
        "ref": entry.ref,
        "day": f"{entry.day.day} {entry.day:%b %Y}",
        "long": words.day_of_year(entry.day),
        "kinds": entry.kinds,
        "words": entry.words,
        "outcome": entry.outcome,
        "minutes": "" if entry.minutes is None else str(entry.minutes),
        "written": entry.written,
        "edited": entry.edited,
        "grade": entry.grade,
        "sealed": entry.sealed,
    }
