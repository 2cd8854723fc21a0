from django.apps import AppConfig


class ExamplesConfig(AppConfig):
    name = "lianxin.work.examples"
    label = "examples"
    verbose_name = "典型"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.examples import composing as _composing  # noqa: F401  (declares who keeps examples)
        from lianxin.work.examples import indicators, terms  # noqa: F401  (declares all three)
