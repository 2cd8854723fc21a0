from django.apps import AppConfig


class LevelsConfig(AppConfig):
    name = "lianxin.work.levels"
    label = "levels"
    verbose_name = "上下级转办"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.levels import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.levels import indicators, terms  # noqa: F401  (declares permissions, event kinds, indicators)
