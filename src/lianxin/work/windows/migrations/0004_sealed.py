from django.db import migrations

from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.base.sealing.migrating import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("windows", "0003_service_limits"),
        ("sealing", "0001_initial"),
    ]
    operations = [
        *sealed("windows", "errand", for_phone=EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="code")),
    ]
