from django.db import migrations

from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.base.sealing.migrating import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0001_initial"),
        ("sealing", "0001_initial"),
    ]
    operations = [
        *sealed("households", "household", phone=EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="code")),
    ]
