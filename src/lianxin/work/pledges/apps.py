from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "lianxin.work.pledges"
    label = "pledges"
    verbose_name = "公开承诺"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.pledges import indicators, terms  # noqa: F401  (declares all three)
