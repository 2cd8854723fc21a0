from django.db import migrations

from lianxin.reports.freezes.guard import lift_guard, raise_guard


class Migration(migrations.Migration):
    dependencies = [("freezes", "0001_initial")]
    operations = [migrations.RunPython(raise_guard, lift_guard)]
