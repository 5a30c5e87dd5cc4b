"""Where files handed in by a browser land: in the home, under names of our own, no more than may be."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of

STALE_S = 86_400
"""Seconds after which a file that landed and was never handed on is taken away."""
NOT_TAKEN = "problems_of_landing"
TOO_MUCH = "landed_too_much"


def folder() -> Path:
    """The folder of what is still coming in, made where it is not there, open to its owner alone."""
    place = home().uploads / "landing"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def sweep() -> None:
    """Take away what a killed process left half landed."""
    for path in folder().iterdir():
        if clock.now().timestamp() - path.stat().st_mtime > STALE_S:
            path.unlink(missing_ok=True)


def problems_of_landing(request: object) -> list[Problem]:
    """What was not taken while the files of this request came in."""
    return list(getattr(request, NOT_TAKEN, ()))


def landed_in(request: HttpRequest, name: str) -> list[UploadedFile[Any]]:
    """The files that came in under this name; none where all together were too much."""
    found = request.FILES.getlist(name)
    if not getattr(request, TOO_MUCH, False):
        return found
    for file in found:
        file.close()
    return []


class Landed(UploadedFile[Any]):
    """A file that came in, kept on the disk until it is closed or moved to where it belongs."""

    def __init__(self, name: str) -> None:
        held = tempfile.NamedTemporaryFile(suffix=".landing", dir=folder())  # noqa: SIM115
        super().__init__(held, name)
        self.path = Path(held.name)

    def temporary_file_path(self) -> str:
        """Where it lies."""
        return str(self.path)

    def move_to(self, place: Path) -> None:
        """Keep it under this name."""
        cast(Any, self.file).flush()
        self.path.replace(place)
        self.close()

    def close(self) -> None:
        """Let go of it; what was not moved is gone."""
        try:
            cast(Any, self.file).close()
        except FileNotFoundError:
            return


class Landing(FileUploadHandler):
    """Takes files in up to what each and all may weigh; who is not signed in may hand in little."""

    came = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *more: Any) -> None:  # noqa: N803
        """Note how much is announced."""
        self.announced = content_length

    def new_file(self, *told: Any, **more: Any) -> None:
        """Begin a file, unless more is announced than may be."""
        super().new_file(*told, **more)
        if self.announced > self.most + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            self._stop()
        self.file = Landed(str(self.file_name))

    @property
    def most(self) -> int:
        """The bytes that may come from whoever sends this."""
        known = visitor_of(self.request).signed_in
        return int(settings.BRING_BYTES if known else settings.BRING_BYTES_UNKNOWN)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a part of the file down."""
        self.came += len(raw_data)
        if self.came > self.most:
            self.file.close()
            self._stop()
        if start + len(raw_data) > settings.BRING_BYTES_A_FILE:
            self._tell(
                Problem(
                    f"{self.file_name} is larger than {said(settings.BRING_BYTES_A_FILE)}.",
                    "It was not taken.",
                    "Bring it in parts, or with “unsung import” on the machine itself.",
                )
            )
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> Landed:
        """The file, whole."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Let go of a file that broke off."""
        if hasattr(self, "file"):
            self.file.close()

    def _stop(self) -> None:
        self._tell(
            Problem(
                f"These files weigh more than the {said(self.most)} that can be handed in at once.",
                "None of them was taken.",
                "Hand in fewer at a time, or use “unsung import” on the machine itself.",
            )
        )
        setattr(self.request, TOO_MUCH, True)
        # What is only a little too much is read to its end, so that the browser gets to see the answer.
        raise StopUpload(connection_reset=self.announced > 2 * self.most)

    def _tell(self, problem: Problem) -> None:
        setattr(self.request, NOT_TAKEN, [*problems_of_landing(self.request), problem])


def said(size: int) -> str:
    """A number of bytes in words."""
    return f"{size / (1 << 30):.3g} GB" if size >= 1 << 30 else f"{max(1, size >> 20)} MB"
