"""The evidence pack as it is printed: a page, a PDF and a bundle, with whatever people wrote as words."""

import ast
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from unsung.publishing import pack_press
from unsung.publishing.pack_press import PARTS
from unsung.publishing.publications.evidence import Cited, Claim, Confirmed, Pack

pytestmark = pytest.mark.slow
EVIL = 'five #set text(1pt) <b>bold</b> *x* $y$ \\ [a] "q" </style><script>'


def cited(number: int, day: date, words: str, **more: object) -> Cited:
    moment = datetime(day.year, day.month, day.day, 14, 30)
    return replace(Cited(f"E{number}", day, words, moment, "C", "same day"), **more)  # type: ignore[arg-type]


JUNE = cited(1, date(2025, 6, 20), EVIL, outcome="she thanked us", minutes=45)
AUGUST = cited(2, date(2025, 8, 12), "Checked the rest: 26", grade="B",
               confirmed=Confirmed("Omar Aziz", date(2025, 11, 12), "It was so."))  # fmt: skip
PACK = Pack(
    writer="Ada Boateng",
    desk="Service desk",
    first=date(2025, 5, 1),
    last=date(2025, 10, 31),
    made=date(2025, 11, 17),
    chosen="I chose them.",
    occasion="a review",
    helped="A second person.",
    claims=(
        Claim(1, "I calmed customers", "They stayed.", "Ask sooner.", (JUNE,), 1),
        Claim(2, "I checked", "", "", (JUNE, AUGUST)),
    ),
    thanks=(JUNE,),
    entries=(JUNE, AUGUST),
    mark="ab" * 32,
    seal="Seal of 2025-11-16: " + "cd" * 32,
)  # fmt: skip


def text_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF."""
    (folder / "pack.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", "pack.pdf", "-"], cwd=folder, capture_output=True, check=True
    )
    return " ".join(done.stdout.decode().split())


def test_the_strip_has_twelve_months_and_says_where_the_claims_come_from() -> None:
    assert (PACK.months[0], PACK.months[-1], len(PACK.months)) == (date(2024, 11, 1), date(2025, 10, 1), 12)
    assert [row.counts for row in PACK.strip] == [
        (0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0),
    ]
    assert PACK.finding == "The entries come from 2 of the 6 months of this period; 0 of 2 from the last one."
    longer = replace(PACK, first=date(2024, 3, 15))
    assert (longer.months[0], len(longer.months)) == (date(2024, 3, 1), 20)
    assert replace(PACK, claims=()).finding == "No claim has an entry behind it yet."


def test_the_page_stands_alone_and_reads_words_as_words() -> None:
    page = pack_press.page(PACK)
    assert "five #set text(1pt) &lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script" not in page
    assert page.count("</style>") == 1
    for gone in ("http://", "https://", 'src="', "@import"):
        assert gone not in page
    for said in (
        "1 May to 31 October 2025",
        "What this does not prove",
        "confirmed by a colleague",
        "One entry was removed by the writer.",
        "Omar Aziz confirmed E2 on 12 November 2025",
        "What I would do differently",
        PACK.mark,
        PACK.seal,
    ):
        assert said in page


def test_nothing_is_summed_up() -> None:
    words = pack_press.page(PACK).split("<main", 1)[1].casefold()
    for summed in ("total", "score", "average", "out of"):
        assert summed not in words


def test_the_pdf_is_tagged_and_has_every_word(tmp_path: Path) -> None:
    pdf = pack_press.pdf(PACK)
    assert b"pdfuaid:part" in pdf
    text = text_of(pdf, tmp_path)
    for said in ("Ada Boateng, Service desk", "I calmed customers", "Ask sooner.", EVIL[:30],
                 "Omar Aziz confirmed E2 on 12 November 2025: “It was so.”", "1 of "):  # fmt: skip
        assert said in text
    assert pack_press.pdf(PACK) == pdf


@pytest.mark.parametrize("words", ["", "Привет, мир", "子供 👍🏽", "\u202eltr\u0007", "x" * 400, "a\n\nb"])
def test_whatever_people_write_makes_a_pdf(words: str) -> None:
    entry = replace(JUNE, words=words)
    pdf = pack_press.pdf(replace(PACK, claims=(Claim(1, words, words, words, (entry,)),), entries=(entry,)))
    assert pdf.startswith(b"%PDF-")


def test_an_empty_pack_is_printed_too() -> None:
    bare = replace(PACK, claims=(), thanks=(), entries=(), helped="", occasion="", seal="")
    assert "No claim yet." in pack_press.page(bare)
    assert pack_press.pdf(bare).startswith(b"%PDF-")


def test_the_bundle_has_the_data_and_what_verifies_it() -> None:
    with zipfile.ZipFile(io.BytesIO(pack_press.bundle(PACK, '{"format": 1}'))) as files:
        assert files.namelist() == ["README.txt", "pack.json", "verify.py", "pack.html", "pack.pdf"]
        assert files.read("pack.json") == b'{"format": 1}'
        assert files.read("verify.py") == (PARTS / "verify.py").read_bytes()
        assert b"What this does not prove" in files.read("README.txt")


def test_the_verifier_needs_nothing_but_an_old_python() -> None:
    tree = ast.parse((PARTS / "verify.py").read_text("utf-8"), feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)
    assert not names & {"socket", "urllib", "http", "ssl", "subprocess"}
