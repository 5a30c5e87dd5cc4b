"""Damaged files: what stands before the break is on record, the file is named, and no other is stopped."""

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from unsung.ground.problems import Problem
from unsung.intake import opening
from unsung.intake.models import Reject
from unsung.intake.source import Piece
from unsung.intake.tests.ledgers import brought, counted

pytestmark = pytest.mark.django_db
ROWS = "id,opened_at,channel\n" + "".join(f"V{n},2025-10-06 09:{n:02},walkin\n" for n in range(60))


def mails(count: int) -> bytes:
    return b"".join(
        b"From a@x.example Mon Oct  6 09:00:00 2025\nFrom: a@x.example\nTo: desk@y.example\n"
        b"Date: Mon, 6 Oct 2025 09:00:00 +0000\nMessage-ID: <%d@x.example>\nSubject: Matter %d\n\n"
        b"This is the matter %d, and it is told at some length.\n\n" % (n, n, n)
        for n in range(count)
    )


def cut(packed: bytes) -> bytes:
    return packed[: len(packed) // 2]


def told() -> str:
    return " ".join(Reject.objects.values_list("what", flat=True))


def test_the_mails_before_the_break_of_a_packed_mailbox_are_kept_and_the_other_files_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "half.mbox.gz").write_bytes(cut(gzip.compress(mails(200), compresslevel=1)))
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    received = brought(tmp_path / "half.mbox.gz", tmp_path / "v.csv")
    new, _, rejected = counted(received)
    assert (60 < new < 260, rejected) == (True, 1)
    assert "half.mbox.gz could not be opened to its end" in told()
    assert "half.mbox breaks off within the mail" in " ".join(received.notes)


def test_the_rows_before_the_break_of_a_packed_table_are_kept(tmp_path: Path) -> None:
    (tmp_path / "v.csv.gz").write_bytes(gzip.compress(ROWS.encode())[:-30])
    new, _, rejected = counted(brought(tmp_path / "v.csv.gz"))
    assert (30 < new < 60, rejected) == (True, 1)
    assert "v.csv.gz could not be opened to its end" in told()


def test_one_flipped_byte_is_told_with_the_name_of_the_file(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(mails(40)))
    packed[-6] ^= 1
    (tmp_path / "box.mbox.gz").write_bytes(bytes(packed))
    assert counted(brought(tmp_path / "box.mbox.gz")) == (40, 0, 1)
    assert "box.mbox.gz could not be opened to its end: CRC check failed" in told()


def test_what_only_its_name_calls_packed_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "bin.gz").write_bytes(b"\xd5\xb0" * 900)
    received = brought(tmp_path / "bin.gz")
    assert [problem.what[:6] for problem in received.problems] == ["bin.gz"]


def zipped(**members: bytes) -> bytearray:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return bytearray(held.getvalue())


def flag_all(archive: bytearray, at: tuple[int, int], value: int) -> bytes:
    """The archive with a field set in every local and central header; `at` is its place in each of them."""
    for mark, place in ((b"PK\x03\x04", at[0]), (b"PK\x01\x02", at[1])):
        found = archive.find(mark)
        while found != -1:
            archive[found + place] = value
            found = archive.find(mark, found + 1)
    return bytes(archive)


@pytest.mark.parametrize(
    ("at", "value", "said"),
    [((6, 8), 1, "is locked with a password"), ((8, 10), 99, "is packed in a way that cannot be opened")],
)
def test_a_member_that_cannot_be_unpacked_is_told_by_name(
    tmp_path: Path, at: tuple[int, int], value: int, said: str
) -> None:
    (tmp_path / "post.zip").write_bytes(flag_all(zipped(a_eml=mails(1)), at, value))
    received = brought(tmp_path / "post.zip")
    assert [problem.what for problem in received.problems] == [
        f"post.zip:a.eml {said}{'' if 'password' in said else ' here'}."
    ]


def test_one_bad_member_costs_no_other_of_its_archive(tmp_path: Path) -> None:
    archive = zipped(a_mbox=mails(30), b_csv=ROWS.encode())
    archive[60] ^= 255
    (tmp_path / "post.zip").write_bytes(bytes(archive))
    assert counted(brought(tmp_path / "post.zip")) == (60, 0, 1)
    assert "post.zip:a.mbox could not be opened to its end" in told()


def test_a_packed_member_that_was_cut_off_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    archive = zipped(a_mbox_gz=cut(gzip.compress(mails(200), compresslevel=1)), b_csv=ROWS.encode())
    (tmp_path / "post.zip").write_bytes(bytes(archive))
    new, _, rejected = counted(brought(tmp_path / "post.zip"))
    assert (60 < new < 260, rejected) == (True, 1)
    assert "post.zip:a.mbox.gz could not be opened to its end" in told()


def test_a_file_that_cannot_be_read_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bad.csv", "v.csv"):
        (tmp_path / name).write_text(ROWS, "utf-8")
    sealed = opening.fingerprint

    def refused(path: Path, gauge: opening.Gauge) -> str:
        if path.name == "bad.csv":
            raise PermissionError(13, "Permission denied")
        return sealed(path, gauge)

    monkeypatch.setattr(opening, "fingerprint", refused)
    received = brought(tmp_path / "bad.csv", tmp_path / "v.csv")
    assert counted(received) == (60, 0, 1)
    assert "bad.csv could not be opened" in received.problems[0].what


@pytest.mark.parametrize("inner", ["in.zip", "in.tar", "in.tar.gz", "in.TGZ"])
@pytest.mark.parametrize("outer", ["post.zip", "post.tar"])
def test_an_archive_within_an_archive_is_named_as_one_and_the_files_beside_it_are_read(
    tmp_path: Path, outer: str, inner: str
) -> None:
    if outer.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / outer, "w") as packed:
            packed.writestr(inner, b"whatever lies within")
            packed.writestr("v.csv", ROWS)
    else:
        with tarfile.open(tmp_path / outer, "w") as archive:
            for name, content in ((inner, b"whatever lies within"), ("v.csv", ROWS.encode())):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    assert counted(brought(tmp_path / outer)) == (60, 0, 1)
    assert told() == f"{outer}:{inner} is an archive within an archive."


def test_what_has_no_name_in_an_archive_is_left_out_and_the_rest_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "n.zip", "w") as packed:
        packed.writestr("v.csv", ROWS)
        nameless = zipfile.ZipInfo("q")
        nameless.filename = ""
        packed.writestr(nameless, "x")
    assert counted(brought(tmp_path / "n.zip")) == (60, 0, 1)
    assert told() == "n.zip holds something without a name."


def test_what_was_read_of_a_file_for_a_look_does_not_count_as_read(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_bytes(b"x" * (opening.SMALL + 1))
    gauge = opening.measure([tmp_path / "v.csv"])
    (piece,) = opening.pieces(tmp_path / "v.csv", gauge)
    assert isinstance(piece, Piece)
    for _ in range(2):
        with piece.open() as stream:
            assert gauge.done == 0
            while stream.read(1 << 16):
                assert gauge.done > 0
        assert gauge.done == gauge.total


def test_a_pipe_is_refused_by_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "poured.csv")
    with pytest.raises(Problem, match="neither a file nor a folder but a pipe") as told:
        opening.files_of(tmp_path / "poured.csv")
    assert told.value.do == "Write what it gives into a file and name that file."
