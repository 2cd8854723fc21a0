"""网关: where a message leaves the house. Nothing leaves unless the site has named a place for it (LIANXIN_SMS)."""

from lianxin.base.gateways.folder import Folder
from lianxin.base.gateways.terms import BadGateway, Gateway, GatewayAway, Message

__all__ = ["BadGateway", "Folder", "Gateway", "GatewayAway", "Message", "of"]


def of(where: str) -> Gateway | None:
    """The gateway that an address names: `folder:/srv/sms`; None where none is named. Raises BadGateway."""
    kind, _colon, place = where.partition(":")
    if not where:
        return None
    if kind == "folder" and place.startswith("/"):
        return Folder(place)
    raise BadGateway(f"不认识的网关“{kind}”。请写 folder:/完整路径，例如 LIANXIN_SMS=folder:/srv/sms。")
