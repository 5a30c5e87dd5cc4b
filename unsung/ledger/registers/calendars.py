"""When a desk is open: calendars with several intervals a day, versions and dated exceptions."""

from django.db import models


class Calendar(models.Model):
    """One set of opening hours in one zone; desks may share it."""

    name = models.CharField(max_length=120, unique=True)
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA name, for example Europe/London")
    holidays = models.CharField(max_length=16, blank=True, help_text="Country, for example GB-ENG or DE-BY")

    class Meta:
        app_label = "ledger"

    def __str__(self) -> str:
        return self.name


class CalendarVersion(models.Model):
    """The week as it was from `valid_from` on; earlier facts keep the week that held then."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="versions")
    valid_from = models.DateField()
    week = models.CharField(max_length=400, help_text="Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-13:00")

    class Meta:
        app_label = "ledger"
        constraints = [models.UniqueConstraint(fields=["calendar", "valid_from"], name="one_week_from_a_day")]
        ordering = ["valid_from"]


class CalendarException(models.Model):
    """A day that is not like its weekday: other intervals, or none at all when it is closed."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    intervals = models.CharField(max_length=120, blank=True, help_text="09:00-13:00; empty: closed")
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        app_label = "ledger"
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="one_exception_a_day")]
        ordering = ["day"]
