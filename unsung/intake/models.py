"""What was handed in and what was put aside: files on their way, how they were read, what could not be."""

from django.db import models

from unsung.ledger.models import Delivery, Person


class Reject(models.Model):
    """An item that could not be read or that disagrees with the record; nothing of it is lost.

    `what` may quote the item; `bare` says the same without its words, for those who may not read them, and
    `reason`, without its place too, is what it shares with others of its kind. Put right or set aside for
    good, it is kept as it was.
    """

    WAITS, MENDED, ASIDE = "", "mended", "aside"

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="rejects")
    file = models.CharField(max_length=400)
    line = models.BigIntegerField(null=True)
    field = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    what = models.TextField()
    bare = models.TextField(blank=True)
    means = models.TextField(blank=True)
    do = models.TextField(blank=True)
    raw = models.BinaryField(default=bytes)
    state = models.CharField(max_length=8, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        app_label = "intake"
        ordering = ["id"]
        indexes = [models.Index(fields=["delivery", "state", "reason"])]


class HowRead(models.Model):
    """How a file of a delivery was read: the way in, the zone of naive times, and what the way had found out.

    `file` is empty where it holds for every file of the delivery that has no row of its own.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="+")
    file = models.CharField(max_length=400, blank=True)
    way = models.CharField(max_length=40)
    zone = models.CharField(max_length=64)
    mapping = models.JSONField(null=True)

    class Meta:
        app_label = "intake"
        constraints = [models.UniqueConstraint(fields=["delivery", "file"], name="read_in_one_way")]


class Upload(models.Model):
    """What somebody handed in at once, and how far it got.

    `refused` are the files that were not taken, `problem` is why it stopped; both hold what, means and do.
    """

    WAITS, GOES, STOPPED, DONE, LEFT = "waits", "goes", "stopped", "done", "left"

    brought_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    brought_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=WAITS, db_index=True)
    correct = models.BooleanField(default=False)
    refused = models.JSONField(default=list)
    problem = models.JSONField(null=True)
    job = models.CharField(max_length=36, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "intake"
        ordering = ["-id"]


class HandedFile(models.Model):
    """One file handed in: what it is called, the name of our own it is kept under, and how it is to be read.

    `mapping` is TOML, empty where it is as suggested. `look` is what a look at its beginning showed, gone
    once it is on record. `problems` stopped it: nothing of it could be read.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=400)
    kept = models.CharField(max_length=64)
    size = models.BigIntegerField()
    leave_out = models.BooleanField(default=False)
    source = models.CharField(max_length=120, blank=True)
    mapping = models.TextField(blank=True)
    look = models.JSONField(null=True)
    notes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    deliveries = models.ManyToManyField(Delivery, related_name="handed_in")

    class Meta:
        app_label = "intake"
        ordering = ["id"]


class TakingBack(models.Model):
    """That a delivery is to be taken back: who asked, and whether it is done."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="taking_back")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    job = models.CharField(max_length=36, blank=True)
    problem = models.JSONField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "intake"
