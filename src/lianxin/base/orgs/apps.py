from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "lianxin.base.orgs"
    label = "orgs"
    verbose_name = "单位与任职"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.orgs import terms  # noqa: F401  (declares the event kinds)
        from lianxin.base.orgs.powers import commands  # noqa: F401  (declares its permissions)
