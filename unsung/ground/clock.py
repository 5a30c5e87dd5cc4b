"""The one clock: now, in UTC; fixed by UNSUNG_NOW only where UNSUNG_TEST=1."""

import os
from datetime import UTC, datetime

from unsung.ground.problems import Problem


def now() -> datetime:
    """The present moment, aware, in UTC; raises Problem when a fixed one cannot be read."""
    fixed = os.environ.get("UNSUNG_NOW", "")
    if not fixed or os.environ.get("UNSUNG_TEST") != "1":
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as fault:
        raise Problem(
            f"UNSUNG_NOW is “{fixed}”, which is no moment.", "", "Write it like 2025-11-03T09:00:00+00:00."
        ) from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
