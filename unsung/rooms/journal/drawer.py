"""A writer's drawer, opened with its key: lines are put in, found again, changed and erased."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from unsung.ground.problems import Problem
from unsung.rooms.journal import keys
from unsung.rooms.journal.heat import COOL, cooled
from unsung.rooms.journal.keys import Key
from unsung.rooms.journal.models import Drawer, Slip
from unsung.rooms.journal.written import Version, Written


class Locked(Problem):
    """The drawer opens with its writer's recovery code alone."""


@dataclass
class Open:
    """A drawer that is open."""

    row: Drawer
    key: Key

    def put(self, written: Written) -> bool:
        """Put a line in; False where it is in already, as when it was sent twice."""
        name, written = self.key.name(written.id), self._as_liked([written])[0]
        try:
            with transaction.atomic():
                self._note(written)
                Slip.objects.create(name=name, **self._sealed(written))
        except IntegrityError:
            return False
        return True

    def put_all(self, lines: Sequence[Written]) -> int:
        """Put many lines in at once; returns how many were not in before."""
        names = {self.key.name(each.id): each for each in self._as_liked(lines)}
        with transaction.atomic():
            self.row = Drawer.objects.select_for_update().get(pk=self.row.pk)
            here = set(Slip.objects.in_bulk(list(names)))
            new = {name: each for name, each in names.items() if name not in here}
            slips = [Slip(name=name, **self._sealed(each)) for name, each in new.items()]
            Slip.objects.bulk_create(slips, batch_size=400)
            tags = {tag for each in new.values() for tag in each.now.said["tags"]}
            self.note({"months": {f"{each.month}" for each in new.values()}, "tags": tags})
        return len(new)

    def find(self, id: str) -> Written | None:
        """The line of this id; None where this writer has none."""
        slip = Slip.objects.filter(name=self.key.name(id)).first()
        return self._unsealed(slip) if slip else None

    def change(self, id: str, version: Version) -> Written | None:
        """Give a line another version; the earlier ones stay with their writer."""
        kept = version if self.keeps_heat() else cooled(version)
        return self.alter(id, lambda found: found.with_version(kept))

    def alter(self, id: str, change: Callable[[Written], Written]) -> Written | None:
        """Change a line, held still meanwhile; None where there is none. What `change` writes goes along."""
        with transaction.atomic():
            found = self._held(id)
            if found is None or found.erased:
                return None
            return self._put_back(change(found))

    def erase(self, id: str, day: date) -> Written | None:
        """Take the words of a line away for good, with every earlier version of them."""
        with transaction.atomic():
            found = self._held(id)
            return found and (found if found.erased else self._put_back(found.without_words(day)))

    def tags(self) -> list[str]:
        """Every tag its writer has used."""
        return list(self.notes().get("tags", ()))

    def months(self) -> list[date]:
        """The months that have lines, newest first."""
        return sorted((date.fromisoformat(each) for each in self.notes().get("months", ())), reverse=True)

    def keeps_heat(self) -> bool:
        """Whether the mark of how hard a contact was is kept with a line."""
        return not self.notes().get(COOL)

    def of_month(self, month: date, reflections: bool = False) -> list[Written]:
        """The lines that tell of a month, newest first; those that were erased left out.

        What its writer reflected on is left out too unless it is asked for: it enters nothing by itself.
        """
        return _newest_first(self._on([month], reflections=reflections))

    def every(self, having: Sequence[str] = (), reflections: bool = False) -> list[Written]:
        """Every line, newest first, that has each of these words somewhere, earlier versions included.

        The words are in small letters (casefold); lines that were erased are left out, and reflections
        unless they are asked for.
        """
        return _newest_first(self._on(self.months(), having, reflections))

    def whole(self) -> Iterator[Written]:
        """Every line there is or was: of those that were erased what is left."""
        return map(Written.unpacked, self._plain(self.months()))

    def notes(self) -> dict[str, Any]:
        """What the drawer notes for itself."""
        plain = self.key.unseal(b"notes", bytes(self.row.notes)) if self.row.notes else None
        found = json.loads(plain) if plain else {}
        return found if isinstance(found, dict) else {}

    def _as_liked(self, lines: Sequence[Written]) -> list[Written]:
        """Lines as they are kept: without heat where its writer stopped collecting it."""
        if self.keeps_heat():
            return list(lines)
        return [replace(each, versions=tuple(map(cooled, each.versions))) for each in lines]

    def _on(
        self, months: list[date], having: Sequence[str] = (), reflections: bool = False
    ) -> Iterator[Written]:
        # A quotation mark or a backslash stands otherwise in what was packed; those are looked for later.
        words = [word for word in having if word.isprintable() and not {'"', "\\"} & set(word)]
        for plain in self._plain(months):
            if words and not all(word in plain.decode("utf-8").casefold() for word in words):
                continue
            found = Written.unpacked(plain)
            if not found.erased and (reflections or not found.now.asked):
                yield found

    def _plain(self, months: list[date]) -> Iterator[bytes]:
        shelves = [self.key.shelf(month) for month in months]
        for at in range(0, len(shelves), 100):
            slips = Slip.objects.filter(shelf__in=shelves[at : at + 100]).values_list("name", "sealed")
            for name, sealed in slips.iterator(2000):
                if plain := self.key.unseal(name.bytes, bytes(sealed)):
                    yield plain

    def _held(self, id: str) -> Written | None:
        slip = Slip.objects.select_for_update().filter(name=self.key.name(id)).first()
        return self._unsealed(slip) if slip else None

    def _put_back(self, written: Written) -> Written:
        self._note(written)
        Slip.objects.filter(name=self.key.name(written.id)).update(**self._sealed(written))
        return written

    def _sealed(self, written: Written) -> dict[str, bytes]:
        name = self.key.name(written.id).bytes
        return {"shelf": self.key.shelf(written.month), "sealed": self.key.seal(name, written.packed())}

    def _unsealed(self, slip: Slip) -> Written | None:
        plain = self.key.unseal(slip.name.bytes, bytes(slip.sealed))
        return Written.unpacked(plain) if plain else None

    def _note(self, written: Written) -> None:
        tags = written.now.said["tags"] if written.versions else ()
        self.note({"months": {written.month.isoformat()}, "tags": set(tags)})

    def lay(self, named: str, shelf: str, plain: bytes) -> None:
        """Lay a slip that is no line into the drawer, in the place of one of the same name."""
        name = self.key.name(named)
        sealed = {"shelf": self.key.shelf_of(shelf), "sealed": self.key.seal(name.bytes, plain)}
        Slip.objects.update_or_create(name=name, defaults=sealed)

    def note(self, said: dict[str, set[str]]) -> None:
        """Note more of what the drawer notes for itself, beside what it has."""
        if all(values <= set(self.notes().get(name, ())) for name, values in said.items()):
            return
        self.row = Drawer.objects.select_for_update().get(pk=self.row.pk)
        notes = self.notes()
        self._keep_notes(notes | {name: sorted({*notes.get(name, ()), *new}) for name, new in said.items()})

    def note_only(self, name: str, values: list[str]) -> None:
        """Note exactly these values under a name, whatever it had."""
        with transaction.atomic():
            self.row = Drawer.objects.select_for_update().get(pk=self.row.pk)
            self._keep_notes(self.notes() | {name: values})

    def _keep_notes(self, notes: dict[str, Any]) -> None:
        self.row.notes = self.key.seal(b"notes", json.dumps(notes).encode("ascii"))
        self.row.save(update_fields=["notes"])


def opened(person: int, turned: int) -> Open | None:
    """The drawer of a person, open; None where there is none yet.

    `turned` is how often others have changed the person's way in. Raises Locked where that happened since
    the drawer was last open: from then on only the writer's recovery code opens it.
    """
    row = Drawer.objects.filter(person=person).first()
    if row is None:
        return None
    key = keys.by_secret(bytes(row.under_secret), str(settings.SECRET_KEY)) if row.turned == turned else None
    if key is None:
        raise Locked(
            "Your journal is locked.",
            "Somebody else changed your way in, or the secret of this house is another one. Nothing is lost.",
            "Your recovery code opens it.",
        )
    return Open(row, key)


def begun(person: int, turned: int) -> tuple[Open, str]:
    """A new drawer, open, with the recovery code its writer is shown this once."""
    key, code = keys.new_key(), keys.new_code()
    row = Drawer.objects.create(
        person_id=person,
        under_secret=keys.under_secret(key, str(settings.SECRET_KEY)),
        under_code=keys.under_code(key, code),
        turned=turned,
    )
    return Open(row, key), code


def opened_or_begun(person: int, turned: int) -> tuple[Open, str]:
    """The drawer of a person, open; where there was none a new one, with the code its writer is shown once.

    Raises Locked as `opened` does.
    """
    mine = opened(person, turned)
    if mine is not None:
        return mine, ""
    try:
        with transaction.atomic():
            return begun(person, turned)
    except IntegrityError:
        # Another line of the same writer began it in this very moment, and was shown the code.
        mine = opened(person, turned)
        if mine is None:
            raise
        return mine, ""


def unlocked(person: int, turned: int, code: str) -> Open | None:
    """The drawer opened by its writer's code, and open from now on; None where the code is another."""
    row = Drawer.objects.filter(person=person).first()
    key = keys.by_code(bytes(row.under_code), code) if row else None
    if row is None or key is None:
        return None
    row.under_secret, row.turned = keys.under_secret(key, str(settings.SECRET_KEY)), turned
    row.save(update_fields=["under_secret", "turned"])
    return Open(row, key)


def coded_anew(drawer: Open) -> str:
    """Another recovery code; the earlier one opens nothing any more."""
    code = keys.new_code()
    Drawer.objects.filter(pk=drawer.row.pk).update(under_code=keys.under_code(drawer.key, code))
    return code


def _newest_first(found: Iterator[Written]) -> list[Written]:
    return sorted(found, key=lambda each: (each.now.day, each.now.at, each.now.recorded), reverse=True)
