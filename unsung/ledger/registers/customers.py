"""Customers, the addresses they are known by, and the kinds a company tells apart."""

from django.db import models


class CustomerKind(models.Model):
    """A kind of customer: policyholders, brokers, colleagues."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        app_label = "ledger"
        ordering = ["name"]


class KindAddress(models.Model):
    """An address or a whole domain (written "@example.org") whose customers are of this kind."""

    kind = models.ForeignKey(CustomerKind, on_delete=models.CASCADE, related_name="addresses")
    address = models.CharField(max_length=254, unique=True)

    class Meta:
        app_label = "ledger"
        ordering = ["address"]


class Customer(models.Model):
    """Somebody the desk serves; `kind` is what people here settled, and goes before what a source says."""

    name = models.CharField(max_length=200, blank=True)
    kind = models.ForeignKey(CustomerKind, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        app_label = "ledger"


class CustomerAddress(models.Model):
    """One address, number or id a customer is known by in the sources."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    address = models.CharField(max_length=254, unique=True)

    class Meta:
        app_label = "ledger"
