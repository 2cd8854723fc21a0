"""短信措辞的修改, as a setting in versions: the whole text of each message, with places that are filled as it goes out.

A telephone lies open on the table: neither the secret nor what the matter is about has a place, and no link, by which
people are cheated. Where a text asks for a day and the matter has none, the given text without a day goes out.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.notices.terms import SET
from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.kinds import Given, SettingKind, Told, Value, setting_kind, tries
from lianxin.pure.problems import Unfit
from lianxin.pure.slots import Places, Wrong, filled, parts, wrong
from lianxin.work.sms.models import Sms
from lianxin.work.sms.terms import About, State

KIND = "sms"
SHORTEST, LONGEST = 20, 200
BEGINS, ENDS = "{单位}：您反映的事（编号 {编号}）", "凭回执上的密码可查进度，或拨打 {电话}。工作人员不会向您要密码。"
MIDDLES = {
    About.CLASSIFIED: "已受理，最晚{日期}答复您。",
    About.DECLINED: "不属于这里办理的范围，为什么、该找谁，已经写明。",
    About.EXTENDED: "要晚一些办好，新的日期是{日期}，原因已经写明。",
    About.REPLIED: "已答复。解决没有、满不满意，请您本人评一评。",
    About.REOPENED: "已重新办理，最晚{日期}答复您。",
}
WITHOUT_DAY = {
    About.CLASSIFIED: "已受理。", About.EXTENDED: "要晚一些办好，原因已经写明。", About.REOPENED: "已重新办理。",
}  # fmt: skip
_OPEN = gettext_lazy("手机放在桌上，谁都看得见。")
BARRED: dict[str, Any] = {
    "密码": gettext_lazy("密码只在回执上给本人。"), "内容": _OPEN, "标题": _OPEN, "事项": _OPEN, "分类": _OPEN, "姓名": _OPEN,
    "地址": _OPEN, "答复": _OPEN, "承办单位": _OPEN, "链接": gettext_lazy("短信里不放链接，免得群众分不清真假。"),
}  # fmt: skip
SAMPLE = {"单位": "清水镇群众工作站", "编号": "8KQ2-M4TX", "日期": "11月20日", "电话": "0000-1234567"}


def given_text(about: str) -> str:
    """The text that the program brings."""
    return BEGINS + MIDDLES[About(about)] + ENDS


def text_without_day(about: str) -> str:
    """The given text of a matter that has no date."""
    return BEGINS + WITHOUT_DAY.get(About(about), MIDDLES[About(about)]) + ENDS


def allowed(about: str) -> Places:
    """The places of one message; who speaks, the number and whom to ring must stand."""
    day = ("日期",) if "{日期}" in MIDDLES[About(about)] else ()
    return Places(("单位", "编号", "电话", *day), ("单位", "编号", "电话"), BARRED)


def check(key: str, value: Value) -> dict[str, Any]:
    """The text, if it may go out. Raises Unfit."""
    if key not in About.values:
        raise Unfit(_("没有这种短信。"))
    text = " ".join(str(value.get("text", "")).split())
    if not SHORTEST <= len(text) <= LONGEST:
        raise Unfit(_("短信请写 %(least)s 到 %(most)s 个字。") % {"least": SHORTEST, "most": LONGEST}, "text")
    if found := wrong(text, allowed(key)):
        raise Unfit("".join(_said(one) for one in found), "text")
    return {"text": text}


def _said(one: Wrong) -> str:
    """What is wrong, as a sentence."""
    place = {"place": f"{{{one.place}}}", "why": one.reason}
    match one.why:
        case "barred":
            return _("短信里不能有%(place)s：%(why)s") % place
        case "unknown":
            return _("没有%(place)s这个位置。") % place
        case "missing":
            return _("缺%(place)s，群众不知道是谁、哪件事、找谁。") % place
        case "link":
            return _("短信里不能有网址“%(link)s”，免得群众分不清真假。") % {"link": one.place}
    return _("大括号要成对，里面写位置的名称。")


def words(value: Value) -> Sequence[tuple[str | Promise, str]]:
    """The text, and how it reads."""
    text = str(value["text"])
    return [(gettext_lazy("短信"), text), (gettext_lazy("读起来"), filled(text, SAMPLE))]


@tries(KIND)
def read_aloud(key: str, value: Value, month: tuple[date, date], by: Actor, today: date) -> list[Told]:
    """How it reads, how many messages it takes, how many went out last month."""
    text = filled(str(value["text"]), SAMPLE)
    sent = Sms.objects.filter(about=key, state=State.HANDED, made_at__date__range=month).count()
    told = [Told(_("读起来：%(text)s") % {"text": text}),
            Told(_("%(length)s 个字，每发一次算 %(parts)s 条短信。") % {"length": len(text), "parts": parts(text)}),
            Told(_("上个月发了 %(n)s 次。") % {"n": sent})]  # fmt: skip
    if "日期" not in str(value["text"]) and "日期" in allowed(key).known:
        told.append(Told(_("没有写{日期}：群众不知道等到哪一天。")))
    return told


def keys() -> Mapping[str, str]:
    """Every message."""
    return {one.value: str(one.label) for one in About}


setting_kind(
    SettingKind(
        KIND,
        gettext_lazy("短信措辞"),
        gettext_lazy("发给群众的短信怎么写。密码和反映的内容不能写进去。"),
        SET,
        keys,
        lambda key: Given({"text": given_text(key)}, _("随程序的措辞")),
        check,
        words,
    )  # fmt: skip
)
