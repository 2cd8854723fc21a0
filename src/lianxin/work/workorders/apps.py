from django.apps import AppConfig


class WorkOrdersConfig(AppConfig):
    name = "lianxin.work.workorders"
    label = "workorders"
    verbose_name = "外来工单"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.workorders import terms  # noqa: F401  (declares event kinds)
