"""The home made ready: its folder is there and its database has its present shape."""

from unsung.ground.home import home, secret_key
from unsung.web import own_ledger
from unsung.web.database import bring_up
from unsung.web.keeping import locks, swapping


def make_ready() -> None:
    """Make the home if it is not there, and bring its database up; raises Problem where it cannot be made."""
    enter()
    if not own_ledger.anywhere():
        secret_key(home())
    bring_up()


def enter() -> None:
    """Be in the home, so that nobody puts another in its place; a restore cut off is ended first."""
    place = home().make()
    if swapping.cut_off(place):
        with locks.alone(place):
            swapping.settle(place)
    locks.share(place)
