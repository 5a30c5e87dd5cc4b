"""Measures everything, or the part named, and writes the page of results.

python -m benchmarks                  everything, into benchmarks/RESULTS.md
python -m benchmarks mail             mail in, beside notmuch and the standard library
python -m benchmarks measures         the month's measures, beside SQL written by hand
python -m benchmarks road             the demo desk's whole road, step by step
python -m benchmarks pages            pages of a desk with a million contacts, fifty visitors asking
"""

import argparse
from collections.abc import Callable

from benchmarks import machine, mail, measures, pages, results, road
from benchmarks.results import Section

PARTS: dict[str, Callable[[], Section]] = {
    "mail": mail.measure,
    "measures": measures.measure,
    "road": road.measure,
    "pages": pages.measure,
}


def main() -> None:
    """Measure the parts asked for, print what came of each, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Unsung beside its peers.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; none: all")
    parts = parser.parse_args().parts or list(PARTS)
    for part in parts:
        if part not in PARTS:
            parser.error(f"there is no part “{part}”")
    for part in parts:
        before = machine.load()
        section = results.stamped(PARTS[part](), before)
        results.write([section])
        print(f"## {section.title}\n\n{section.text}\n", flush=True)


if __name__ == "__main__":
    main()
