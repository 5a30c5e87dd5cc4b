import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0009_corroborations"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoundVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("which", models.CharField(max_length=7)),
                ("valid_from", models.DateField()),
                ("kept_at", models.DateTimeField()),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.desk"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoundItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.UUIDField()),
                ("place", models.IntegerField()),
                ("words", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=20)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="ledger.person",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="ledger.roundversion",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="RoundCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.UUIDField(unique=True)),
                ("which", models.CharField(max_length=7)),
                ("day", models.DateField()),
                ("item", models.UUIDField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="ledger.person",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.desk"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("desk", "which", "day", "item"),
                        name="an_item_is_checked_once_a_day",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="roundversion",
            index=models.Index(fields=["desk", "which", "-valid_from"], name="rounds_of_a_desk"),
        ),
        migrations.AddConstraint(
            model_name="rounditem",
            constraint=models.UniqueConstraint(fields=("version", "ref"), name="a_version_has_an_item_once"),
        ),
    ]
