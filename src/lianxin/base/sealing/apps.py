from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "lianxin.base.sealing"
    label = "sealing"
    verbose_name = "加密存放"
