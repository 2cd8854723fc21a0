from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "lianxin.work.concerns"
    label = "concerns"
    verbose_name = "诉求办理"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.clocks.commands import on_notice
        from lianxin.work.concerns import carrying as _carrying  # noqa: F401  (declares what goes with the settings)
        from lianxin.work.concerns import carrying_tags as _carrying_tags  # noqa: F401  (the same of the tags)
        from lianxin.work.concerns import compliance, indicators, terms  # noqa: F401  (declares what it holds)
        from lianxin.work.concerns import composing as _composing  # noqa: F401  (declares 交办单, 处理意见书)
        from lianxin.work.concerns import essentials as _essentials  # noqa: F401  (declares what a record may lack)
        from lianxin.work.concerns import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.concerns import retention as _retention  # noqa: F401  (declares what goes with its 到期清理)
        from lianxin.work.concerns import sources as _sources  # noqa: F401  (declares what a clerk may count)
        from lianxin.work.concerns import tryouts as _tryouts  # noqa: F401  (declares what a setting would have done)
        from lianxin.work.concerns.commands import recompute_provisional

        on_notice(recompute_provisional)
