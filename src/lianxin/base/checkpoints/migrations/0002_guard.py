from django.db import migrations

from lianxin.base.checkpoints.guard import lift_guard, raise_guard


class Migration(migrations.Migration):
    dependencies = [("checkpoints", "0001_initial")]
    operations = [migrations.RunPython(raise_guard, lift_guard)]
