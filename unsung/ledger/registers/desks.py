"""Service desks: each with its calendar, its addresses and, through roles, its people and leads."""

from django.db import models

from unsung.ledger.registers.calendars import Calendar


class Desk(models.Model):
    """One service desk."""

    name = models.CharField(max_length=120, unique=True)
    calendar = models.ForeignKey(Calendar, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        app_label = "ledger"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeskAddress(models.Model):
    """An address or a whole domain (written "@example.org") whose mails are the desk's own."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="addresses")
    address = models.CharField(max_length=254, unique=True)

    class Meta:
        app_label = "ledger"
        ordering = ["address"]
