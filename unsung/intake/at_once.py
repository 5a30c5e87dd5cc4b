"""At once: a file that a program hands in is brought in as it is understood, with no look in between."""

from unsung.ground.problems import Problem
from unsung.intake import jobs
from unsung.intake.handed_in import Landed, hand_in, leave, look_again, seen_in
from unsung.intake.models import Upload
from unsung.intake.tables.mapping import preset_names


def bring(landed: Landed, preset: str, source: str, by: int | None) -> Upload:
    """Hand one file in and have it brought in; raises Problem where it cannot be read as it is.

    `preset` names a mapping of the product by which a table is read, `source` what its source is called; both
    may be empty.
    """
    if preset and preset not in preset_names():
        raise Problem(
            f"There is no mapping “{preset}”.",
            "Nothing was taken in.",
            f"One of {', '.join(preset_names())}.",
        )
    refused: list[Problem] = []
    upload = hand_in([landed], by, refused)
    if refused:
        raise refused[0]
    _understand(upload, preset, source)
    jobs.start(upload)
    upload.refresh_from_db()
    return upload


def _understand(upload: Upload, preset: str, source: str) -> None:
    file = upload.files.get()
    file.source, file.mapping = source, f'like = "{preset}"' if preset else ""
    file.save(update_fields=["source", "mapping"])
    seen = look_again(file) if preset else seen_in(file)
    if seen.problem:
        leave(upload)
        Upload.objects.filter(pk=upload.pk).update(state=Upload.LEFT)
        raise Problem(*seen.problem)
