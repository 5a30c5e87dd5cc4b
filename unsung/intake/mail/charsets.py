"""Bytes to text whatever a mail says of its character set: nothing here raises."""

import codecs
import re
from functools import lru_cache

from charset_normalizer import from_bytes

WIDER = {
    "us-ascii": "",
    "ascii": "",
    "ansi_x3.4-1968": "",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "utf8mb4": "utf-8",
}
"""What is decoded instead: the wider set that mail programs really write; "" means: not told."""

SHIFTED = ("utf-7", "hz", "utf-16", "utf-32")
"""Codecs that say other things with the bytes of ASCII."""

NO_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
JAPANESE = re.compile(rb"\x1b\$[@B]|\x1b\(J")
FOREIGN_SHARE = 0.6
"""Share of bytes beyond ASCII among the letters from which a text of some length is hardly Western."""
TELLING = 12
BELIED = 60
"""Bytes beyond ASCII from which a guess is worth making, and from which it outweighs what a mail says."""
SAMPLE = 4096
NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
ASCII = bytes(range(128))
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def decoded(data: bytes, charset: str = "") -> str:
    """The text of these bytes: by the character set told, else by what the bytes show."""
    codec = codec_of(charset)
    if data.isascii() and b"\x1b" not in data and not codec.startswith(SHIFTED):
        return data.decode("ascii").replace("\0", "")
    if not codec or _is_wrong(codec, data):
        return storable(_guessed(data, BELIED if codec == "cp1252" else TELLING))
    return storable(data.decode(codec, "replace"))


def _is_wrong(codec: str, data: bytes) -> bool:
    # What reads as UTF-8 is hardly ever Western text, and what is called UTF-8 is often not.
    if codec.startswith(("utf-16", "utf-32")):
        return b"\0" not in data
    return codec in ("utf-8", "cp1252")


def storable(text: str) -> str:
    """The text without what no database takes: NUL and halves of surrogate pairs."""
    if text.isascii():
        return text.replace("\0", "")
    return UNSTORABLE.sub(lambda found: "" if found[0] == "\0" else "\ufffd", text)


@lru_cache(maxsize=256)
def codec_of(charset: str) -> str:
    """Python's codec for the name a mail gives, or "" for a name that is none or tells nothing."""
    name = charset.strip("\"' \t<>").lower()
    name = WIDER.get(name, name)
    try:
        codec = codecs.lookup(name).name if name and name.isascii() and "\0" not in name else ""
        b"".decode(codec or "ascii")
    except (LookupError, ValueError):
        return ""
    return "" if codec.replace("-", "_") in NO_TEXT else codec


def _guessed(data: bytes, enough: int) -> str:
    if JAPANESE.search(data):
        return data.decode("iso2022_jp_ext", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = from_bytes(data[:SAMPLE]).best() if _is_foreign(data[:SAMPLE], enough) else None
    return data.decode(found.encoding if found else "cp1252", "replace")


def _is_foreign(sample: bytes, enough: int) -> bool:
    # A short word may be half accents ("été"), so that few bytes tell nothing.
    beyond = len(sample.translate(None, ASCII))
    return beyond >= enough and beyond > FOREIGN_SHARE * len(sample.translate(None, NO_LETTERS))
