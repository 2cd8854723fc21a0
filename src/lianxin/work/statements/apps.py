from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "lianxin.work.statements"
    label = "statements"
    verbose_name = "个人情况报告"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.statements import bindings, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.statements import composing as _composing  # noqa: F401  (declares 个人专题报告)
        from lianxin.work.statements import prose as _prose  # noqa: F401  (declares its texts)
