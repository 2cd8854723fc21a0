"""网关: where a message leaves the house. Nothing leaves unless the site has named a place (LIANXIN_SMS, LIANXIN_MAIL)."""

from collections.abc import Mapping

from lianxin.base.gateways import lines
from lianxin.base.gateways.folder import Folder
from lianxin.base.gateways.smtp import MailFolder, Smtp
from lianxin.base.gateways.terms import LATER, BadGateway, Gateway, GatewayAway, Message
from lianxin.pure.mails import BadAddress, address_of

__all__ = ["LATER", "BadGateway", "Folder", "Gateway", "GatewayAway", "Message", "mail_of", "of"]


def of(where: str) -> Gateway | None:
    """The gateway that an address names: `folder:/srv/sms`; None where none is named. Raises BadGateway."""
    kind, _colon, place = where.partition(":")
    if not where:
        return None
    if kind == "folder" and place.startswith("/"):
        return Folder(place)
    raise BadGateway(f"不认识的网关“{kind}”。请写 folder:/完整路径，例如 LIANXIN_SMS=folder:/srv/sms。")


def mail_of(
    where: str, sender: str, hosts: Mapping[str, str], *, authority: str = "", secret: str = ""
) -> Gateway | None:  # fmt: skip
    """The gateway for mail: `folder:/srv/mail`, `smtps://user@host` or `smtp://user@host`; None where none is named.

    `secret` is the variable that names the file with the password. Raises BadGateway.
    """
    if not where:
        return None
    try:
        if where.startswith("folder:/"):
            return MailFolder(where.partition(":")[2], address_of(sender))
        return Smtp(lines.account_of(where, lines.word_of(secret), hosts), sender, authority=authority)
    except BadAddress:
        raise BadGateway("LIANXIN_MAIL_FROM 不是邮箱地址，请写成 名称@主机。") from None
    except OSError:
        raise BadGateway("LIANXIN_MAIL_CA 指的文件读不出。") from None
