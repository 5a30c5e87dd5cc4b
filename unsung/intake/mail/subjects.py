"""What a mail is about, as far as two mails without references can be told to belong together by it."""
# ruff: noqa: RUF001 (the full-width colon is meant)

import re

ANSWER = (
    r"(?:re|aw|antw|sv|vs|rv|rif|res|odp|ynt|ilt|回复|答复|回覆|fwd?|wg|tr|enc|pd|doorst|转发)"
    r"(?:\s?[\[(^]\d+[\])]?)?\s?[:：]"
)
TAG = r"\[[^\[\]#\d]{1,40}\]"
LEADING = re.compile(rf"(?:\s|['\"]|{ANSWER}|{TAG})+", re.IGNORECASE)
PASSED_ON = re.compile(r"\s*\(fwd\)$", re.IGNORECASE)
UNTITLED = r"(?:no subject|kein betreff|sans objet|sin asunto|geen onderwerp|senza oggetto|none|-)"
NOTHING = re.compile(rf"(?:{UNTITLED}|\({UNTITLED}\))?")


def subject_key(subject: str) -> str:
    """The subject without answer marks and list tags, in lower case; empty where it says nothing.

    A tag with a number in it stays: two ticket numbers are two matters.
    """
    found = LEADING.match(subject)
    bare = subject[found.end() :] if found else subject
    key = " ".join(PASSED_ON.sub("", bare.rstrip("'\" ")).casefold().split())
    return "" if NOTHING.fullmatch(key) else key
