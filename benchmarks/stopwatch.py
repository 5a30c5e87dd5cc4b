"""What a process says of itself when its work is done: seconds, peak memory, and what came of it."""

import json
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

STATUS = Path("/proc/self/status")
FORGET = Path("/proc/self/clear_refs")


@dataclass
class Watch:
    """Seconds that a piece of work took, seconds of processors, and the most memory it held, in MB."""

    seconds: float = 0.0
    processor_s: float = 0.0
    peak_mb: float = 0.0


@contextmanager
def watched() -> Iterator[Watch]:
    """Watches the work done inside; where the system can, memory held before it does not count."""
    if FORGET.exists():
        FORGET.write_text("5")
    watch, start, processor = Watch(), perf_counter(), process_time()
    yield watch
    watch.seconds, watch.processor_s = perf_counter() - start, process_time() - processor
    watch.peak_mb = _peak_mb()


def _peak_mb() -> float:
    if STATUS.exists():
        # The system's own count goes on from the process that started this one; this line begins anew.
        found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text("ascii", "replace"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(watch: Watch, **came: object) -> None:
    """Print it as one line of JSON, for the process that asked."""
    print(json.dumps({**asdict(watch), **came}))
