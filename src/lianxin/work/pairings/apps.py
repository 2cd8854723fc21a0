from django.apps import AppConfig


class PairingsConfig(AppConfig):
    name = "lianxin.work.pairings"
    label = "pairings"
    verbose_name = "挂钩结对"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.pairings import compliance, indicators, measures, terms  # noqa: F401  (declares what it holds)
        from lianxin.work.pairings import intake as _intake  # noqa: F401  (declares what comes in from a file)
