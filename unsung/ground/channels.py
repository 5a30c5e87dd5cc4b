"""The channels people come by, and what many of one are called."""

SPOKEN = ("call", "walkin")
"""Those in which people speak, and are answered on the spot."""
NAMES = {
    "call": "Calls",
    "mail": "Mail",
    "chat": "Chats",
    "walkin": "Walk-ins",
    "form": "Forms",
    "other": "Other",
}
