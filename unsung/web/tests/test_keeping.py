"""Keeping: a backup is laid down only whole and only inside of the home; a swap cut off is ended later."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests.entering import Enter
from unsung.ground.home import Home
from unsung.ground.problems import Problem
from unsung.ledger.models import Person, Role
from unsung.web.keeping import locks, manifest, members, rows, shapes, swapping, unpacking
from unsung.web.keeping.manifest import Manifest, Member
from unsung.web.keeping.swapping import Swap
from unsung.web.models import Account, Program
from unsung.web.programs import let_in

KEY = "home/secret.key"


def told(name: str, kind: int = stat.S_IFREG) -> zipfile.ZipInfo:
    """An entry of this name and kind."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (kind | 0o600) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def packed(place: Path, files: dict[str, bytes], **more: object) -> Path:
    """A backup of these members, its manifest telling of them as they are, unless told otherwise."""
    seals = {name: Member(sha256(held).hexdigest(), len(held)) for name, held in files.items()}
    made = Manifest("2025-11-03T09:00:00+00:00", "0.1.0", "sqlite", [], {"contact": 0}, seals)
    written = json.dumps({**json.loads(made.written()), **more})
    with zipfile.ZipFile(place / "kept.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for name, held in files.items():
            file.writestr(told(name), held)
        file.writestr(told(manifest.NAME), written)
    return place / "kept.zip"


def refused(file: Path) -> str:
    """What is said of a file that is refused."""
    with pytest.raises(Problem) as caught, unpacking.opened(file):
        pass
    assert caught.value.means == "Nothing was changed."
    return caught.value.what


def test_a_whole_backup_is_read_and_laid_down(tmp_path: Path) -> None:
    with unpacking.opened(packed(tmp_path, {KEY: b"k"})) as pack:
        assert pack.below("home") == [KEY]
        pack.lay_down(KEY, tmp_path / "new" / "secret.key")
        assert (tmp_path / "new" / "secret.key").read_bytes() == b"k"
        assert stat.S_IMODE((tmp_path / "new" / "secret.key").stat().st_mode) == 0o600
        with pytest.raises(FileExistsError):
            pack.lay_down(KEY, tmp_path / "new" / "secret.key")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.key",
        "home/../../secret.key",
        "home/tables/../../../x",
        "/etc/cron.d/x",
        "//host/x",
        "home//x",
        "home/./x",
        "home\\..\\..\\x",
        "C:/x",
        "home/C:x",
        "secret.key",
        "home",
        "elsewhere/x",
        "",
    ],
)
def test_a_name_that_leads_out_of_the_home_is_refused(tmp_path: Path, name: str) -> None:
    assert "which no backup of a home holds" in refused(packed(tmp_path, {name: b"x"}))
    assert not members.is_safe(name)


def test_a_name_that_hides_its_end_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {"home/aXb": b"x"})
    file.write_bytes(file.read_bytes().replace(b"home/aXb", b"home/a\0b"))
    assert "which no backup of a home holds" in refused(file)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_is_refused(tmp_path: Path, kind: int) -> None:
    file = packed(tmp_path, {KEY: b"k"})
    with zipfile.ZipFile(file, "a") as more:
        more.writestr(told("home/linked", kind), b"/etc/passwd")
    assert "“'home/linked'”, which no backup of a home holds" in refused(file)


def test_a_member_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {KEY: b"k"})
    with zipfile.ZipFile(file, "a") as more, pytest.warns(UserWarning, match="Duplicate name"):
        more.writestr(told(KEY), b"other")
    assert "twice" in refused(file)


def test_a_member_nobody_told_of_or_that_is_missing_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {KEY: b"k"})
    with zipfile.ZipFile(file, "a") as more:
        more.writestr(told("home/more"), b"x")
    assert "do not agree about “home/more”" in refused(file)
    missing = packed(tmp_path, {KEY: b"k"}, members={})
    assert f"do not agree about “{KEY}”" in refused(missing)


def test_one_byte_that_was_changed_is_seen(tmp_path: Path) -> None:
    seals = {KEY: {"sha256": sha256(b"k").hexdigest(), "size": 1}}
    assert "changed or damaged" in refused(packed(tmp_path, {KEY: b"l"}, members=seals))


def test_what_unpacks_to_more_than_was_told_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    seals = {KEY: {"sha256": sha256(b"").hexdigest(), "size": 10}}
    file = packed(tmp_path, {KEY: bytes(64 << 20)}, members=seals)
    assert file.stat().st_size < 1 << 20
    assert "changed or damaged" in refused(file)


def test_a_backup_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {KEY: b"k"}, format=manifest.FORMAT + 1, unsung="9.0")
    assert refused(file) == "kept.zip was made by a newer Unsung (9.0)."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", None),
        ("kind", "tar"),
        ("shape", None),
        ("facts", {"contact": "many"}),
        ("members", [1]),
        ("members", {KEY: {}}),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path: Path, field: str, value: object) -> None:
    assert "manifest" in refused(packed(tmp_path, {KEY: b"k"}, **{field: value}))


def test_what_is_no_zip_or_half_of_one_is_refused(tmp_path: Path) -> None:
    whole = packed(tmp_path, {KEY: b"k" * 1000}).read_bytes()
    for name, held in {"empty": b"", "text": b"hello", "half": whole[: len(whole) // 2]}.items():
        (tmp_path / name).write_bytes(held)
        assert "is no backup, or not a whole one" in refused(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("home/x", b"x")
    assert "has no manifest" in refused(tmp_path / "other.zip")
    assert refused(tmp_path / "none.zip").startswith("There is no file ")


def test_a_shape_from_a_later_unsung_is_refused() -> None:
    shapes.check_known(["ledger.0001_initial"], "kept.zip")
    with pytest.raises(Problem, match=r"kept.zip has a shape .* \(ledger.9999_later\)"):
        shapes.check_known(["ledger.0001_initial", "ledger.9999_later"], "kept.zip")


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """A home with something in it."""
    (tmp_path / "home" / "tables").mkdir(parents=True)
    (tmp_path / "home" / "tables" / "a").write_text("old")
    (tmp_path / "home" / "secret.key").write_text("old")
    (tmp_path / "home" / "outbox").write_text("only old")
    return Home(tmp_path / "home")


def swapped(home: Home) -> Swap:
    """A new home beside it, and what is to be moved where."""
    stage, aside = home.folder / ".restoring-1", home.folder / ".before-1"
    (stage / "tables").mkdir(parents=True)
    (stage / "tables" / "a").write_text("new")
    (stage / "secret.key").write_text("new")
    old = [(str(path), str(aside / path.name)) for path in members.kept(home, None)]
    new = [(str(path), str(home.folder / path.name)) for path in stage.iterdir()]
    return Swap(old, new, [str(stage), str(aside)])


def what_stands(home: Home) -> dict[str, str]:
    """Every file of a home and what it says."""
    return {
        path.relative_to(home.folder).as_posix(): path.read_text()
        for path in home.folder.rglob("*")
        if path.is_file()
    }


NEW = {"tables/a": "new", "secret.key": "new"}


@pytest.mark.parametrize("step", range(1, 9))
def test_a_swap_cut_off_anywhere_is_ended_by_whoever_comes_next(
    place: Home, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    swapping.begin(place, swapped(place))
    steps = 0

    def counted(act: Callable[..., None]) -> Callable[..., None]:
        def one(*words: object) -> None:
            nonlocal steps
            steps += 1
            if steps == step:
                raise KeyboardInterrupt
            act(*words)

        return one

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", counted(Path.replace))
        patched.setattr(swapping, "_take_away", counted(swapping._take_away))
        with pytest.raises(KeyboardInterrupt):
            swapping.settle(place)
    assert swapping.cut_off(place)
    swapping.settle(place)
    assert what_stands(place) == NEW
    assert not swapping.cut_off(place)


def test_a_swap_whose_rows_never_came_is_taken_back(place: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = what_stands(place)
    swap = swapped(place)
    swapping.begin(place, Swap(swap.old, swap.new, swap.drop, "this one"))
    monkeypatch.setattr(swapping, "remembered", lambda: "another one")
    swapping.settle(place)
    assert what_stands(place) == before


def test_nobody_has_a_home_alone_that_another_uses(place: Home) -> None:
    with locks.alone(place):
        with pytest.raises(Problem, match="A backup is being put into"):
            locks.share(place)
        with pytest.raises(Problem, match="is at work in"), locks.alone(place):
            pass
    locks.share(place)
    with pytest.raises(Problem, match="is at work in"), locks.alone(place):
        pass
    with locks.packing(place), pytest.raises(Problem, match="Another backup"), locks.packing(place):
        pass


def test_what_can_be_made_again_and_what_is_at_work_is_left_out(tmp_path: Path) -> None:
    for name in ("secret.key", "uploads", "unsung.sqlite3", "unsung.sqlite3-wal", "static", "faces"):
        (tmp_path / name).touch()
    for name in ("worker.lock", ".backup-7", ".restoring-1", ".before-1", ".restoring.json", "x.half"):
        (tmp_path / name).touch()
    kept = members.kept(Home(tmp_path), tmp_path / "unsung.sqlite3")
    assert [path.name for path in kept] == ["secret.key", "uploads"]


def test_every_place_of_a_home_is_known_to_be_its_own() -> None:
    place = Home(Path("home"))
    places = {getattr(place, name) for name, held in vars(Home).items() if isinstance(held, property)}
    left = {path.name for path in places if not members.is_own(path)}
    assert left == members.MADE_AGAIN
    assert members.is_own(Path("home/unsung.sqlite3-wal"))
    assert not members.is_own(Path("home/Documents"))


def test_a_link_in_a_home_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "home" / "uploads").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "theirs").write_text("theirs")
    (tmp_path / "home" / "uploads" / "one").symlink_to(tmp_path / "elsewhere" / "theirs")
    (tmp_path / "home" / "uploads" / "all").symlink_to(tmp_path / "elsewhere")
    assert list(members.files_of(tmp_path / "home" / "uploads")) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_every_kind_of_column_comes_back_from_its_line_as_it_was() -> None:
    tables = rows.models_of(shapes.tables_at(shapes.seen_by()))
    assert {"ledger.contact", "intake.reject", "web.account", "sessions.session"} <= {
        model._meta.label_lower for model in tables
    }
    named = {model._meta.label_lower: model for model in tables}
    reject = named["intake.reject"]
    said = {
        "id": 7,
        "delivery_id": 3,
        "file": "ä\u2028.csv",
        "what": "a\n“b”\x7f\udc80",
        "raw": bytes(range(256)),
    }
    names = [field.attname for field in rows.fields_of(reject)]
    written = [rows._line(names), rows._line([said.get(name) for name in names])]
    (back,) = rows.read_lines(reject, io.BytesIO(b"".join(written)))
    told = dict(zip(names, back, strict=True))
    assert {name: value for name, value in told.items() if value is not None} == said
    with pytest.raises(ValueError, match="other columns"):
        list(rows.read_lines(reject, [b'["id"]\n']))


def test_tables_come_before_those_that_point_at_them() -> None:
    tables = rows.models_of(shapes.tables_at(["ledger.0001_initial", "intake.0001_initial"]))
    order = [model._meta.model_name for model in tables]
    assert order.index("source") < order.index("delivery") < order.index("contact")
    assert order.index("delivery") < order.index("reject")


@pytest.mark.django_db
def test_tables_are_read_back_from_their_lines_as_they_were(enter: Enter) -> None:
    enter("lead")
    let_in(Account.objects.get(), "sheet", ["cases:read"], date(2025, 11, 3))
    DBTaskResult.objects.create(
        args_kwargs={"args": ["ä", None, 1.5], "kwargs": {}},
        backend_name="default",
        task_path="a.b",
        queue_name="default",
        worker_ids=["x"],
        started_at=datetime(2025, 11, 3, 9, 0, 0, 123456, tzinfo=UTC),
    )
    tables = [Person, Role, Account, Program, DBTaskResult]
    kept = {model: b"".join(rows.lines(model)) for model in tables}
    before = {model: list(rows.rows(model)) for model in tables}
    with connection.constraint_checks_disabled():
        rows.clear(tables)
        for model, written in kept.items():
            assert rows.load(model, rows.read_lines(model, written.splitlines(keepends=True))) == len(
                before[model]
            )
    rows.settle(tables)
    assert {model: list(rows.rows(model)) for model in tables} == before
    assert Person.objects.create(name="next", address="next@example.org").pk > before[Person][-1][0]


@pytest.mark.django_db
def test_a_sealed_journal_is_read_back_and_opens_for_its_writer(enter: Enter) -> None:
    ada = enter("member")
    for line in ("calmed Mr Ode ~20m heat:4", "2026-03-02: Grüße :: er lächelte"):
        ada.post("/journal/keep/", {"line": line})
    mine = ada.get("/journal/take-along/").content
    tables = [apps.get_model("journal", "Drawer"), apps.get_model("journal", "Slip")]
    kept = {model: b"".join(rows.lines(model)) for model in tables}
    assert not any("Grüße".encode() in written or b"calmed" in written for written in kept.values())
    rows.clear(tables)
    for model, written in kept.items():
        rows.load(model, rows.read_lines(model, written.splitlines(keepends=True)))
    assert ada.get("/journal/take-along/").content == mine
