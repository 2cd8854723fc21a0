"""邮件来信 as shown: the rows of the tray, the files of a letter and what may be done with each, what the form begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.mails import Note
from lianxin.base.files.texts import Unreadable, read_text_apart
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.problems import Unfit
from lianxin.web.office.workorders.forms import ENDINGS
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW, Channel
from lianxin.work.mails import queries
from lianxin.work.mails.models import Mail

PICTURES = (".jpg", ".jpeg", ".png", ".webp")
READABLE = (".docx", ".pdf", ".txt", ".html", ".htm", ".xlsx")
MOST_SHOWN = 20_000
PROBLEMS: dict[str, str | Promise] = {
    "NoSuchHost": gettext_lazy("找不到邮箱的主机"), "NotAllowedThere": gettext_lazy("邮箱的主机名指到了不准许的地址"),
    "Refused": gettext_lazy("邮箱不接受用户名、密码或文件夹"), "NoScanner": gettext_lazy("查毒程序没有应答"),
    "BadGateway": gettext_lazy("邮箱的设置写错了，或密码文件读不出"),
    "GivenUp": gettext_lazy("系统管理员放弃了这一次，可以再收"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """一封 in the tray."""

    mail: Mail
    name: str
    subject: str
    begins: str
    files: int
    is_by_machine: bool


def rows(mails: Sequence[Mail]) -> list[Row]:
    """The rows of the tray."""
    return [
        Row(
            one, one.letter.get("name") or str(one.sender), one.letter.get("subject") or _("（没有主题）"),
            " ".join(one.letter.get("text", "").split())[:60], len(one.letter.get("parts", ())),
            Note.BY_MACHINE in one.letter.get("notes", ()),
        )
        for one in mails if one.letter
    ]  # fmt: skip


@dataclass(frozen=True)
class File:
    """一个附件, and what may be done with it."""

    n: int
    name: str
    kilobytes: int
    may_be_order: bool
    may_be_read: bool


def parts(mail: Mail) -> list[File]:
    """The files of a letter."""
    endings = tuple(ENDINGS.split(","))
    return [
        File(n, name, max(size // 1024, 1), name.lower().endswith(endings), name.lower().endswith(READABLE))
        for n, (name, _kind, size) in enumerate(mail.letter.get("parts", ()))
    ]


def photos(mail: Mail) -> list[tuple[int, str]]:
    """The pictures in it."""
    return [(one.n, one.name) for one in parts(mail) if one.name.lower().endswith(PICTURES)]


def initial(mail: Mail) -> dict[str, Any]:
    """What the form begins with: what stands in the letter, and nothing guessed."""
    subject, text = mail.letter.get("subject", ""), mail.letter.get("text", "")
    return {
        "text": text or subject,
        "title": subject[:30],
        "name": mail.letter.get("name", ""),
        "channel": Channel.LETTER,
    }


def earlier(mail: Mail, by: Actor) -> Concern | None:
    """The concern that the letter before became, as far as one sees it."""
    if mail.answers_id is None:
        return None
    return Concern.objects.reachable(by=by, to=VIEW).filter(mails=mail.answers_id).first()


def words_of(mail: Mail, n: int) -> dict[str, str]:
    """The words of a file: its name, its text, or why there is none."""
    try:
        name, data = queries.part(mail, n)
        return {"name": name, "text": read_text_apart(data, name).text[:MOST_SHOWN], "problem": ""}
    except LookupError:
        return {"name": "", "text": "", "problem": _("这封信里没有这个附件，或者读不出来。")}
    except Unreadable as problem:
        return {"name": str(mail.letter["parts"][n][0]), "text": "", "problem": str(problem)}


def order_of(mail: Mail, asked: str) -> tuple[bytes, str]:
    """What the reader of orders is given: the file that was asked for and its name, else the words. Raises Unfit."""
    if not asked:
        return f"{mail.letter.get('subject', '')}\n{mail.letter.get('text', '')}".encode(), ""
    try:
        name, data = queries.part(mail, int(asked) if asked.isascii() and asked.isdigit() else -1)
    except LookupError:
        raise Unfit(_("这封信里没有这个附件，或者读不出来。")) from None
    return data, name


def problem_of(code: str) -> str:
    """What was wrong with the mailbox, in words."""
    return str(PROBLEMS.get(code, _("连不上邮箱（%(code)s）") % {"code": code})) if code else ""
