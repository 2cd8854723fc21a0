"""写信: a message as the bytes that go out. A head takes one line of text and nothing that ends it."""

import re
from collections.abc import Mapping
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{4,190}$)[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z]{2,63}", re.A
)


class BadAddress(ValueError):
    """不是邮箱地址."""


def address_of(typed: str) -> str:
    """The address as it is used. Raises BadAddress for what no mail goes to.

    >>> address_of(" Wang@County.Example ")
    'Wang@county.example'
    >>> for bad in ("wang", "a@b", "a@b.example, c@d.example", "a@b.example\\nBcc: c@d.example", "a..b@c.example", "a@1.2.3.4"):
    ...     try:
    ...         address_of(bad)
    ...     except BadAddress:
    ...         pass
    """
    local, _at, host = typed.strip().rpartition("@")
    found = f"{local}@{host.lower()}"
    if not _ADDRESS.fullmatch(found) or ".." in found or local.startswith(".") or local.endswith("."):
        raise BadAddress(typed)
    return found


def write(
    *, to: str, sender: str, name: str, subject: str, text: str, key: str, at: datetime, heads: Mapping[str, str] = {}
) -> bytes:  # fmt: skip
    """The message: plain text in UTF-8, said to come from a machine, its id the same for the same `key`.

    >>> from datetime import UTC
    >>> made = write(to="a@b.example", sender="lx@county.example", name="连心", subject="事\\r\\nBcc: x@y.example", text="好。",
    ...              key="k-1", at=datetime(2026, 11, 3, tzinfo=UTC))
    >>> b"\\nBcc" in made, b"Auto-Submitted: auto-generated" in made
    (False, True)
    """
    message = EmailMessage(policy=policy.SMTP)
    local, _at, host = address_of(sender).rpartition("@")
    message["From"] = Address(display_name=_one_line(name), username=local, domain=host)
    message["To"] = address_of(to)
    message["Subject"] = _one_line(subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{re.sub(r'[^A-Za-z0-9-]', '', key)}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    for told, value in heads.items():
        message[told] = _one_line(value)
    message.set_content("\n".join(text.splitlines()) + "\n", charset="utf-8", cte="base64")
    return message.as_bytes()


def _one_line(words: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in words).split())[:200]
