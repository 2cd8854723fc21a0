from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "lianxin.work.results"
    label = "results"
    verbose_name = "评议结果"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.results import compliance, terms  # noqa: F401  (declares what it holds)
