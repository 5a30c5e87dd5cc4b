"""A trial of how one file is to be read: what somebody chose, and what its first rows would become by it."""

import re
from collections.abc import Mapping

from unsung.ground.problems import Problem
from unsung.intake.handed_in import desk_zone, mapping_in, path_of, seen_in
from unsung.intake.looking import Look, look, told
from unsung.intake.models import HandedFile
from unsung.intake.pages import words
from unsung.intake.pages.forms import ASKED, DATES, OWN, Choice, choice_in, model_of, nearest, preset_named
from unsung.intake.pages.toml_text import written
from unsung.intake.tables.fields import CHANNELS
from unsung.intake.tables.mapping import TableMap
from unsung.ledger.queries.deliveries import source_names, ways_by_source


class Trial:
    """One file with what was chosen for it: the look by it, and why its source name will not do if so."""

    def __init__(self, file: HandedFile, data: Mapping[str, str]) -> None:
        self.file = file
        self.posted = "form" in data
        self.kept = seen_in(file)
        self.is_table = bool(self.kept.header)
        self.as_text = self.is_table and data.get("as") == "text"
        self.model = self._model()
        self.choice = Choice.of(self.model, self.kept.header)
        self.toml = file.mapping
        self.seen = self._tried(data) if self.is_table else self.kept
        self.source = data.get("source", file.source).strip()[:120] or self.kept.name or _called(file)
        self.wrong_source = self._wrong_source()

    def _model(self) -> TableMap:
        if self.file.mapping:
            return model_of(mapping_in(self.file.mapping))
        return preset_named(self.kept.name) or nearest(self.kept.header)

    def _tried(self, data: Mapping[str, str]) -> Look:
        try:
            mapping = self._mapping(data)
        except Problem as problem:
            return Look(way="table", header=self.kept.header, problem=told(problem))
        if not self.posted:
            return self.kept
        return look(path_of(self.file), self.file.name, desk_zone(), mapping)

    def _mapping(self, data: Mapping[str, str]) -> dict[str, object] | None:
        if self.posted and self.as_text:
            self.toml = data.get("toml", "").replace("\r\n", "\n")
            return mapping_in(self.toml)
        if self.posted:
            self.choice = choice_in(data, self.model, self.kept.header)
        mapping = self.choice.mapping()
        self.toml = self.file.mapping if self.file.mapping and not self.posted else written(mapping)
        return mapping

    def _wrong_source(self) -> str:
        known = ways_by_source().get(self.source)
        if known and self.kept.way and known != self.kept.way:
            named = words.WAYS.get(known, known).lower()
            return f"“{self.source}” is the name of a source of another kind ({named}). Choose another."
        return ""

    @property
    def fits(self) -> bool:
        """Whether it can be kept as it is."""
        return not self.seen.problem and not self.wrong_source

    def keep(self) -> None:
        """Keep it: so the file is read."""
        self.file.source = self.source
        if self.is_table:
            self.file.mapping, self.file.look = self.toml, self.seen.kept()
        self.file.problems = []
        self.file.save(update_fields=["source", "mapping", "look", "problems"])

    def preset(self, data: Mapping[str, str]) -> str:
        """The preset that is chosen; OWN where it is a mapping of one's own."""
        chosen = data.get("preset") or ("" if self.file.mapping else self.model.name)
        return chosen if chosen in words.PRESETS else OWN

    def shown(self, data: Mapping[str, str], sees_rows: bool) -> dict[str, object]:
        """What the page of it shows."""
        return {
            "upload": self.file.upload,
            "file": self.file,
            "trial": self,
            "seen": self.seen,
            "sees_rows": sees_rows,
            "preset": self.preset(data),
            "presets": words.PRESETS.items(),
            "own": OWN,
            "rows": words.ROWS.items(),
            "dates": {**DATES, **({d: d} if (d := self.choice.dates) not in DATES else {})}.items(),
            "channels": [(name, words.MEANINGS[name]) for name in CHANNELS],
            "questions": ASKED.items(),
            "meant": self.choice.meant(self.seen.values) if self.is_table and sees_rows else [],
            "sources": source_names([self.kept.way]),
        }


def _called(file: HandedFile) -> str:
    """A name for a source, from that of its file without days and numbers."""
    return " ".join(re.findall(r"[^\W\d_]+", file.name.partition(".")[0].casefold())) or "table"
