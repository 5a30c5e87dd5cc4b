"""The way in from a shell: Ctrl-C is heard before anything large is loaded, then the house starts."""

import sys

from unsung.ground import stopping

ENDED_OTHERWISE = ("serve", "work")
"""Commands whose usual end is Ctrl-C: they have handlers of their own and take the time they need."""


def main() -> None:
    """Run the command line; Ctrl-C ends it soon, with one sentence and exit code 130."""
    with stopping.heard():
        # A Ctrl-C that waited while this program became another comes here.
        stopping.listen()
        if sys.argv[1:2] not in [[command] for command in ENDED_OTHERWISE]:
            stopping.watch()
        # Loading the rest takes a while, in which Ctrl-C has to be heard: the one import inside a function.
        from unsung.web.starting import start

        start()


if __name__ == "__main__":
    main()
