from django.apps import AppConfig


class FreezesConfig(AppConfig):
    name = "lianxin.reports.freezes"
    label = "freezes"
    verbose_name = "封存"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.freezes import terms  # noqa: F401  (declares permissions and events)
