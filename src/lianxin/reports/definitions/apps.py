from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    name = "lianxin.reports.definitions"
    label = "definitions"
    verbose_name = "自定指标"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.indicators import changes, resolver
        from lianxin.reports.definitions import compliance, queries, terms, told  # noqa: F401  (declares what it holds)

        resolver(queries.find, queries.every)
        changes.tell(queries.changes)
