"""What is done once a day: one job does it all and asks for itself again, after the next midnight (UTC)."""

import logging
from datetime import UTC, timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from unsung.ground import clock

log = logging.getLogger("unsung")
AFTER_MIDNIGHT = timedelta(minutes=5)
"""So that what was begun before midnight is kept by then."""


@task()
def each_day() -> None:
    """Do all that is done once a day; what fails is logged and keeps nothing else from being done."""
    for path in settings.DAILY:
        try:
            import_string(path)()
        except Exception:
            log.exception("What is done once a day failed: %s", path)
    # Of two that were asked for at the same moment, by two workers, one goes on from here.
    if not _waits():
        midnight = clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        each_day.using(run_after=midnight + timedelta(days=1) + AFTER_MIDNIGHT).enqueue()


def want_daily() -> None:
    """See to it that the job of the day waits to be done; where it never was, it is done at once."""
    if not _waits():
        each_day.enqueue()


def _waits() -> bool:
    return DBTaskResult.objects.filter(status="READY", task_path=each_day.module_path).exists()


def forget_jobs() -> None:
    """Forget jobs that were done a fortnight ago: what came of them is on record elsewhere."""
    call_command("prune_db_task_results", min_age_days=14, queue_name="*", verbosity=0)
