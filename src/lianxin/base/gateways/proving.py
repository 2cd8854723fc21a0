"""验证码: six digits that go to a mail address and come back from whoever reads there; the address is his, then.

Kept is a keyed digest alone, bound to what the address is for, and until when it holds. How often may be tried, whoever asks
for it counts (base/counting): with five tries of a million nobody guesses it.
"""

import hmac
import secrets
import unicodedata
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.gateways.terms import Message

DIGITS, HOLDS = 6, timedelta(minutes=30)
MOST_TRIES, MOST_SENT = 5, 3  # of one code; codes of one day to one address


def drawn() -> str:
    """A fresh one."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def digest(about: str, code: str) -> str:
    """What is kept of it."""
    return hmac.digest(settings.SECRET_PEPPER.encode(), f"mail_code|{about}|{code}".encode(), "sha256").hex()


def fits(kept: str, about: str, typed: str) -> bool:
    """Whether this is the code; blanks and full-width digits are what telephones make of it."""
    code = "".join(unicodedata.normalize("NFKC", typed).split())
    return bool(kept) and code.isascii() and hmac.compare_digest(kept, digest(about, code))


def message(key: str, to: str, code: str, about: str, at: datetime) -> Message:
    """The mail that bears it: a number, what it is for in general words, no link."""
    with override(settings.LANGUAGE_CODE):
        subject = _("验证码 %(code)s") % {"code": code}
        text = _(
            "您的验证码是 %(code)s，30 分钟内有效。填对以后，%(about)s就发到这个邮箱。不是您要的，不用理会，不会再发。"
        ) % {"code": code, "about": about}
    return Message(key, to, text, subject, at)
