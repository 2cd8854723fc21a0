from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lianxin.base.notices"
    label = "notices"
    verbose_name = "隐私告知"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.notices import carrying, terms, told  # noqa: F401  (declares permissions and events)
