from django.db import migrations

from lianxin.work.concerns.topics import TOPICS, VERSION


def plant(apps, schema_editor):
    topic = apps.get_model("concerns", "Topic")
    for i, (label, parts) in enumerate(TOPICS.items(), start=1):
        parent = topic.objects.create(code=f"{i:02}", label=label, version=VERSION)
        topic.objects.bulk_create(
            topic(code=f"{i:02}{j:02}", label=part, parent=parent, version=VERSION)
            for j, part in enumerate(parts, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
