from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "lianxin.base.retention"
    label = "retention"
    verbose_name = "保管期限"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.retention import carrying, terms, told  # noqa: F401  (declares permissions, events and what goes along)
