"""Filters of the pages of the intake: sentences for a page, names of ways in, sizes and counts."""

from django import template

from unsung.intake.pages import words

register = template.Library()


@register.filter
def here(sentence: object) -> str:
    """A sentence of the ways in, or a problem of three, as it is said on a page."""
    parts = sentence if isinstance(sentence, list | tuple) else [sentence]
    return words.on_a_page(" ".join(filter(None, map(str, parts))))


@register.filter
def way_name(way: str) -> str:
    """What a way in is called."""
    return words.WAYS.get(way, way)


@register.filter
def way_icon(way: str) -> str:
    """The icon of a way in."""
    return words.ICONS.get(way, "file")


@register.filter
def row_name(row: str) -> str:
    """What one row of a table is."""
    return words.ROWS.get(row, row)


@register.filter
def field_name(name: str) -> str:
    """What a field is called."""
    return words.FIELDS.get(name, name)


@register.filter
def columns_of(columns: dict[str, str]) -> list[tuple[str, str]]:
    """The columns that are understood with the field each is, in words."""
    return [(column, words.FIELDS.get(field, field)) for field, column in columns.items()]
