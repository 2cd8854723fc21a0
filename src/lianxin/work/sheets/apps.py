from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "lianxin.work.sheets"
    label = "sheets"
    verbose_name = "纸质答卷"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.sheets import terms  # noqa: F401  (declares permissions and events)
