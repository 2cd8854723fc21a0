"""离线表怎样入册: a visit with what was found, a diary entry, a concern, a correction; each by its room's own command."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker, title_of
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Channel, Minor
from lianxin.work.concerns.terms import Kind as ConcernKind
from lianxin.work.households.models import Household
from lianxin.work.offline.boxes import Box
from lianxin.work.offline.kinds import Work, kind
from lianxin.work.visits import commands as visits
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VisitKind
from lianxin.work.writings import commands as writings
from lianxin.work.writings.terms import WritingKind

VISIT_KINDS = tuple((one.value, one.label) for one in (
    VisitKind.HOUSEHOLD, VisitKind.RANDOM, VisitKind.CONDOLENCE, VisitKind.POLICY, VisitKind.FORUM, VisitKind.HOME_SCHOOL,
    VisitKind.ERRAND, VisitKind.TALK, VisitKind.ENTERPRISE, VisitKind.PHONE,
))  # fmt: skip
#: a complaint must say whom it is about, or the wall would not stand before them: it is registered with a line
CONCERN_KINDS = tuple((one.value, one.label) for one in ConcernKind if one not in CONFIDENTIAL_KINDS)
#: empty first: most are grown up, and nobody is asked for an age
MINORS = (("", gettext_lazy("都满 18 岁，或者没有说")), *((one.value, one.label) for one in Minor))
_DAY = Box("on", gettext_lazy("日期"), "day", 10, required=True)
_ASKER = (
    Box("asker_name", gettext_lazy("群众姓名"), most=60, hint=gettext_lazy("愿意留的才写。")),
    Box("asker_phone", gettext_lazy("群众电话"), most=40),
    Box(
        "minor",
        gettext_lazy("本人或所说的孩子"),
        "choice",
        8,
        MINORS,
        hint=gettext_lazy("听来人说的就行，不查证。不满 18 岁的自动保密，每看一次都要批准。"),
    ),
)
VISIT_BOXES = (
    Box("kind", gettext_lazy("走访方式"), "choice", 12, VISIT_KINDS, required=True),
    _DAY,
    Box("household", gettext_lazy("户"), "household", 12, hint=gettext_lazy("从名单里选，或写户的编号；没有编号的不写。")),
    Box("place", gettext_lazy("走访单位"), "place", 10, hint=gettext_lazy("选了户的不必选。")),
    Box("group", gettext_lazy("村民小组"), most=40),
    Box("note", gettext_lazy("走访记录"), "long", 2000, rows=4),
    Box("found", gettext_lazy("发现的问题"), "long", 2000, hint=gettext_lazy("没有不写。写了就登记成一件诉求。")),
    Box("answer", gettext_lazy("当场怎样解决的"), "long", 2000, hint=gettext_lazy("没有当场解决的不写。")),
    *_ASKER,
)  # fmt: skip
CONCERN_BOXES = (
    Box("kind", gettext_lazy("性质"), "choice", 12, CONCERN_KINDS, required=True),
    Box("text", gettext_lazy("群众反映的内容"), "long", 2000, required=True, rows=5),
    Box("place", gettext_lazy("发生在哪里"), most=80),
    Box("on", gettext_lazy("哪天的事"), "day", 10),
    *_ASKER,
    Box("is_confidential", gettext_lazy("要求保密"), "tick", 5),
)
DIARY_BOXES = (_DAY, Box("text", gettext_lazy("今天看到、听到、想到的"), "long", 4000, required=True, rows=12))
CORRECTION_BOXES = (Box("reason", gettext_lazy("哪里记错了"), "long", 180, required=True),)


def _household(code: str, work: Work) -> Household | None:
    if not code:
        return None
    found = (
        Household.objects.seen_by(work.by, work.values["on"]).filter(code=code.upper()).select_related("unit").first()
    )
    if found is None:
        raise Unfit(_("户册里没有编号 %(code)s 的户，或不在您联系的范围内。") % {"code": code[:12]}, "household")
    return found


def _place(pk: str, work: Work) -> Unit:
    if not pk:
        return work.home
    found = Unit.objects.filter(pk=int(pk)).first() if pk.isascii() and pk.isdecimal() else None
    if found is None:
        raise Unfit(_("没有这个单位，请重新选择。"), "place")
    return found


def apply_visit(work: Work) -> str:
    """走访: with what was found, in one save."""
    found = work.values
    household = _household(found["household"], work)
    matters = []
    if found["found"]:
        matters = [visits.FoundMatter(
            found["found"], answer=found["answer"], asker_name=found["asker_name"], asker_phone=found["asker_phone"],
            minor=found["minor"],
        )]  # fmt: skip
    visit = visits.record_visit(
        kind=found["kind"], unit=household.unit if household else _place(found["place"], work), on=found["on"],
        household=household, group=found["group"], note=found["note"], findings=matters, client_key=work.number,
        people=work.people, went=work.went, by=work.by, at=work.at,
    )  # fmt: skip
    return visit.ref


def apply_concern(work: Work) -> str:
    """诉求: registered at the unit of the phone's owner."""
    found = work.values
    receipt = concerns.register(
        text=found["text"], kind=found["kind"], channel=Channel.VISIT, unit=work.home, place=found["place"],
        asker=Asker(name=found["asker_name"], phone=found["asker_phone"], minor=found["minor"]), occurred_on=found["on"],
        is_confidential=found["is_confidential"] or None, entry_key=work.number, by=work.by, at=work.at,
    )  # fmt: skip
    return receipt.concern.ref


def apply_diary(work: Work) -> str:
    """民情日记: kept as a draft of one's own, which nobody else reads before it is handed in; with the visit before it."""
    found, code = work.values, work.before.partition(":")[2]
    visit = Visit.objects.filter(code=code).first() if work.before.startswith("visit:") else None
    writing = writings.keep_draft(
        kind=WritingKind.DIARY, on=found["on"], title=title_of(found["text"]), text=found["text"], visit=visit,
        client_key=work.number, by=work.by, at=work.at,
    )  # fmt: skip
    return writing.ref


def apply_correction(work: Work) -> str:
    """更正: the visit that the parcel before it became is voided with the reason; what is right is a visit of its own."""
    visit = Visit.objects.filter(code=work.before.partition(":")[2]).first()
    if not work.before.startswith("visit:") or visit is None:
        raise Unfit(_("更正要接在一条走访记录后面。"))
    return visits.void_visit(visit=visit, reason=work.values["reason"], by=work.by, at=work.at).ref


def _holds_a_matter(values: Any) -> bool:
    return any(values.get(name) for name in ("found", "answer", "asker_name", "asker_phone", "minor"))


kind("visit", gettext_lazy("走访"), 1, apply_visit, boxes=VISIT_BOXES, is_private=_holds_a_matter, is_for_others=True,
     purpose=gettext_lazy("一次走访一条；发现的问题同时登记成诉求。"))  # fmt: skip
kind("diary", gettext_lazy("民情日记"), 1, apply_diary, boxes=DIARY_BOXES,
     purpose=gettext_lazy("存成自己的草稿，交出之前别人看不到。"))  # fmt: skip
kind("concern", gettext_lazy("诉求"), 1, apply_concern, boxes=CONCERN_BOXES,
     purpose=gettext_lazy("群众当面说的事，先记下来，联网后登记。投诉、举报要写明反映的是谁，请联网再登记。"))  # fmt: skip
kind("correction", gettext_lazy("更正"), 1, apply_correction, boxes=CORRECTION_BOXES, refers=True,
     purpose=gettext_lazy("刚才那条走访记错了：写明理由，那条作废，再记一条对的。"))  # fmt: skip
