from django.db import migrations

from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.base.sealing.migrating import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0001_initial"),
        ("sealing", "0001_initial"),
    ]
    operations = [
        *sealed("volunteers", "member", phone=EncryptedTextField("电话", max_length=40, blank=True, bound_to="code")),
        *sealed("volunteers", "joining", phone=EncryptedTextField("电话", max_length=40, blank=True, bound_to="code")),
    ]
