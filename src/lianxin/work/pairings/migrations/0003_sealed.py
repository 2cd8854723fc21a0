from django.db import migrations

from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.base.sealing.migrating import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("pairings", "0002_student_pairs"),
        ("sealing", "0001_initial"),
    ]
    operations = [
        *sealed("pairings", "expert", phone=EncryptedTextField("电话", max_length=40, blank=True, bound_to="code")),
    ]
