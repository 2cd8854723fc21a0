from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "lianxin.work.webhooks"
    label = "webhooks"
    verbose_name = "网络通知"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.webhooks import terms  # noqa: F401  (declares event kinds)
