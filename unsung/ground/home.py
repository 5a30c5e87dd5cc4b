"""Where a desk's state lives: the database, the tables and the key, all under UNSUNG_HOME."""

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from unsung.ground.problems import Problem


@dataclass(frozen=True)
class Home:
    """One home folder and the places in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The embedded database, unless DATABASE_URL names another."""
        return self.folder / "unsung.sqlite3"

    @property
    def tables(self) -> Path:
        """The Parquet tables laid out from the ledger; they can be made again."""
        return self.folder / "tables"

    @property
    def secret(self) -> Path:
        """The key that signs sessions and forms."""
        return self.folder / "secret.key"

    @property
    def static(self) -> Path:
        """What browsers are sent, collected when the desk is opened."""
        return self.folder / "static"

    @property
    def faces(self) -> Path:
        """The faces of the house, cut when the desk is opened."""
        return self.folder / "faces"

    @property
    def outbox(self) -> Path:
        """Mails that were to go out where no mail server is named."""
        return self.folder / "outbox"

    @property
    def uploads(self) -> Path:
        """Files handed in by a browser; never served, taken away once they are on record."""
        return self.folder / "uploads"

    @property
    def setup_code(self) -> Path:
        """The one-time code that lets the first person in."""
        return self.folder / "setup-code"

    @property
    def demo(self) -> Path:
        """The note of the month until which the demo desk in this home was made."""
        return self.folder / "demo-until.txt"

    @property
    def sign_ins(self) -> Path:
        """The sign-ins of the demo desk."""
        return self.folder / "demo-sign-ins.txt"

    def make(self) -> "Home":
        """Make the folder if it is not there; raises Problem where that is not allowed."""
        try:
            # Nobody else on the machine has any business among the records, or the mails waiting to go out.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise Problem(
                f"The folder {self.folder} could not be made: {fault.strerror}.",
                "",
                "Name another with UNSUNG_HOME, or free the way to this one.",
            ) from fault
        return self


def home() -> Home:
    """The home that UNSUNG_HOME names, else ~/.unsung."""
    named = os.environ.get("UNSUNG_HOME", "").strip()
    return Home(Path(named).expanduser().absolute() if named else Path.home() / ".unsung")


def secret_key(place: Home) -> str:
    """The key of this home, made at the first asking and readable by its owner alone."""
    if place.secret.exists():
        return place.secret.read_text(encoding="ascii").strip()
    place.make()
    # Written beside and then given its name, so that whoever is killed here leaves no empty key.
    handle, half = tempfile.mkstemp(prefix="secret.", dir=place.folder)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(secrets.token_urlsafe(50) + "\n")
    try:
        os.link(half, place.secret)
    except FileExistsError:
        pass  # somebody else was quicker; theirs is the key
    except OSError:
        Path(half).replace(place.secret)  # a disk that knows no links
    Path(half).unlink(missing_ok=True)
    return place.secret.read_text(encoding="ascii").strip()
