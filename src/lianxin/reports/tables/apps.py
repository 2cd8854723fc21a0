from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "lianxin.reports.tables"
    label = "tables"
    verbose_name = "常用数表"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.tables import terms  # noqa: F401  (declares permissions and events)
