from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    name = "lianxin.reports.definitions"
    label = "definitions"
    verbose_name = "自定指标"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.definitions import terms  # noqa: F401  (declares permissions and events)
