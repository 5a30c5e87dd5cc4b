"""Makes the tables up in a process of its own, which gives its memory back."""

import sys
from pathlib import Path

from benchmarks.made_up.parquet import make_up

if __name__ == "__main__":
    make_up(Path(sys.argv[1]), int(sys.argv[2]))
