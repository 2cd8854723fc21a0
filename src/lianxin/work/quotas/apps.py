from django.apps import AppConfig


class QuotasConfig(AppConfig):
    name = "lianxin.work.quotas"
    label = "quotas"
    verbose_name = "走访任务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.quotas import carrying, checks, compliance, terms  # noqa: F401  (declare a measure, settings, events)
