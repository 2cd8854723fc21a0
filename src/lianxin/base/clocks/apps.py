from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClocksConfig(AppConfig):
    name = "lianxin.base.clocks"
    label = "clocks"
    verbose_name = "期限与工作日"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.clocks import changing, compliance, quiet, terms, told  # noqa: F401  (declares what it holds)
        from lianxin.base.clocks.presets import plant_after_migrate

        post_migrate.connect(plant_after_migrate, sender=self, dispatch_uid="clocks.presets")
