from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "lianxin.work.newsletters"
    label = "newsletters"
    verbose_name = "群工动态"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.newsletters import composing as _composing  # noqa: F401  (declares 简报)
        from lianxin.work.newsletters import prose as _prose  # noqa: F401  (declares its texts)
        from lianxin.work.newsletters import terms  # noqa: F401  (declares permissions and events)
