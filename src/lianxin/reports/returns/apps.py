from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "lianxin.reports.returns"
    label = "returns"
    verbose_name = "摸底统计"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.returns import carrying, compliance, indicators, terms, told  # noqa: F401  (declares what it holds)
