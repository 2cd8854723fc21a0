from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "lianxin.base.journal"
    label = "journal"
    verbose_name = "流水"
    default_auto_field = "django.db.models.BigAutoField"
