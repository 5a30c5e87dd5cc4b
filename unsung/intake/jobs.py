"""Jobs of the intake: bring in what was handed in, take a delivery back, file mails that were put right.

Each can be done again from its beginning after a kill: what is done already is found done.
"""

import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils.module_loading import import_string
from django_tasks import default_task_backend, task
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist

from unsung.ground import clock
from unsung.ground.problems import Problem
from unsung.intake import handed_in
from unsung.intake.desk_post import file_post
from unsung.intake.looking import told
from unsung.intake.models import TakingBack, Upload
from unsung.intake.withdrawing import withdraw
from unsung.ledger.models import Delivery, Person

log = logging.getLogger("unsung")
NO_ROOM = Problem(
    "The disk that holds the database, or the one for temporary files (TMPDIR), is full.",
    "What was on record before is safe; the last batch was not kept.",
    "Make room, then go on; it goes on from where it was.",
)
TRIES = 6
PAUSE_S = 2.0


def start(upload: Upload) -> bool:
    """Have an upload brought in by the worker; False where it is on its way or done already."""
    with transaction.atomic():
        waiting = Upload.objects.filter(pk=upload.pk, state__in=open_states(upload))
        if not waiting.update(state=Upload.GOES, problem=None):
            return False
        job = bring_upload_in.enqueue(upload.pk)
        Upload.objects.filter(pk=upload.pk).update(job=str(job.id))
    return True


def open_states(upload: Upload) -> list[str]:
    """The states in which an upload waits for somebody, on its way too where its job ended without a word."""
    return [Upload.WAITS, Upload.STOPPED, *([] if is_at_work(upload.job) else [Upload.GOES])]


def is_at_work(job: str) -> bool:
    """Whether a job waits for the worker or is being done."""
    if not job:
        return False
    try:
        return not default_task_backend.get_result(job).is_finished
    except TaskResultDoesNotExist:
        return False


@task()
def bring_upload_in(number: int) -> None:
    """Bring an upload in; what stops it is written down where the one who handed it in sees it."""
    upload = Upload.objects.filter(pk=number, state=Upload.GOES).first()
    if upload is None:
        return
    problem = _tried(lambda: handed_in.bring_in(upload), f"upload {number}")
    with transaction.atomic():
        failed = upload.files.filter(ended_at__isnull=True, leave_out=False).exists()
        upload.state = Upload.STOPPED if problem or failed else Upload.DONE
        upload.problem = told(problem) if problem else None
        upload.ended_at = clock.now()
        upload.save(update_fields=["state", "problem", "ended_at"])
        if upload.files.filter(ended_at__isnull=False).exists():
            follow_up()


def ask_back(delivery: Delivery, by: int | None) -> TakingBack:
    """Have a delivery taken back by the worker; asked twice, it is done once."""
    with transaction.atomic():
        asked, _ = TakingBack.objects.get_or_create(
            delivery=delivery, defaults={"asked_by_id": by, "asked_at": clock.now()}
        )
        if asked.ended_at is None and not is_at_work(asked.job):
            asked.job = str(take_delivery_back.enqueue(asked.pk).id)
            asked.problem = None
            asked.save(update_fields=["job", "problem"])
    return asked


@task()
def take_delivery_back(number: int) -> None:
    """Take back the delivery that somebody asked to be taken back."""
    asked = TakingBack.objects.select_related("delivery__source", "asked_by").get(pk=number)
    if asked.ended_at:
        return
    problem = _tried(lambda: _withdrawn(asked.delivery, asked.asked_by), f"delivery {asked.delivery_id}")
    with transaction.atomic():
        asked.problem = told(problem) if problem else None
        asked.ended_at = None if problem else clock.now()
        asked.save(update_fields=["problem", "ended_at"])
        if not problem:
            follow_up()


def _withdrawn(delivery: Delivery, by: Person | None) -> None:
    withdraw(delivery, by)


def file_later(delivery: Delivery) -> None:
    """Have done what follows a mended item: mails are filed anew, the rest is brought up to date."""
    if delivery.source.way == "mail":
        file_mails.enqueue(delivery.pk)
    else:
        follow_up()


@task()
def file_mails(number: int) -> None:
    """File the mails of this delivery's source anew: one of them was put right."""
    delivery = Delivery.objects.select_related("source").filter(pk=number, taken_back_at__isnull=True).first()
    if delivery is not None:
        file_post(delivery)
        follow_up()


def follow_up() -> None:
    """Have done what follows once records came in or went; what is not part of this house is left out."""
    for path in settings.AFTER_BRINGING:
        if following := _found(path):
            following.enqueue()


def _found(path: str) -> "Task[..., object] | None":
    try:
        found: Task[..., object] = import_string(path)
    except ModuleNotFoundError as fault:
        # Only where the module itself is not there: one that fails to load what it needs is a fault.
        if fault.name and f"{path}.".startswith(f"{fault.name}."):
            return None
        raise
    return found


def _tried(act: Callable[[], None], what: str) -> Problem | None:
    """Do it, waiting for a database that another is writing in; what stopped it, None where nothing did."""
    for attempt in range(1, TRIES + 1):
        try:
            act()
            return None
        except Problem as problem:
            return problem
        except OperationalError as fault:
            if "full" in str(fault):
                return NO_ROOM
            if "locked" not in str(fault) or attempt == TRIES:
                return _fault(what)
            time.sleep(PAUSE_S)
        except Exception:
            return _fault(what)
    return None


def _fault(what: str) -> Problem:
    code = secrets.token_hex(2).upper()
    log.exception("Fault %s in the job for %s", code, what)
    return Problem(
        f"Something broke on our side; the code is {code}.",
        "What is on record stays.",
        "Go on once it is mended; it goes on from where it was.",
    )
