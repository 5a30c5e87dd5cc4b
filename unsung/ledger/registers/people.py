"""People, the departments they belong to, and the roles they hold."""

from django.db import models


class Department(models.Model):
    """A part of the company that can be asked and can answer."""

    name = models.CharField(max_length=120, unique=True)
    address = models.EmailField(blank=True)

    class Meta:
        app_label = "ledger"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who works here; no number is ever kept about them."""

    name = models.CharField(max_length=120)
    address = models.EmailField(unique=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        app_label = "ledger"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoleName(models.TextChoices):
    """What somebody may do."""

    MEMBER = "member", "Member"
    LEAD = "lead", "Lead"
    EDITOR = "editor", "Editor"
    ANSWERER = "answerer", "Department answerer"
    ADMINISTRATOR = "administrator", "Administrator"


class Role(models.Model):
    """One role of one person: at a desk, for a department, or everywhere (administrator)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16, choices=RoleName.choices)
    desk = models.ForeignKey(
        "ledger.Desk", null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )

    class Meta:
        app_label = "ledger"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "desk", "department"],
                nulls_distinct=False,
                name="a_role_is_held_once",
            )
        ]
