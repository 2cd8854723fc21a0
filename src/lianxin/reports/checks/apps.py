from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "lianxin.reports.checks"
    label = "checks"
    verbose_name = "核对记录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.checks import terms  # noqa: F401  (declares permissions and events)
