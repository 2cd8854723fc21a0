from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "lianxin.work.publishing"
    label = "publishing"
    verbose_name = "公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.publishing import compliance, indicators, terms  # noqa: F401  (declares what it holds)
