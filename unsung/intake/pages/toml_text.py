"""A mapping written as TOML, so that it can be read, changed as text and kept."""

import json
from collections.abc import Iterator, Mapping


def written(mapping: Mapping[str, object]) -> str:
    """The mapping as TOML: plain keys first, then each part under its heading."""
    plain = {key: said for key, said in mapping.items() if not isinstance(said, dict)}
    parts = {key: said for key, said in mapping.items() if isinstance(said, dict)}
    lines = [*_keys(plain), *(line for key, said in parts.items() for line in _part(_key(key), said))]
    return "\n".join(lines) + "\n"


def _part(heading: str, said: Mapping[str, object]) -> Iterator[str]:
    plain = {key: inner for key, inner in said.items() if not isinstance(inner, dict)}
    if plain:
        yield ""
        yield f"[{heading}]"
        yield from _keys(plain)
    for key, inner in said.items():
        if isinstance(inner, dict):
            yield from _part(f"{heading}.{_key(key)}", inner)


def _keys(said: Mapping[str, object]) -> Iterator[str]:
    for key, value in said.items():
        yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    bare = key and key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _value(key)


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    # A JSON string is a TOML string, but for the one control character that JSON lets stand.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
