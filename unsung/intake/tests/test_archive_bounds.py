"""Unpacking: what an archive may hold is bounded before a byte of it is taken."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from unsung.ground.problems import Problem
from unsung.intake import archive_bounds
from unsung.intake.archive_bounds import Bounds, check_archive

KB = 1 << 10
BOUNDS = Bounds(unpacked=400 * KB, ratio=20, members=5, member=300 * KB, workbook=200 * KB)
GOOD = b"id,opened\n1,2025-09-01\n" * 40
ZEROS = bytes(350 * KB)


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that small files show what large ones are held to."""
    monkeypatch.setattr(archive_bounds, "ROOMY", 64 * KB)


def packed_zip(members: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def packed_tar(members: Mapping[str, bytes], kind: str = "") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    plain = held.getvalue()
    packs = {"gz": gzip.compress(plain), "bz2": bz2.compress(plain), "xz": lzma.compress(plain)}
    return packs.get(kind, plain)


def problem_of(folder: Path, name: str, content: bytes) -> str:
    """What is said of an archive; empty where it may come in."""
    path = folder / "held"
    path.write_bytes(content)
    try:
        check_archive(name, path, BOUNDS)
    except Problem as problem:
        return problem.what
    return ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", GOOD),
        ("a.csv.gz", gzip.compress(GOOD, mtime=0)),  # its bytes are its name: the same in every process
        ("a.zip", packed_zip({"one.csv": GOOD, "folder/two.csv": GOOD, "three.csv.gz": gzip.compress(GOOD)})),
        ("a.tar", packed_tar({"one.csv": GOOD, "folder/two.csv": GOOD})),
        ("a.tar.gz", packed_tar({"one.csv": GOOD}, "gz")),
        ("a.tgz", packed_tar({"one.csv": GOOD, "two.csv.gz": gzip.compress(GOOD)}, "gz")),
        ("a.tar.bz2", packed_tar({"one.csv": GOOD}, "bz2")),
        ("a.tar.xz", packed_tar({"one.csv": GOOD}, "xz")),
    ],
)
def test_what_is_within_bounds_may_come_in(tmp_path: Path, name: str, content: bytes) -> None:
    assert problem_of(tmp_path, name, content) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.csv.gz", gzip.compress(ZEROS)),
        ("bomb.zip", packed_zip({"a.csv": ZEROS})),
        ("bomb.zip", packed_zip({f"{n}.csv": bytes(90 * KB) for n in range(5)})),
        ("bomb.zip", packed_zip({"a.csv.gz": gzip.compress(ZEROS)})),
        ("bomb.zip", packed_zip({"a.csv.gz": gzip.compress(bytes(4000 * KB))})),
        ("bomb.tar", packed_tar({f"{n}.csv": bytes(290 * KB) for n in range(3)})),
        ("bomb.tar.gz", packed_tar({"a.csv": ZEROS}, "gz")),
        ("bomb.tar.bz2", packed_tar({"a.csv": ZEROS}, "bz2")),
        ("bomb.tar.xz", packed_tar({"a.csv": ZEROS}, "xz")),
        ("bomb.tgz", packed_tar({"a.csv.gz": gzip.compress(bytes(4000 * KB))}, "gz")),
    ],
)
def test_what_unpacks_to_far_more_than_it_weighs_stays_out(tmp_path: Path, name: str, content: bytes) -> None:
    assert "unpacks to more than" in problem_of(tmp_path, name, content)


def test_a_workbook_is_held_to_less_because_it_is_read_whole(tmp_path: Path) -> None:
    said = problem_of(
        tmp_path, "a.xlsx", packed_zip({"xl/workbook.xml": b"<x/>", "xl/sheet1.xml": bytes(250 * KB)})
    )
    assert "a.xlsx unpacks to more than" in said


@pytest.mark.parametrize("pack", [packed_zip, packed_tar])
def test_too_many_members_stay_out(tmp_path: Path, pack: object) -> None:
    members = {f"{n}.csv": b"x" for n in range(6)}
    content = packed_zip(members) if pack is packed_zip else packed_tar(members)
    name = "many.zip" if pack is packed_zip else "many.tar"
    assert problem_of(tmp_path, name, content) == f"{name} holds more than 5 files."


@pytest.mark.parametrize(
    "member", ["../up.csv", "a/../../up.csv", "/etc/passwd.csv", "..\\up.csv", "C:\\up.csv", "\\up.csv"]
)
def test_a_name_that_points_out_of_the_archive_keeps_it_out(tmp_path: Path, member: str) -> None:
    for name, content in (("a.zip", packed_zip({member: GOOD})), ("a.tar", packed_tar({member: GOOD}))):
        assert "whose name points out of the archive" in problem_of(tmp_path, name, content)


@pytest.mark.parametrize("name", ["a.csv.gz", "a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.tar"])
def test_what_breaks_off_is_told(tmp_path: Path, name: str) -> None:
    assert (
        problem_of(tmp_path, name, b"\x1f\x8b\x08\x00nonsense") == f"{name} could not be unpacked to its end."
    )


def test_an_xz_file_that_wants_too_much_memory_stays_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_bounds, "MOST_MEMORY", 1 << 16)
    assert problem_of(tmp_path, "a.tar.xz", packed_tar({"a.csv": GOOD}, "xz"))
