from django.apps import AppConfig


class VersionsConfig(AppConfig):
    name = "lianxin.base.versions"
    label = "versions"
    verbose_name = "设置的版次"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.versions import terms  # noqa: F401  (declares permissions and events)
