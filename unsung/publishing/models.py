"""The printed issue as a record: its figures and its page are frozen in it and never recomputed."""

from django.db import models


class Issue(models.Model):
    """One printing of one month's review; printing again makes a later version, the earlier stays.

    `reading` is the page's reading part as it was rendered, `text` the same as plain text, `figures` the text
    of figures.json. `glance` and `values` hold of them what lists and trends show: those at the top, and
    every one by its id. `newest` are the newest rows of facts when it was printed; `overtaken_at` is when
    facts of its month were first seen that came later.
    """

    class State(models.TextChoices):
        """How far an issue has come."""

        DRAFTED = "drafted", "Drafted"
        PRINTED = "printed", "Printed"

    month = models.CharField(max_length=7, help_text="As 2025-10")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    printed_at = models.DateTimeField()
    desk_name = models.CharField(max_length=120)
    masthead = models.CharField(max_length=120)
    headline = models.TextField()
    reading = models.TextField()
    text = models.TextField()
    figures = models.TextField()
    glance = models.JSONField()
    values = models.JSONField()
    colophon = models.TextField()
    newest = models.JSONField()
    overtaken_at = models.DateTimeField(null=True)
    asked_again_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "publishing"
        constraints = [models.UniqueConstraint(fields=["month", "version"], name="a_version_is_printed_once")]

    def __str__(self) -> str:
        return f"{self.month}, version {self.version}"


class PrintedFile(models.Model):
    """A file of an issue as it was printed: the page that stands alone, or the workbook."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        app_label = "publishing"
        constraints = [models.UniqueConstraint(fields=["issue", "name"], name="a_file_is_printed_once")]


class Behind(models.Model):
    """The conversations behind figures of an issue: their places, packed; figures share what is the same."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="behind")
    key = models.CharField(max_length=32)
    places = models.BinaryField()

    class Meta:
        app_label = "publishing"
        constraints = [models.UniqueConstraint(fields=["issue", "key"], name="packed_once")]
