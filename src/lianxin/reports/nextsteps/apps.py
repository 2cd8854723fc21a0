from django.apps import AppConfig


class NextStepsConfig(AppConfig):
    name = "lianxin.reports.nextsteps"
    label = "nextsteps"
    verbose_name = "下步打算"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.nextsteps import indicators, terms  # noqa: F401  (declares what it holds)
