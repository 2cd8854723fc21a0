"""评议各方: leading group, audiences, subjects and the matrix. After the opening every deed here is refused (T13)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.polling import LEAST
from lianxin.work.appraisals.commands.planning import editable, revised
from lianxin.work.appraisals.models import Audience, Campaign, CampaignSubject, GroupMember, Line
from lianxin.work.appraisals.terms import Direction, GroupRole, LayerKind, SubjectKind
from lianxin.work.concerns.problems import Unfit
from lianxin.work.questionnaires.models import Version

ONE_ONLY = {GroupRole.LEADER, GroupRole.OFFICE_HEAD}
MOST_WEIGHT, MOST_PEOPLE = 1000, 9_999_999


@transaction.atomic
def set_role(
    *, campaign: Campaign, role: str, name: str, by: Actor, at: datetime, post: str = "", person: Person | None = None
) -> GroupMember:
    """领导小组和办公室: a person takes a role inside the campaign; there is one 组长 and one 办公室主任 (M138, M139)."""
    campaign = editable(campaign, by)
    if not name.strip():
        raise Unfit(_("请写姓名。"), "name")
    held = GroupMember.objects.filter(campaign=campaign, role=role)
    if held.filter(name=name.strip()).exists():
        raise Unfit(_("%(name)s已经在这个职责里。") % {"name": name.strip()}, "name")
    if role in ONE_ONLY and held.exists():
        raise Unfit(_("%(role)s只有一人，请先移出原来的人。") % {"role": GroupRole(role).label}, "role")
    member = GroupMember.objects.create(
        campaign=campaign, role=role, name=name.strip(), post=post.strip(), person=person
    )
    revised(campaign, gettext_lazy("领导小组"), by, at)
    return member


@transaction.atomic
def remove_role(*, member: GroupMember, by: Actor, at: datetime) -> None:
    """移出领导小组: the person no longer has this role in the campaign."""
    campaign = editable(member.campaign, by)
    member.delete()
    revised(campaign, gettext_lazy("领导小组"), by, at)


@transaction.atomic
def add_audience(
    *, campaign: Campaign, label: str, kind: str, by: Actor, at: datetime, size: int = 0, quota: int = 0,
    weight: str = "1", names: str = "",
) -> Audience:  # fmt: skip
    """设评议主体: a layer with its list or its size, its quota and its weight (M140, M150, M186)."""
    campaign = editable(campaign, by)
    audience = Audience(campaign=campaign, code=f"a{_next(campaign.audiences.values_list('code', flat=True))}")
    _fill(audience, label, kind, size, quota, weight, names)
    audience.save()
    revised(campaign, gettext_lazy("评议主体"), by, at)
    return audience


@transaction.atomic
def edit_audience(
    *, audience: Audience, label: str, kind: str, by: Actor, at: datetime, size: int = 0, quota: int = 0,
    weight: str = "1", names: str = "",
) -> Audience:  # fmt: skip
    """修改评议主体: name, kind, size or list, quota, weight."""
    campaign = editable(audience.campaign, by)
    _fill(audience, label, kind, size, quota, weight, names)
    audience.save()
    revised(campaign, gettext_lazy("评议主体"), by, at)
    return audience


@transaction.atomic
def merge_audiences(*, audiences: Sequence[Audience], label: str, by: Actor, at: datetime) -> Audience:
    """合并评议主体: layers that are too small for anonymity become one; sizes, quotas and weights add up (security.md T2)."""
    if len({one.pk for one in audiences}) < 2 or len({one.campaign_id for one in audiences}) > 1:
        raise Unfit(_("请选同一次评议里要合并的两层或更多。"))
    campaign = editable(audiences[0].campaign, by)
    first, *rest = sorted(audiences, key=lambda one: one.pk)
    parts = [part for one in (first, *rest) for part in (one.merged.split("、") if one.merged else [one.label])]
    listed = [one.names for one in (first, *rest)]
    weight = sum((one.share for one in (first, *rest)), Fraction(0))
    size, quota = sum(one.size for one in (first, *rest)), sum(one.quota for one in (first, *rest))
    for one in rest:  # what the merged ones were to rate is rated by the whole, where the whole does not yet
        _hand_over(one, first)
        one.delete()
    _fill(first, label, first.kind, size, quota, str(weight), "\n".join(listed) if all(listed) else "")
    first.merged = "、".join(parts)
    first.save()
    revised(campaign, gettext_lazy("合并评议主体"), by, at)
    return first


@transaction.atomic
def drop_audience(*, audience: Audience, by: Actor, at: datetime) -> None:
    """撤去评议主体, with its lines of the matrix."""
    campaign = editable(audience.campaign, by)
    if audience.methods.exists():
        raise Unfit(_("这一层已经有评议方式的记录，不能撤去。"))
    audience.delete()
    revised(campaign, gettext_lazy("评议主体"), by, at)


@transaction.atomic
def add_subject(
    *, campaign: Campaign, label: str, owner: Unit, by: Actor, at: datetime, kind: str = SubjectKind.UNIT
) -> CampaignSubject:
    """列评议对象: a unit, a party organisation or a person, with the unit that answers for it."""
    campaign = editable(campaign, by)
    label = label.strip() or owner.name
    if CampaignSubject.objects.filter(campaign=campaign, label=label, kind=kind).exists():
        raise Unfit(_("“%(label)s”已经是评议对象。") % {"label": label}, "label")
    subject = CampaignSubject.objects.create(
        campaign=campaign, code=f"s{_next(campaign.subjects.values_list('code', flat=True))}", label=label, kind=kind,
        owner=owner, owner_path=owner.path,
    )  # fmt: skip
    revised(campaign, gettext_lazy("评议对象"), by, at)
    return subject


@transaction.atomic
def drop_subject(*, subject: CampaignSubject, by: Actor, at: datetime) -> None:
    """撤去评议对象: it is taken off every sheet."""
    campaign = editable(subject.campaign, by)
    if subject.reviews.exists() or subject.ratings.exists() or subject.comments.exists():
        raise Unfit(_("“%(label)s”已经交了自查或有署名评分，不能撤去。") % {"label": subject.label})
    subject.delete()
    revised(campaign, gettext_lazy("评议对象"), by, at)


@transaction.atomic
def add_line(
    *, campaign: Campaign, audience: Audience, direction: str, version: Version, subjects: Sequence[CampaignSubject],
    by: Actor, at: datetime,
) -> Line:  # fmt: skip
    """排评议矩阵: who rates whom, in which direction, with which approved questionnaire, on one sheet (M159, M171)."""
    campaign = editable(campaign, by)
    if audience.campaign_id != campaign.pk or any(one.campaign_id != campaign.pk for one in subjects):
        raise Unfit(_("请从本次评议里选评议主体和评议对象。"))
    if not subjects:
        raise Unfit(_("请至少选一个评议对象。"), "subjects")
    if version.status != "approved":
        raise Unfit(_("问卷还没有审定，请先审定再用。"), "version")
    if audience.lines.filter(direction=direction, version=version).exists():
        raise Unfit(_("这一层已经用这份问卷按这个方向评议，请在一张表上选齐评议对象。"), "version")
    line = Line.objects.create(
        campaign=campaign, audience=audience, direction=Direction(direction), version=version,
        number=max(campaign.lines.values_list("number", flat=True), default=0) + 1,
    )  # fmt: skip
    line.subjects.set(subjects)
    revised(campaign, gettext_lazy("评议矩阵"), by, at)
    return line


@transaction.atomic
def drop_line(*, line: Line, by: Actor, at: datetime) -> None:
    """撤去评议矩阵的一行."""
    campaign = editable(line.campaign, by)
    if line.ratings.exists():
        raise Unfit(_("这一行已经有署名评分，不能撤去。"))
    line.delete()
    revised(campaign, gettext_lazy("评议矩阵"), by, at)


def _next(codes: Iterable[str]) -> int:
    return max((int(code[1:]) for code in codes), default=0) + 1


def _hand_over(small: Audience, whole: Audience) -> None:
    for line in small.lines.prefetch_related("subjects"):
        same = whole.lines.filter(direction=line.direction, version=line.version).first()
        if same is None:
            line.audience = whole
            line.save(update_fields=["audience"])
        else:
            same.subjects.add(*line.subjects.all())
            line.delete()
    small.methods.update(audience=whole)


def _fill(audience: Audience, label: str, kind: str, size: int, quota: int, weight: str, names: str) -> None:
    listed = [name.strip() for name in names.splitlines() if name.strip()]
    if not label.strip():
        raise Unfit(_("请写这一层的名称。"), "label")
    if len(set(listed)) < len(listed):
        raise Unfit(_("名册里有重复的姓名，请加上单位区别开。"), "names")
    audience.label, audience.kind, audience.names = label.strip(), LayerKind(kind), "\n".join(listed)
    audience.size = len(listed) or size
    if not 1 <= audience.size <= MOST_PEOPLE:
        raise Unfit(_("请写应评人数，或者列出名册。"), "size")
    if not 0 <= quota <= audience.size:
        raise Unfit(_("定额不能多于应评人数。"), "quota")
    audience.quota, audience.weight = quota, str(_weight(weight))
    if Audience.objects.filter(campaign=audience.campaign, label=audience.label).exclude(pk=audience.pk).exists():
        raise Unfit(_("已经有叫“%(label)s”的一层。") % {"label": audience.label}, "label")


def _weight(typed: str) -> Fraction:
    try:
        text = typed.strip().replace("％", "%")
        weight = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError) as wrong:
        raise Unfit(_("权重请写成 1、0.5 或 50%。"), "weight") from wrong
    if not 0 <= weight <= MOST_WEIGHT or weight.denominator > 10_000:
        raise Unfit(_("权重要在 0 到 1000 之间。"), "weight")
    return weight


__all__ = [
    "LEAST", "add_audience", "add_line", "add_subject", "drop_audience", "drop_line", "drop_subject", "edit_audience",
    "merge_audiences", "remove_role", "set_role",
]  # fmt: skip
