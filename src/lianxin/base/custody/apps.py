from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "lianxin.base.custody"
    label = "custody"
    verbose_name = "个人信息保管"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.custody import terms  # noqa: F401  (declares permissions and events)
