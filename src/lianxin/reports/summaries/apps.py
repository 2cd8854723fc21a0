from django.apps import AppConfig


class SummariesConfig(AppConfig):
    name = "lianxin.reports.summaries"
    label = "summaries"
    verbose_name = "工作总结"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.summaries import compliance, composers, terms  # noqa: F401  (declares what it holds)
