"""A name as a field: what people call somebody or something, in signs that can be seen."""

import unicodedata
from typing import Any

from django import forms

LONGEST = 120
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
JOINERS = "\u200c\u200d"
"""Within words of Persian and Hindi, and within some emoji, these two are part of the spelling."""
NOT_WHOLE = "\ufffd"
SEEN = ("L", "N", "S", "P")


class NameField(forms.CharField):
    """A name without spaces around it; signs nobody sees, which can turn a sentence round, are refused."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **more})

    def clean(self, value: Any) -> str:
        """The name; an error names the sign that cannot be in it."""
        return seen(str(super().clean(value) or ""))


def seen(name: str) -> str:
    """A name without the spaces around it; raises ValidationError where it holds what nobody can see."""
    name = name.strip()
    hidden = next((s for s in name if unicodedata.category(s) in UNSEEN and s not in JOINERS), "")
    if hidden:
        raise forms.ValidationError(
            f"There is a sign in it that cannot be seen (U+{ord(hidden):04X}). Type the name anew."
        )
    if NOT_WHOLE in name:
        raise forms.ValidationError("A sign of it did not arrive whole (�). Type the name anew.")
    if name and not any(unicodedata.category(sign)[0] in SEEN for sign in name):
        raise forms.ValidationError("Nothing of it can be seen. Type a name.")
    return name
