from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "lianxin.work.offline"
    label = "offline"
    verbose_name = "离线记录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.offline import applying, compliance, inspecting, terms  # noqa: F401  (declares what it holds)
