"""邮件网关: messages as mail over TLS, one by one, through the host that the site named (ADR 0072)."""

import smtplib
import socket
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.gateways import lines
from lianxin.base.gateways.folder import whole
from lianxin.base.gateways.lines import Account
from lianxin.base.gateways.terms import LATER, GatewayAway, Message
from lianxin.pure import mails

HEADS = {"X-Auto-Response-Suppress": "All"}


def eml_of(message: Message, sender: str) -> bytes:
    """The message as it goes out. Raises mails.BadAddress."""
    return mails.write(
        to=message.to, sender=sender, name="", subject=message.subject, text=message.text, key=message.key,
        at=(message.at or datetime.fromtimestamp(0, UTC)).astimezone(UTC), heads=HEADS,
    )  # fmt: skip


class MailFolder:
    """邮件文件夹: one .eml file a message, from which the county's own mail program takes them."""

    def __init__(self, place: str, sender: str) -> None:
        self.place, self.sender = Path(place), sender

    def hand(self, messages: Sequence[Message]) -> dict[str, str]:
        """Files of those with an address; the others are told. Raises GatewayAway where they cannot be written."""
        refused = {}
        for one in messages:
            try:
                data = eml_of(one, self.sender)
                self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
                whole(self.place / f"{sha256(one.key.encode()).hexdigest()[:24]}.eml", data)
            except mails.BadAddress:
                refused[one.key] = _("留的不是邮箱地址")
            except OSError as problem:
                raise GatewayAway(type(problem).__name__) from problem
        return refused


class _Line(smtplib.SMTP):
    """The protocol over a connection that was looked at; nothing but the greeting is said before TLS."""

    def __init__(self, account: Account, context: ssl.SSLContext, name: str) -> None:
        self._account, self._tls = account, context
        super().__init__(account.address.host, account.address.port, local_hostname=name, timeout=lines.STEP)
        if account.is_begun_plain:
            self.starttls(context=context)  # raises where the other side does not offer it

    def _get_socket(self, host: str, _port: int, _timeout: float) -> socket.socket:
        plain = lines.opened(self._account.address)
        return plain if self._account.is_begun_plain else self._tls.wrap_socket(plain, server_hostname=host)


class Smtp:
    """一个发信邮箱."""

    def __init__(self, account: Account, sender: str, *, authority: str = "") -> None:
        self.account, self.sender = account, mails.address_of(sender)
        self.context = lines.context_of(authority)

    def hand(self, messages: Sequence[Message]) -> dict[str, str]:
        """Hand them over one by one; why not, for those that were not; `LATER` where it may be tried again.

        Where the line breaks in the midst of one, nobody knows whether it went, and it is not sent again by itself.
        """
        try:
            line = _Line(self.account, self.context, self.sender.rpartition("@")[2])
        except (smtplib.SMTPException, OSError) as problem:
            raise GatewayAway(type(problem).__name__) from problem
        try:
            line.login(self.account.user, self.account.word)
        except (smtplib.SMTPException, OSError) as problem:
            line.close()
            raise GatewayAway("Refused") from problem
        refused: dict[str, str] = {}
        for n, one in enumerate(messages):
            try:
                line.sendmail(self.sender, [mails.address_of(one.to)], eml_of(one, self.sender))
            except mails.BadAddress:
                refused[one.key] = _("留的不是邮箱地址")
            except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as problem:
                refused[one.key] = _why(problem)
            except (smtplib.SMTPException, OSError):
                refused |= {
                    one.key: _("交发时连接中断，不知道有没有发出"),
                    **{rest.key: LATER for rest in messages[n + 1 :]},
                }
                break
        _left(line)
        return refused


def _why(problem: smtplib.SMTPException) -> str:
    """A refusal for now (4xx) or for good; what the other side wrote may name persons and is not kept."""
    told: Any = problem
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code = next(iter(problem.recipients.values()), (550, b""))[0]
        return LATER if 400 <= code < 500 else _("对方的邮箱不收，请核对地址")
    code = getattr(told, "smtp_code", 550)
    return LATER if 400 <= code < 500 else _("邮件服务器不肯发，请系统管理员查看")


def _left(line: _Line) -> None:
    try:
        line.quit()
    except (smtplib.SMTPException, OSError):
        line.close()
