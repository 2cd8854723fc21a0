from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "lianxin.project"
    label = "project"
