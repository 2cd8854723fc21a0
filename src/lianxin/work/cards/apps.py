from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "lianxin.work.cards"
    label = "cards"
    verbose_name = "民情联系卡"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.cards import measures, terms  # noqa: F401  (declare what they hold)
