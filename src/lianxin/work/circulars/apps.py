from django.apps import AppConfig


class CircularsConfig(AppConfig):
    name = "lianxin.work.circulars"
    label = "circulars"
    verbose_name = "督查通报"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.circulars import bindings, indicators, telling, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.circulars import composing as _composing  # noqa: F401  (declares 督查通报)
        from lianxin.work.circulars import prose as _prose  # noqa: F401  (declares its texts)
