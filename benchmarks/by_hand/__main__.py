"""The other side of the measures' race, in a process of its own: from the tables to every value."""

import json
import os
import sys
from pathlib import Path

from benchmarks.by_hand.counting import count
from benchmarks.question import Question
from benchmarks.stopwatch import say, watched


def main(folder: Path, question: Question) -> None:
    """Count the values and print them with the time that took."""
    with watched() as watch:
        values = count(folder, question, os.cpu_count() or 1)
    say(watch, values=values)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Question(**json.loads(sys.argv[2])))
