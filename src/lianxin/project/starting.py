"""启动 Django: once, and only where the records are needed."""

import os


def start_django() -> None:
    """Choose the settings of this installation and set Django up; does nothing the second time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.project.settings")
    import django
    from django.apps import apps
    from django.conf import settings

    if not apps.ready:
        settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        django.setup()
