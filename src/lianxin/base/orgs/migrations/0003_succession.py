import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_unit_kind_centre")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="former",
            field=models.TextField(blank=True, default="", verbose_name="前身单位的路径"),
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="合并日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("merged", "合并"), ("carried", "随上级合并转入")], max_length=8, verbose_name="类别"
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="orgs.unit",
                        verbose_name="新单位",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="orgs.unit",
                        verbose_name="原单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "合并沿革",
                "ordering": ["on", "pk"],
                "constraints": [models.UniqueConstraint(fields=("old", "new"), name="succession_once")],
            },
        ),
    ]
