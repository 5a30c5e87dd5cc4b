"""What the command line says: progress while it works, a plain summary, and problems in one breath."""

from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from unsung.ground.problems import Problem
from unsung.ground.progress import Step

NOTHING = {"new": 0, "known": 0, "rejected": 0, "digest": None}
"""What `import --json` prints where it could not even begin; the reason is on standard error."""

stdout = Console(soft_wrap=True, highlight=False, markup=False)
stderr = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


class Teller:
    """Shows each kind of work as a line with its rate and what remains; silent where nobody watches."""

    def __init__(self) -> None:
        self._shown = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[items]}"),
            TimeRemainingColumn(compact=True),
            console=stderr,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._since: dict[str, float] = {}

    def __enter__(self) -> "Teller":
        self._shown.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._shown.stop()

    def __call__(self, step: Step) -> None:
        """Show one report."""
        if step.doing not in self._tasks:
            self._since[step.doing] = monotonic()
            self._tasks[step.doing] = self._shown.add_task(step.doing.capitalize(), total=None, items="")
        taken = max(monotonic() - self._since[step.doing], 0.001)
        rate = f"{step.items:,} items, {step.items / taken:,.0f} a second" if step.items else ""
        total = step.total or None
        done = min(step.done, step.total) if total else step.done
        self._shown.update(self._tasks[step.doing], completed=done, total=total, items=rate)


def say_problem(problem: Problem) -> None:
    """Say what happened, what it means and what to do, each on its line."""
    for sentence in filter(None, (problem.what, problem.means, problem.do)):
        stderr.print(sentence)
