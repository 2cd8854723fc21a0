from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "lianxin.work.digests"
    label = "digests"
    verbose_name = "每日待办邮件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.digests import terms  # noqa: F401  (declares event kinds)
