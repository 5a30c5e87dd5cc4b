"""Moments and lengths of time as people read them, in the desk's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unsung.publishing import words

register = template.Library()


def _local(at_s: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at_s, UTC).astimezone(ZoneInfo(zone))


@register.filter
def day_at(at_s: int, zone: str) -> SafeString:
    """Seconds since 1970 as a day with its year: 6 November 2025."""
    at = _local(at_s, zone)
    return format_html('<time datetime="{}">{}</time>', at.date().isoformat(), words.day_of_year(at.date()))


@register.filter
def moment_at(at_s: int, zone: str) -> SafeString:
    """Seconds since 1970 as a day of the week and a time: Thursday 6 November 2025, 09:40."""
    at = _local(at_s, zone)
    said = f"{words.day(at.date())} {at.year}, {at:%H:%M}"
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), said)


@register.filter
def lasting(seconds: float) -> str:
    """A length of time: "38 seconds", "4 h 50", "6.3 days"."""
    return words.duration(seconds)
