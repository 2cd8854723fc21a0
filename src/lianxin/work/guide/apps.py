from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "lianxin.work.guide"
    label = "guide"
    verbose_name = "建县向导"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.guide import terms, told  # noqa: F401  (declares what it holds)
