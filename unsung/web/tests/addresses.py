"""Every address of the house as a path one can ask for, for tests that go through them all."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

PARTS = {
    "uidb36": "1",
    "key": "none",
    "pk": 1,
    "lead": 1,
    "rest": "settings/desks/",
    "number": 1,
    "which": "morning",
    "month": "2025-10",
    "line": "00000000-0000-4000-8000-000000000000",
    "ref": "00000000-0000-4000-8000-000000000000",
    "token": "none",
    "monday": "2025-10-06",
    "pack": "00000000-0000-4000-8000-000000000000",
    "claim": "none",
    "form": "pdf",
    "page": "none",
    "name": "x",
    "figure": "contact_volume",
}
"""What stands in an address where it names a thing: nothing of that name is on record in these tests."""


def parts_of(each: URLPattern | URLResolver) -> set[str]:
    """What an address names, as the name of each part."""
    return set(getattr(each.pattern, "converters", ())) | set(each.pattern.regex.groupindex)


def addresses(
    resolver: URLResolver, space: str = "", above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """Every address by the name it is reached by, with the parts it has."""
    for each in resolver.url_patterns:
        parts = above | parts_of(each)
        if isinstance(each, URLResolver):
            yield from addresses(each, f"{space}{each.namespace}:" if each.namespace else space, parts)
        else:
            yield f"{space}{each.name}", parts


ADDRESSES = dict(addresses(get_resolver()))


def path_of(name: str) -> str:
    """An address as a path, its parts filled in."""
    return reverse(name, kwargs={part: PARTS[part] for part in ADDRESSES[name]})
