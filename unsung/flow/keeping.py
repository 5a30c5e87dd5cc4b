"""Keeping up as jobs: asked for by pages and commands in no time, done by the worker.

The work itself lies in `catching_up`, which loads every stage; whoever only asks for it shall not wait for
that, so each job finds its work by name when it is done.
"""

from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks_db.models import DBTaskResult

KEEP_UP = "unsung.flow.catching_up.keep_up"
PRINT_AGAIN = "unsung.flow.catching_up.print_again"


@task
def bring_up_to_date() -> None:
    """Bring everything into line with the records; done twice, the second time finds nothing to do."""
    import_string(KEEP_UP)()


@task
def print_again(month: str) -> None:
    """Print a month once more; the earlier printing stays."""
    import_string(PRINT_AGAIN)(month)


def want_up_to_date() -> None:
    """Ask for everything to be brought up to date, unless that waits to be done already."""
    waits = DBTaskResult.objects.filter(status="READY", task_path=bring_up_to_date.module_path)
    if not waits.exists():
        bring_up_to_date.enqueue()
