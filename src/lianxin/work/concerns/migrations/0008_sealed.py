from itertools import islice

from django.db import migrations, models

from lianxin.base.sealing.fields import EncryptedFileField, EncryptedJSONField, EncryptedTextField
from lianxin.base.sealing.migrating import sealed
from lianxin.base.search import index
from lianxin.work.concerns.commands.intake import searched_text



def drop_waiting(apps, schema_editor):
    apps.get_model("concerns", "ImportDraft").objects.using(schema_editor.connection.alias).all().delete()


def put_anew(apps, schema_editor):
    """The index held each telephone as it was; now its marks stand there."""
    alias = schema_editor.connection.alias
    index.clear("concern", using=alias)
    rows = apps.get_model("concerns", "Concern").objects.using(alias).select_related("requester").order_by("pk").iterator(2000)
    while batch := list(islice(rows, 2000)):
        found = [(one, getattr(one, "requester", None)) for one in batch]
        texts = [(one.pk, searched_text(one, who.name if who else "", who.phone if who else "")) for one, who in found]
        index.put_many("concern", texts, using=alias)


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0007_ways"),
        ("sealing", "0001_initial"),
        ("search", "0001_words"),
    ]
    operations = [
        # what waits between two pages of an upload is not carried over: the file is brought again
        migrations.RunPython(drop_waiting, migrations.RunPython.noop),
        migrations.RemoveField("importdraft", "data"),
        migrations.RemoveField("importdraft", "preview"),
        migrations.AddField("importdraft", "data", models.TextField("文件", default=""), preserve_default=False),
        migrations.AddField("importdraft", "preview", models.TextField("预览", default=""), preserve_default=False),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("importdraft", "data", EncryptedFileField("文件", bound_to="token")),
                migrations.AlterField(
                    "importdraft", "preview", EncryptedJSONField("预览", default=dict, bound_to="token")
                ),
            ]
        ),
        *sealed("concerns", "importbatch", rejected=EncryptedJSONField("退回的行", default=list, bound_to="sha256")),
        *sealed("concerns", "requester", phone=EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="concern_id"), address=EncryptedTextField("住址", max_length=120, blank=True, bound_to="concern_id")),
        migrations.RunPython(put_anew, migrations.RunPython.noop),
    ]
