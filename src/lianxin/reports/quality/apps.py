from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "lianxin.reports.quality"
    label = "quality"
    verbose_name = "数据质量"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.journal.events import listen
        from lianxin.reports.quality import indicators, queries, terms  # noqa: F401  (declares what it holds)
        from lianxin.reports.quality.looking import CHANGES, look_again
        from lianxin.reports.returns.gates import gate

        gate("quality", queries.shut)
        for event in CHANGES:
            listen(event, look_again)
