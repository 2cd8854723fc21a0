from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "lianxin.reports.asking"
    label = "asking"
    verbose_name = "报送要求"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.asking import burden, compliance, indicators, terms  # noqa: F401  (declares what it holds)
