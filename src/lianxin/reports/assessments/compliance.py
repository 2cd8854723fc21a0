"""考核方案的设置 of the compliance page: what is assessed, by what words (JF-2, JF-3, the five prohibitions)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.assessments.models import Item, Scheme
from lianxin.reports.assessments.results import why_not
from lianxin.reports.assessments.terms import VIEW, SchemeState

SETTING = "assessments.scheme"
#: words that say what a scheme may not be, whatever it counts; each with the rule that it breaks
BANNED = (
    ("BAN-1", ("打卡", "签到", "积分", "在线时长")), ("BAN-2", ("安装率", "使用率", "注册率", "下载", "登录")),
    ("BAN-3", ("点赞", "转发", "学习时长", "阅读量")), ("JF-2", ("排名", "名次", "第一名", "末位", "排行", "先后")),
    ("JF-3", ("日志篇数", "日记篇数", "照片", "留痕", "篇数", "台账份数", "简报")),
)  # fmt: skip


def key_of(scheme: Scheme) -> str:
    """One version of one scheme."""
    return f"{scheme.code}-{scheme.version}"


def items_of(scheme: Scheme) -> list[Item]:
    """All its items; none for one that has no dimensions yet."""
    return [item for one in scheme.dimensions.all() for item in one.items.all()]


def value_of(scheme: Scheme) -> str:
    """每半年，乡镇：考核 6 项结果，2 项有没有."""
    items = items_of(scheme)
    facts = sum(1 for item in items if not item.is_measured)
    words = {"every": scheme.every_words, "kinds": scheme.kind_words, "n": len(items) - facts, "facts": facts}
    return _("%(every)s，%(kinds)s：看 %(n)s 项结果，%(facts)s 项有没有") % words


def breaches_of(scheme: Scheme) -> tuple[Breach, ...]:
    """An item that is no result, a word for places or traces: nobody may allow it."""
    items = items_of(scheme)
    found = [Breach("JF-3", why) for item in items if (why := why_not(item.indicator, item.kind, item.how))]
    said = " ".join([scheme.title, scheme.purpose, *(str(label) for label, _least in scheme.bands),
                     *(one.name for one in scheme.dimensions.all()), *(item.label for item in items)])  # fmt: skip
    for rule, words in BANNED:
        found += [Breach(rule, _("方案里写了“%(word)s”") % {"word": word}) for word in words if word in said]
    return tuple(found)


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The newest version in force of each scheme, and the drafts; three statements."""
    newest: set[str] = set()
    found = Scheme.objects.reachable(by=by, to=VIEW).exclude(state=SchemeState.DROPPED)
    for one in found.prefetch_related("dimensions__items").order_by("code", "-version"):
        is_draft = one.state == SchemeState.DRAFT
        if not is_draft and one.code in newest:
            continue
        newest |= set() if is_draft else {one.code}
        yield Reading(
            key_of(one), one.title, value_of(one), breaches_of(one), one.made_by, one.made_on, not is_draft, one.unit_path,
            "assessments:schemes",
        )  # fmt: skip


setting(
    SETTING, gettext_lazy("考核方案"), rules=("BAN-1", "BAN-2", "BAN-3", "JF-2", "JF-3"), read=read,
    verdict=gettext_lazy("只考核解决、满意、按期、整改这类结果，单位分档不排名，不考核个人；日志、照片、登录多少进不了方案。"),
)  # fmt: skip
