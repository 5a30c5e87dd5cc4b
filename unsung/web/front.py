"""Opening the front: database, faces and static files are brought into their present shape."""

import json
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from unsung.ground.home import home
from unsung.publishing.fonts import TOOL, VOICE, cut
from unsung.web import icon
from unsung.web.at_home import make_ready

LETTERS = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027)))
MORE = "€™−×→"
NOTE = "collected.json"


def open_front() -> None:
    """Bring everything a browser needs into the home; what is there already and unchanged is left."""
    make_ready()
    call_command("createcachetable", verbosity=0)
    _cut_faces(home().faces / "faces")
    icon.draw(home().faces / "icons")
    _collect()


def _cut_faces(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, face in (("figtree", TOOL), ("newsreader", VOICE)):
        kept = folder / f"{name}.woff2"
        if not kept.exists():
            half = folder / f"{name}.half"
            half.write_bytes(cut(face, [LETTERS, MORE]))
            half.replace(kept)


def _collect() -> None:
    note = home().static / NOTE
    seal = _seal()
    if note.exists() and json.loads(note.read_text("utf-8")) == seal:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=home().static.exists())
    half = note.with_suffix(".half")
    half.write_text(json.dumps(seal), "utf-8")
    half.replace(note)


def _seal() -> str:
    """What tells one set of static files from another: names, sizes and times of change."""
    seal = sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            seal.update(f"{path}{storage.size(path)}{storage.get_modified_time(path)}".encode())
    return seal.hexdigest()
