from django.apps import AppConfig


class FillingConfig(AppConfig):
    name = "lianxin.reports.filling"
    label = "filling"
    verbose_name = "填表"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.filling import terms  # noqa: F401  (declares permissions and events)
