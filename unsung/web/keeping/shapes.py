"""The shapes a database had: which migrations it has seen, its tables then, and how it comes up to today."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps.registry import Apps
from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import Node
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import Model
from django.db.utils import DEFAULT_DB_ALIAS

from unsung.ground.problems import Problem

Step = tuple[str, str]
ASIDE = "aside"
"""The alias under which a database file beside the configured one is opened."""


@contextmanager
def opened(file: Path) -> Iterator[str]:
    """A SQLite file as a database of its own, under the alias that is given."""
    held = connections[DEFAULT_DB_ALIAS].settings_dict
    options = held["OPTIONS"] if held["ENGINE"].endswith("sqlite3") else {}
    plain = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": dict(options)}
    connections.databases[ASIDE] = {**held, **plain, "CONN_MAX_AGE": 0}
    try:
        yield ASIDE
    finally:
        connections[ASIDE].close()
        del connections[ASIDE]
        del connections.databases[ASIDE]


def seen_by(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The migrations a database has seen, as "app.name"; those of applications no longer here left out."""
    loader = MigrationLoader(connections[alias])
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if app in loader.migrated_apps)


def unknown(shape: Iterable[str]) -> list[str]:
    """The migrations named that this Unsung does not have: it is older than what made them."""
    known = MigrationLoader(None)
    return [name for name in shape if _node(name) not in known.disk_migrations]


def check_known(shape: Iterable[str], what: str) -> None:
    """Raise Problem where `what` has a shape that is newer than this Unsung."""
    if beyond := unknown(shape):
        raise Problem(
            f"{what} has a shape that this Unsung does not know ({', '.join(beyond[:3])}).",
            "Nothing was changed.",
            "A newer Unsung made it: bring this one up to that version first.",
        )


def tables_at(shape: Iterable[str]) -> Apps:
    """Every table as it was after these migrations."""
    loader = MigrationLoader(None)
    state: ProjectState = loader.project_state(_ends(loader, shape))
    return state.apps


def bring_to(shape: Iterable[str], alias: str) -> None:
    """Bring a new database to this shape, and run nothing that comes after it."""
    executor = MigrationExecutor(connections[alias])
    with _nowhere_but(alias):
        executor.migrate(_ends(executor.loader, shape))


def bring_up(alias: str) -> None:
    """Bring a database from whatever shape it has to today's."""
    executor = MigrationExecutor(connections[alias])
    with _nowhere_but(alias):
        executor.migrate(executor.loader.graph.leaf_nodes())


class _Only:
    """Sends every question that names no database to one."""

    def __init__(self, alias: str) -> None:
        self.alias = alias

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        """The one."""
        return self.alias

    db_for_write = db_for_read


@contextmanager
def _nowhere_but(alias: str) -> Iterator[None]:
    # Migrations of libraries ask and write without saying where; here that must not be the database in use.
    only = _Only(alias)
    router.routers.insert(0, only)
    try:
        yield
    finally:
        router.routers.remove(only)


def _node(name: str) -> Step:
    app, _, rest = name.partition(".")
    return app, rest


def _ends(loader: MigrationLoader, shape: Iterable[str]) -> list[Step]:
    nodes = {_node(name) for name in shape} & set(loader.graph.nodes)
    return sorted(
        node
        for node in nodes
        if not any(c.key in nodes and c.key[0] == node[0] for c in _after(loader, node))
    )


def _after(loader: MigrationLoader, node: Step) -> list[Node]:
    return list(loader.graph.node_map[node].children)
