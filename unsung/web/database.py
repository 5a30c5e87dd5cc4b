"""The database brought up to its present shape, wholly or not at all."""

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


def bring_up() -> None:
    """Make every table that is missing, and change those that have an older shape; all of it or none.

    Django commits a migration and notes it in two steps: whoever is killed between them would find it done
    and not noted, and fail on it for ever. So all of them are one transaction here.
    """
    if not _behind():
        return
    # SQLite lets go of its foreign keys, as changing a table asks for, only before a transaction begins.
    with connection.constraint_checks_disabled(), transaction.atomic():
        call_command("migrate", verbosity=0, interactive=False)


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
