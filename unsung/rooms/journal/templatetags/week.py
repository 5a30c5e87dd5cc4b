"""Minutes and days as the pages of the week write them."""

from datetime import date

from django import template

register = template.Library()


@register.filter
def hours(minutes: float) -> str:
    """Minutes as people say them: "none", "25 min", "6 h", "6 h 05"."""
    whole = round(minutes)
    if not whole:
        return "none"
    if whole < 60:
        return f"{whole} min"
    return f"{whole // 60} h {whole % 60:02}".removesuffix(" 00")


@register.filter
def as_day(said: str) -> str:
    """A day given as text, shortly: "Fri 18"."""
    day = date.fromisoformat(said)
    return f"{day:%a} {day.day}"
