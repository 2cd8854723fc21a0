"""启动: Django set up for the command line, and the actor in whose name the server's keeper works there."""

import os

from lianxin.base.orgs.permissions import Actor


def setup() -> None:
    """Set Django up once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.project.settings")
    import django

    django.setup()


def everyone() -> Actor:
    """命令行: who has the server's files has the records; the journal names him so. Holds what a county clerk holds."""
    from lianxin.base.orgs.permissions import PERMISSIONS
    from lianxin.base.orgs.queries import top_unit

    top = top_unit()
    roots = (top.path,) if top else ()
    return Actor(ref="command-line", name="命令行", post="服务器管理", grants=dict.fromkeys(PERMISSIONS, roots))
