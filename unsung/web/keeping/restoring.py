"""Restoring: a home built anew beside the present one, and put in its place when it is whole."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from unsung.ground import clock
from unsung.ground.home import Home
from unsung.ground.progress import Step, Tell, silent
from unsung.web.database import bring_up
from unsung.web.keeping import locks, members, rows, shapes, standing, swapping, unpacking
from unsung.web.keeping.manifest import Manifest, no_backup
from unsung.web.keeping.packing import count_facts, embedded
from unsung.web.keeping.swapping import Swap
from unsung.web.keeping.unpacking import Pack


def restore(home: Home, file: Path, replaces: bool = False, tell: Tell = silent) -> Manifest:
    """Put a backup in the place of `home`; raises Problem where it is not whole or the home is in use.

    A home that holds anything is replaced only where `replaces` says so; it is kept aside until the new one
    stands whole. What is none of a home's stays where it is.
    """
    standing.check_outside(home, file)
    with unpacking.opened(file, tell) as pack:
        shapes.check_known(pack.manifest.shape, pack.name)
        home.make()
        with locks.alone(home):
            if swapping.cut_off(home):
                swapping.settle(home)
            standing.check_free(home, replaces)
            Restoring(home, pack, f"{clock.now():%Y-%m-%dT%H-%M-%S}-{os.getpid()}", tell).run()
        return pack.manifest


@dataclass(frozen=True)
class Restoring:
    """One backup on its way into one home."""

    home: Home
    pack: Pack
    moment: str
    tell: Tell

    @property
    def stage(self) -> Path:
        """Where the new home is built."""
        return self.home.folder / f".restoring-{self.moment}"

    @property
    def aside(self) -> Path:
        """Where the earlier home waits until the new one stands."""
        return self.home.folder / f".before-{self.moment}"

    @property
    def built(self) -> Path:
        """The new database as a file, beside the place it may get."""
        at = embedded()
        return at.with_name(f"{at.name}.restoring-{self.moment}") if at else self.stage / "unsung.sqlite3"

    def run(self) -> None:
        """Build everything, then put it in place; nothing of the present home is touched before that."""
        self._clear_left()
        (self.stage / members.HOME).mkdir(mode=0o700, parents=True)
        try:
            for name in self.pack.below(members.HOME):
                self.pack.lay_down(name, self.stage / name)
            self._build()
        except BaseException:
            shutil.rmtree(self.stage, ignore_errors=True)
            self.built.unlink(missing_ok=True)
            raise
        self._put()

    def _clear_left(self) -> None:
        at = embedded()
        left = [*self.home.folder.glob(".restoring-*"), *self.home.folder.glob(".before-*")]
        for folder in left:
            shutil.rmtree(folder, ignore_errors=True)
        for file in at.parent.glob(f"{at.name}.restoring-*") if at else ():
            file.unlink()

    def _build(self) -> None:
        manifest = self.pack.manifest
        if manifest.kind == "sqlite":
            self.pack.lay_down(f"{members.DATABASE}/unsung.sqlite3", self.built)
        with shapes.opened(self.built) as alias:
            if manifest.kind == "rows":
                shapes.bring_to(manifest.shape, alias)
                self._load_lines(alias)
            if count_facts(alias) != manifest.facts:
                raise no_backup(self.pack.name, "holds other facts than its manifest says")
            shapes.bring_up(alias)
            # Whoever was at these jobs is not at them here; the next worker takes them up.
            running = DBTaskResult.objects.using(alias).filter(status="RUNNING")
            running.update(status="READY", started_at=None, worker_ids=[])

    def _load_lines(self, alias: str) -> None:
        tables = rows.models_of(shapes.tables_at(self.pack.manifest.shape))
        with transaction.atomic(using=alias):
            rows.clear(tables, alias)
            for model in tables:
                name = f"{members.DATABASE}/{model._meta.label_lower}.jsonl"
                if name not in self.pack.manifest.members:
                    raise no_backup(self.pack.name, f"has no table {model._meta.label_lower}")
                with self.pack.read(name) as lines:
                    self._load(model, rows.read_lines(model, lines), alias)

    def _load(self, model: type[Any], told: Iterable[rows.Row], alias: str) -> None:
        count = rows.load(model, told, alias)
        if count:
            self.tell(Step(f"loading {model._meta.verbose_name_plural}", count, count, count, finished=True))

    def _put(self) -> None:
        at = embedded()
        new = {path: self.home.folder / path.name for path in (self.stage / members.HOME).iterdir()}
        old = [path for path in members.kept(self.home, at) if path in new.values() or members.is_own(path)]
        old += members.database_files(at) if at else ()
        if at:
            new[self.built] = at
        aside = {path: self._aside_of(path) for path in old}
        drop = [str(path) for path in (self.stage, self.aside, *aside.values())]
        swap = Swap(_told(aside), _told(new), drop, "" if at else self.moment)
        os.sync()
        connection.close()
        if not at:
            self._copy_rows(swap)
            return
        swapping.begin(self.home, swap)
        swapping.settle(self.home)

    def _aside_of(self, path: Path) -> Path:
        # Beside itself where it lies elsewhere: a file cannot be moved from one disk to another at once.
        here = path.parent == self.home.folder
        return self.aside / path.name if here else path.with_name(f"{path.name}.before-{self.moment}")

    def _copy_rows(self, swap: Swap) -> None:
        bring_up()
        tables = rows.models_of(apps)
        with shapes.opened(self.built) as alias:
            swapping.begin(self.home, swap)
            try:
                with transaction.atomic():
                    rows.clear(tables)
                    for model in tables:
                        self._load(model, rows.rows(model, alias), "default")
                    rows.settle(tables)
                    swapping.remember(self.moment)
            finally:
                swapping.settle(self.home)


def _told(moves: dict[Path, Path]) -> list[tuple[str, str]]:
    return [(str(place), str(there)) for place, there in moves.items()]
