"""Drawers and the slips in them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0005_how_deliveries_were_taken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slip",
            fields=[
                ("name", models.UUIDField(primary_key=True, serialize=False)),
                ("shelf", models.BinaryField(db_index=True, max_length=16)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Drawer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("under_secret", models.BinaryField(default=b"")),
                ("under_code", models.BinaryField(default=b"")),
                ("turned", models.PositiveIntegerField(default=0)),
                ("notes", models.BinaryField(default=b"")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.person"
                    ),
                ),
            ],
        ),
    ]
