"""The pack checks itself anywhere: verify.py, alone with the data, tells what was changed since."""

import json
import runpy
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ground.seal import BEGINNING, canonical, head
from unsung.rooms.journal.models import Slip
from unsung.rooms.journal.nightly import close_days
from unsung.rooms.journal.tests.packing import (
    IDS,
    at,
    begun,
    bundle,
    claimed,
    kept,
    packed,
    told,
    verified,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Data = dict[str, Any]


@pytest.fixture
def ada(enter: Enter) -> Client:
    return enter("member", name="Ada Boateng")


def with_data(files: dict[str, bytes], data: Data, marked: bool = True) -> dict[str, bytes]:
    """The files with other data; `marked` as one who knows how would write the mark anew."""
    if marked:
        bare = {name: value for name, value in data.items() if name != "mark"}
        data = {**bare, "mark": sha256(canonical(bare)).hexdigest()}
    return {**files, "pack.json": json.dumps(data, ensure_ascii=False).encode()}


def test_everything_is_verified_in_a_folder_without_unsung(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    assert sorted(files) == ["README.txt", "pack.html", "pack.json", "pack.pdf", "verify.py"]
    code, said = verified(tmp_path / "pack", files)
    assert code == 0, said
    assert "Claim 2: I stopped trouble early" in said
    assert said.count("verified  ") == 7
    assert "E2 2026-08-01, written down 2026-09-01T08:00:00+00:00, grade D: opened the front desk" in said
    assert said.endswith("All of it is verified.\n")


def test_nothing_tells_of_other_lines_or_what_its_writer_keeps_back(
    ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    data = told(files)
    assert [entry["ref"] for entry in data["entries"]] == ["E1", "E2", "E3", "E4", "E5"]
    text = files["pack.json"].decode()
    for secret in ("heat", "hardship", "raw", "audience", *IDS.values()):
        assert secret not in text
    assert {len(each["proof"]) for entry in data["entries"] for v in entry["versions"]
            for each in v["places"]} == {8}  # fmt: skip
    assert len(data["heads"]) == 76
    assert data["mails"] == []


def first(data: Data) -> Data:
    version = data["entries"][0]["versions"][0]
    assert isinstance(version, dict)
    return version


def byte(data: Data) -> None:
    first(data)["shown"]["text"] = "calmed Mr Odd"


def day(data: Data) -> None:
    first(data)["shown"]["happened"] = "2026-07-02"


def recorded(data: Data) -> None:
    first(data)["shown"]["recorded"] = "2026-07-04T09:30:00+00:00"


def salt(data: Data) -> None:
    first(data)["salt"] = "00" * 16


def order_of_hashes(data: Data) -> None:
    first(data)["places"][0]["proof"].reverse()


def order_of_places(data: Data) -> None:
    one, other = first(data), data["entries"][1]["versions"][0]
    one["places"], other["places"] = other["places"], one["places"]


def place(data: Data) -> None:
    first(data)["places"][0]["at"] ^= 1


def order_of_heads(data: Data) -> None:
    data["heads"][3], data["heads"][4] = data["heads"][4], data["heads"][3]


def a_head(data: Data) -> None:
    data["heads"][-1]["head"] = "00" * 32


def a_root(data: Data) -> None:
    data["heads"][0]["root"] = "00" * 32


def a_day_left_out(data: Data) -> None:
    del data["heads"][5]


def the_letter(data: Data) -> None:
    data["entries"][1]["grade"] = "C"


def no_proof(data: Data) -> None:
    first(data)["places"] = []


@pytest.mark.parametrize(
    "change",
    [byte, day, recorded, salt, order_of_hashes, order_of_places, place, order_of_heads, a_head, a_root,
     a_day_left_out, the_letter, no_proof],
    ids=lambda each: each.__name__,
)  # fmt: skip
def test_one_thing_changed_is_found_even_by_one_who_marks_the_pack_anew(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: Callable[[Data], None]
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    data = told(files)
    change(data)
    code, said = verified(tmp_path / "pack", with_data(files, data))
    assert code == 1, said
    assert "changed" in said
    assert said.endswith("Not everything is verified.\n")


def test_no_letter_of_the_data_can_be_another(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    assert verified(tmp_path / "pack", files)[0] == 0
    main = runpy.run_path(str(tmp_path / "pack" / "verify.py"))["main"]
    text, changed = files["pack.json"].decode(), tmp_path / "pack" / "changed.json"
    letters = [at for at, letter in enumerate(text) if letter.isalnum()]
    for place in letters[:: len(letters) // 200]:
        other = "8" if text[place] != "8" else "9"
        changed.write_text(f"{text[:place]}{other}{text[place + 1 :]}", "utf-8")
        assert main([str(changed)]) in (1, 2), text[place - 40 : place + 40]
    assert "All of it is verified." not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["says", "outcome", "differently"])
def test_a_claim_changed_or_moved_is_found_by_the_mark(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    data = told(files)
    data["claims"][0][name] += "."
    assert verified(tmp_path / "pack", with_data(files, data, marked=False))[0] == 1
    moved = told(files)
    moved["claims"].reverse()
    assert verified(tmp_path / "moved", with_data(files, moved, marked=False))[0] == 1
    anew = with_data(files, moved)
    printed = {**anew, "paper.txt": f"Mark of this pack: {told(files)['mark']}\n".encode()}
    assert verified(tmp_path / "moved", anew)[0] == 0
    code, said = verified(tmp_path / "moved", printed, "paper.txt")
    assert (code, "changed         paper.txt: the mark of this pack" in said) == (1, True)


def test_a_chain_written_anew_is_caught_by_a_head_in_an_old_mail(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    data = told(files)
    old = next(each for each in data["heads"] if each["day"] == "2026-08-07")
    mail = f"From: ada@example.org\nSubject: Week 32\n\nMy week.\n\n> Seal of 2026-08-07: {old['head']}\n"
    files["old.eml"] = mail.encode()
    code, said = verified(tmp_path / "pack", files, "old.eml")
    assert code == 0
    assert "verified        old.eml: the head of 2026-08-07 stands" in said
    Slip.objects.all().delete()
    kept(ada, monkeypatch)
    pack = begun(ada)
    claimed(ada, pack, "I calmed customers", "a")
    anew = {**bundle(ada, pack), "old.eml": mail.encode()}
    assert verified(tmp_path / "anew", anew)[0] == 0
    code, said = verified(tmp_path / "anew", anew, "old.eml")
    assert code == 1
    assert "the head of 2026-08-07 is another: this log was made anew" in said


def test_heads_of_before_and_after_and_a_file_without_any(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    for name, words in (
        ("before.txt", f"Seal of 2026-01-05: {'ab' * 32}"),
        ("after.txt", f"Seal of 2026-12-05: {'ab' * 32}"),
        ("none.txt", "no head at all \x1b[31m"),
    ):
        code, said = verified(tmp_path / "pack", {**files, name: words.encode()}, name)
        assert (code, name in said, "\x1b" in said) == (1, True, False)


def test_an_entry_of_today_is_not_sealed_yet_and_is_once_the_day_is_over(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept(ada, monkeypatch)
    pack = begun(ada)
    claimed(ada, pack, "I wrote things down", "f")
    code, said = verified(tmp_path / "pack", bundle(ada, pack))
    assert (code, "not sealed yet  E1 2026-09-17" in said) == (1, True)
    at(monkeypatch, "2026-09-18T00:10:00+00:00")
    close_days()
    code, said = verified(tmp_path / "pack", bundle(ada, pack))
    assert (code, "verified        E1 2026-09-17" in said) == (0, True)


def test_a_kind_chosen_today_leaves_the_words_sealed_and_another_word_does_not(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pack = packed(ada, monkeypatch)
    words = "2026-08-01: opened the front desk"
    ada.post(f"/journal/{IDS['d']}/", {"line": words, "kind": "calm"})
    code, said = verified(tmp_path / "kind", bundle(ada, pack))
    assert (code, "verified        E2 2026-08-01" in said) == (0, True)
    ada.post(f"/journal/{IDS['d']}/", {"line": f"{words} early", "kind": "calm"})
    code, said = verified(tmp_path / "word", bundle(ada, pack))
    assert (code, "not sealed yet  E2 2026-08-01" in said) == (1, True)


def test_the_mails_that_named_a_head_are_told_of(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = bundle(ada, packed(ada, monkeypatch))
    data = {**told(files), "mails": ["<week-32@example.org>"]}
    code, said = verified(tmp_path / "pack", with_data(files, data))
    assert (code, "look for        <week-32@example.org>" in said) == (0, True)


def test_an_erased_entry_is_said_to_be_erased_and_the_rest_holds(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pack = packed(ada, monkeypatch)
    ada.post(f"/journal/{IDS['b']}/erase/")
    files = bundle(ada, pack)
    assert "certificate" not in files["pack.json"].decode()
    code, said = verified(tmp_path / "pack", files)
    assert (code, "erased          E5 erased by its writer on 2026-09-17" in said) == (0, True)
    data = told(files)
    data["entries"][-1]["leaves"][0]["leaf"] = "00" * 32
    assert verified(tmp_path / "pack", with_data(files, data))[0] == 1


def test_a_day_of_many_lines_is_proved_through_its_bundle(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept(ada, monkeypatch)
    at(monkeypatch, "2026-09-16T12:00:00+00:00")
    log = "2026-09-02\n" + "\n".join(f"- line {number}" for number in range(300))
    at(monkeypatch, "2026-09-17T12:00:00+00:00")
    ada.post("/journal/old/", {"log": log, "keep": "yes"})
    at(monkeypatch, "2026-09-18T00:10:00+00:00")
    close_days()
    pack = begun(ada)
    claimed(ada, pack, "I wrote things down", "f")
    files = bundle(ada, pack)
    assert len(first(told(files))["places"]) == 2
    assert verified(tmp_path / "pack", files)[0] == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b'{"format":1}',
        b'{"format":2}',
        b"\xff\xfe",
        b"[" * 5000,
        b'{"format":1,"heads":7}',
    ],
)
def test_what_is_no_pack_cannot_be_read(
    ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    kept(ada, monkeypatch)
    files = bundle(ada, begun(ada))
    code, said = verified(tmp_path / "pack", {**files, "pack.json": content})
    assert code == 2, said
    assert verified(tmp_path / "pack", files, "gone.eml")[0] == 2


def test_the_chain_follows_from_the_beginning(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = BEGINNING
    for each in told(bundle(ada, packed(ada, monkeypatch)))["heads"]:
        before = head(before, bytes.fromhex(each["root"]), date.fromisoformat(each["day"]))
        assert before.hex() == each["head"]
