from django.db import migrations

from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.base.sealing.migrating import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("disputes", "0001_initial"),
        ("sealing", "0001_initial"),
    ]
    operations = [
        *sealed("disputes", "disputeparty", phone=EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="dispute_id side"), address=EncryptedTextField("住址", max_length=120, blank=True, bound_to="dispute_id side")),
    ]
