"""服务: what may be brought through a program, and what is asked beside it; the questions of our own page, no others."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianxin.base.notices import queries as notices
from lianxin.base.notices.terms import Channel as Told
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.public.open311.answers import Problem
from lianxin.work.concerns.terms import Kind, Minor
from lianxin.work.publishing.georeport import KINDS

PLACES = (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.SCHOOL)
MOST_PLACES = 2000
ABOUT: dict[str, str | Promise] = {
    Kind.HELP: _("有困难、有东西坏了，请人来办。"), Kind.ENQUIRY: _("想问政策、问办法。"),
    Kind.SUGGESTION: _("希望改进。"), Kind.PRAISE: _("表扬。"), Kind.OPINION: _("对工作的意见，不涉及具体单位和人员。"),
}  # fmt: skip
KEYWORDS: dict[str, str] = {
    Kind.HELP: "求助,报修,困难,repair,help", Kind.ENQUIRY: "咨询,政策,question", Kind.SUGGESTION: "建议,suggestion",
    Kind.PRAISE: "表扬,praise", Kind.OPINION: "意见,opinion",
}  # fmt: skip


def listed() -> list[dict[str, Any]]:
    """GET services. Each has questions of its own, and gives a token: what is public of it is decided later."""
    return [
        {
            "service_code": kind.value, "service_name": str(kind.label), "description": str(ABOUT[kind]), "metadata": True,
            "type": "batch", "keywords": KEYWORDS[kind], "group": _t("群众诉求"),
        }
        for kind in KINDS
    ]  # fmt: skip


def one_of(code: str) -> Kind:
    """The service of this code; a complaint is none, and is answered like what does not exist."""
    if code not in KINDS:
        raise Problem(404, _("没有这个 service_code。投诉、举报、批评请本人在网页上或当面提出，不经过别的程序。"))
    return Kind(code)


def definition(kind: Kind, county: Unit | None, on: date) -> dict[str, Any]:
    """GET service definition: what our own page asks, and what must be told before particulars are given (ADR 0057)."""
    notice = notices.standing(Told.WEB)
    said = "\n".join(f"{heading}{_t('：')}{text}" for heading, text in notice.parts if text)
    number = str(notice.number)
    asked: list[tuple[str, object, dict[str, object]]] = [
        ("privacy", said, {}),
        ("notice", _("上面的隐私告知给本人看过以后，选它的版本。填了姓名或电话的必须选。"), {number: number}),
        ("unit", _("在哪个乡镇、村（社区）或学校。不清楚的不选。"), places(county, on)),
        ("minor", _("本人，或者说的孩子，不满 18 岁的，选多大。"), {str(k): v for k, v in Minor.choices}),
        ("may_publish", _("本人同意去掉姓名等个人信息后公开的，选 1。"), {"1": _("同意公开")}),
        ("to_mailbox", _("写给校长信箱、领导信箱的，选 1。"), {"1": _("写给信箱")}),
    ]
    attributes = [
        {
            "variable": bool(values), "code": code, "datatype": "singlevaluelist" if values else "text", "required": False,
            "datatype_description": None, "order": order, "description": str(words),
            **({"values": [{"key": key, "name": str(name)} for key, name in values.items()]} if values else {}),
        }
        for order, (code, words, values) in enumerate(asked, 1)
        if values or code == "privacy"
    ]  # fmt: skip
    return {"service_code": kind.value, "attributes": attributes}


def offered(county: Unit, on: date) -> "QuerySet[Unit]":
    """属地 that may be named: townships, villages, communities, schools of the county."""
    return Unit.objects.valid(on).filter(within("path", county.path), kind__in=PLACES)


def places(county: Unit | None, on: date) -> dict[str, object]:
    """The units that a matter may lie in, by their number."""
    if county is None:
        return {}
    return {str(pk): name for pk, name in offered(county, on).order_by("path").values_list("pk", "name")[:MOST_PLACES]}
