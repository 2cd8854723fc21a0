from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "lianxin.work.ballots"
    label = "ballots"
    verbose_name = "投票"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.ballots import credentials, terms  # noqa: F401  (admits credentials; permissions and events)
