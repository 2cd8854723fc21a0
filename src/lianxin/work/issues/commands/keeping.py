"""整理热点: confirm a group, take members out and in with a reason, name it, say what is done at the source, analyse."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.issues.models import Analysis, Issue, IssueMember
from lianxin.work.issues.terms import ANALYSE, CONFIRM, Sort

NAME = 60


@transaction.atomic
def confirm(
    *, name: str, sort: str, concerns: Sequence[Concern], unit: Unit, by: Actor, at: datetime, entry_key: str = ""
) -> Issue:
    """确认热点: make an issue of concerns that this actor sees; each at most in one open issue of the unit."""
    by.must_at(CONFIRM, unit.path)
    if entry_key and (known := Issue.objects.filter(entry_key=entry_key).first()):
        return known
    found = _seen(by, concerns)
    taken = IssueMember.objects.filter(
        concern__in=found, removed_at=None, issue__closed_on=None, issue__unit_path=unit.path
    )
    held = set(taken.values_list("concern_id", flat=True))
    found = [one for one in found if one.pk not in held]
    if len(found) < 2:
        raise Unfit(_("至少要有两件没有归入其他热点的诉求。"))
    issue = Issue.objects.create(
        unit=unit, unit_path=unit.path, name=_named(name), sort=Sort(sort), confirmed_at=at, confirmed_by=by.name,
        entry_key=entry_key or None,
    )  # fmt: skip
    IssueMember.objects.bulk_create(
        IssueMember(issue=issue, concern=one, added_at=at, added_by=by.name) for one in found
    )
    book.record("issue.confirmed", of=issue.ref, unit_path=unit.path, by=by, at=at, count=len(found),
                private={"name": issue.name})  # fmt: skip
    return issue


@transaction.atomic
def rename(*, issue: Issue, name: str, by: Actor, at: datetime) -> Issue:
    """改名."""
    issue = _open(issue, by)
    issue.name = _named(name)
    issue.save(update_fields=["name"])
    book.record("issue.renamed", of=issue.ref, unit_path=issue.unit_path, by=by, at=at, private={"name": issue.name})
    return issue


@transaction.atomic
def take_in(*, issue: Issue, concern: Concern, reason: str, by: Actor, at: datetime) -> IssueMember:
    """归入一件: a concern that came later, or that the run overlooked."""
    issue = _open(issue, by)
    _need(reason, _("请写明为什么归入。"), "reason")
    [concern] = _seen(by, [concern])
    if issue.members.filter(concern=concern, removed_at=None).exists():
        raise Unfit(_("这一件已经在热点里了。"), "code")
    member = IssueMember.objects.create(
        issue=issue, concern=concern, reason=reason.strip(), added_at=at, added_by=by.name
    )
    book.record("issue.taken_in", of=issue.ref, unit_path=issue.unit_path, by=by, at=at, code=concern.code,
                private={"reason": member.reason})  # fmt: skip
    return member


@transaction.atomic
def take_out(*, issue: Issue, concern: Concern, reason: str, by: Actor, at: datetime) -> IssueMember:
    """移出一件: it stays on record that it was in, who took it out and why."""
    issue = _open(issue, by)
    _need(reason, _("请写明为什么移出。"), "reason")
    member = issue.members.select_for_update().filter(concern=concern, removed_at=None).first()
    if member is None:
        raise Unfit(_("这一件不在热点里。"), "code")
    member.removed_at, member.removed_by, member.removed_reason = at, by.name, reason.strip()
    member.save()
    book.record("issue.taken_out", of=issue.ref, unit_path=issue.unit_path, by=by, at=at, code=concern.code,
                private={"reason": member.removed_reason})  # fmt: skip
    return member


@transaction.atomic
def set_source(*, issue: Issue, measure: str, by: Actor, at: datetime) -> Issue:
    """写明源头措施: what keeps it from coming again (要从源头查找原因，研究对策，防止引发矛盾纠纷)."""
    issue = _open(issue, by)
    _need(measure, _("请写明从源头上怎么办。"), "measure")
    issue.source_measure = measure.strip()
    issue.save(update_fields=["source_measure"])
    book.record("issue.sourced", of=issue.ref, unit_path=issue.unit_path, by=by, at=at,
                private={"measure": issue.source_measure})  # fmt: skip
    return issue


@transaction.atomic
def analyse(*, issue: Issue, cause: str, action: str, owner: Unit, due_on: date, by: Actor, at: datetime) -> Analysis:
    """写热点分析: the cause, what is to be done, by which unit, by when. A later one stands beside the former."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    by.must(ANALYSE, issue)
    _need(cause, _("请写明原因。"), "cause")
    _need(action, _("请写明怎么落实。"), "action")
    if due_on < localdate(at):
        raise Unfit(_("落实期限不能早于今天。"), "due_on")
    analysis = Analysis.objects.create(
        issue=issue, cause=cause.strip(), action=action.strip(), owner=owner, due_on=due_on, by_name=by.name, at=at
    )
    book.record("issue.analysed", of=issue.ref, unit_path=issue.unit_path, by=by, at=at, owner=owner.name,
                due_on=due_on.isoformat(), private={"cause": analysis.cause, "action": analysis.action})  # fmt: skip
    return analysis


@transaction.atomic
def close(*, issue: Issue, reason: str, by: Actor, at: datetime) -> Issue:
    """热点销号: it is no longer an issue; what is open of its concerns goes on as before."""
    issue = _open(issue, by)
    _need(reason, _("请写明为什么销号。"), "reason")
    issue.closed_on, issue.closing_reason = localdate(at), reason.strip()
    issue.save(update_fields=["closed_on", "closing_reason"])
    book.record("issue.closed", of=issue.ref, unit_path=issue.unit_path, by=by, at=at,
                private={"reason": issue.closing_reason})  # fmt: skip
    return issue


def _open(issue: Issue, by: Actor) -> Issue:
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    by.must(CONFIRM, issue)
    if issue.closed_on is not None:
        raise Unfit(_("这个热点已经销号。"))
    return issue


def _seen(by: Actor, concerns: Sequence[Concern]) -> list[Concern]:
    """Those that this actor sees; raises Unfit where one of them is not among them."""
    wanted = {one.pk for one in concerns}
    found = list(Concern.objects.reachable(by=by, to=SEE_CONCERN).standing().filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise Unfit(_("没有找到这一件诉求。"), "code")
    return found


def _named(name: str) -> str:
    _need(name, _("请给热点起个名称。"), "name")
    return name.strip()[:NAME]


def _need(text: str, sentence: str, field: str) -> None:
    if not text.strip():
        raise Unfit(sentence, field)
