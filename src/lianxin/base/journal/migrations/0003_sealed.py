from django.db import migrations

from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.base.sealing.migrating import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_guard"),
        ("sealing", "0001_initial"),
    ]
    operations = [
        *sealed("journal", "privatedetail", text=EncryptedTextField("附文", bound_to="entry_n field")),
    ]
