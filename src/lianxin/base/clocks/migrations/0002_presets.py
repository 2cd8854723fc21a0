from django.db import migrations

from lianxin.base.clocks.presets import plant


def plant_presets(apps, schema_editor):
    plant(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial")]
    operations = [migrations.RunPython(plant_presets, migrations.RunPython.noop)]
