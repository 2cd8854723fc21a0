from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "lianxin.reports.quality"
    label = "quality"
    verbose_name = "数据质量"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.quality import terms  # noqa: F401  (declares permissions and events)
