from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "lianxin.work.regulations"
    label = "regulations"
    verbose_name = "制度"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.compliance import cleared_by
        from lianxin.work.regulations import compliance, indicators, terms  # noqa: F401  (declares all)
        from lianxin.work.regulations.commands.limits import clear_by_exemption

        cleared_by(clear_by_exemption)
