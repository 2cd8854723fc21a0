from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "lianxin.work.gatherings"
    label = "gatherings"
    verbose_name = "座谈与征求意见"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.gatherings import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.gatherings import indicators, logbook, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.gatherings import sources as _sources  # noqa: F401  (declares what a clerk may count)
