"""密码用词: words that stand on every wall of this house are no password, whatever figures are put behind them.

The list is the documentation that ASVS 6.1.2 asks for; the names of the units, which everybody knows too, are looked up.
"""

import re
import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.pure import codes

WORDS = (
    "lianxin", "lianxinqiao", "qungong", "qungongban", "qunzhong", "xinfang", "zhengfu", "xianwei", "admin", "xitong", "guanliyuan",
    "mima", "demo", "test", "password", "welcome", "连心", "连心桥", "群工办", "群众工作", "信访局", "县委", "县政府", "管理员", "密码",
)  # fmt: skip
BESIDE = re.compile(r"[\W\d_]+")


def by_chance() -> str:
    """随机密码, to be told by one person to another and changed at the first log-in."""
    return codes.grouped(codes.drawn(secrets.SystemRandom(), codes.TOKEN_LENGTH)).replace(" ", "-")


class OwnWords:
    """密码用词: what is left without figures and signs is one of our words, or the name of a unit."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError."""
        bare = BESIDE.sub("", password).casefold()
        if bare and (bare in WORDS or Unit.objects.filter(name=bare).exists()):
            raise ValidationError(_("密码不能只是本系统、本单位的名称加数字。"), code="own_words")

    def get_help_text(self) -> str:
        """The same as a rule."""
        return _("密码不能只是本系统、本单位的名称加数字。")
