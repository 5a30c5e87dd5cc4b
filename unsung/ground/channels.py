"""The channels people come by, and what many of one are called."""

NAMES = {
    "call": "Calls",
    "mail": "Mail",
    "chat": "Chats",
    "walkin": "Walk-ins",
    "form": "Forms",
    "other": "Other",
}
