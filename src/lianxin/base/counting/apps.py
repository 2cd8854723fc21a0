from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "lianxin.base.counting"
    label = "counting"
    verbose_name = "限次"
