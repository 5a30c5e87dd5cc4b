"""What somebody likes on this browser: light or dark, and keys that act alone or do not."""

from collections.abc import Mapping
from dataclasses import dataclass

THEME, KEYS = "unsung-theme", "unsung-keys"
"""The cookies they are kept in."""
THEMES = {"": "As the system has it", "light": "Light", "dark": "Dark"}
OFF = "off"


@dataclass(frozen=True)
class Tastes:
    """`theme` is light, dark or empty (as the system has it); `keys` whether single keys act."""

    theme: str = ""
    keys: bool = True


def tastes_of(cookies: Mapping[str, str]) -> Tastes:
    """What the cookies of a browser say; anything else they hold is as if nothing was said."""
    theme = cookies.get(THEME, "")
    return Tastes(theme if theme in THEMES else "", cookies.get(KEYS) != OFF)
