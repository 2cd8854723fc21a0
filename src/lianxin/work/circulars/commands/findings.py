"""督查问题的事项: noted, the unit has its say, upheld or changed or withdrawn, then put right (F081, F084)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.circulars.models import Finding, Inspection
from lianxin.work.circulars.rules import must_be_who_came, must_stop_at_the_unit, reply_by
from lianxin.work.circulars.terms import FINDING_FLOW, REPLY, FindingKind, FindingState, ReplyKind
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.rectification import commands as rectification
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import Source
from lianxin.work.regulations.models import Article


@transaction.atomic
def note(
    *, inspection: Inspection, kind: str, text: str, by: Actor, at: datetime, rule: Article | None = None, asks: bool = True
) -> Finding:  # fmt: skip
    """提出问题, after the check was recorded: a kind, what it is, the regulation it breaks where there is one (M244)."""
    inspection = Inspection.objects.select_for_update(of=("self",)).select_related("unit").get(pk=inspection.pk)
    must_be_who_came(inspection.home_path, by)
    if inspection.voided_on is not None:
        raise Unfit(_("这份督查记录已经作废。"))
    return noted(inspection, kind, text, rule, asks, by, at)


def noted(
    inspection: Inspection, kind: str, text: str, rule: Article | None, asks: bool, by: Actor, at: datetime
) -> Finding:  # fmt: skip
    """A new finding of this check, in the transaction of the deed; asked about at once where `asks`."""
    if kind not in FindingKind.values:
        raise Unfit(_("请选问题的类别。"), "kind")
    if not text.strip():
        raise Unfit(_("请写是什么问题。"), "text")
    must_stop_at_the_unit(text, [inspection.unit], localdate(at), "text")
    finding = Finding.objects.create(
        code=new_code(), inspection=inspection, unit=inspection.unit, unit_path=inspection.unit_path, on=inspection.on,
        kind=FindingKind(kind), first_text=text.strip(), text=text.strip(), rule=rule,
    )  # fmt: skip
    label = str(FindingKind(kind).label)
    _tell("finding.noted", finding, by, at, kind=label, private={"text": finding.text})
    if asks:
        asked(finding, by, at)
    return finding


@transaction.atomic
def ask(*, finding: Finding, by: Actor, at: datetime) -> Finding:
    """请单位说明: the unit is told what was found and has some working days for its word, before any circular (F084)."""
    finding = _of_ours(finding, by)
    FINDING_FLOW.after("ask", finding.state)
    return asked(finding, by, at)


def asked(finding: Finding, by: Actor, at: datetime) -> Finding:
    """The same in the transaction of another deed."""
    finding.state = FINDING_FLOW.after("ask", finding.state)
    finding.asked_on = localdate(at)
    finding.reply_by = reply_by(finding.asked_on)
    finding.save(update_fields=["state", "asked_on", "reply_by"])
    _tell("finding.asked", finding, by, at, due=finding.reply_by.isoformat())
    return finding


@transaction.atomic
def reply(*, finding: Finding, kind: str, by: Actor, at: datetime, text: str = "", evidence: str = "") -> Finding:
    """说明情况: the named unit agrees, or says how it was and what shows it; a word that comes late still counts.

    Not by whoever made the check. Evidence is words: where it can be seen; no photograph is asked for (JF-1).
    """
    finding = _locked(finding)
    by.must(REPLY, finding)
    if is_within(finding.inspection.home_path, by.own_path):
        raise NotAllowed(_("请由被查单位自己说明。"))
    kind = ReplyKind(kind)
    verb = "agree" if kind == ReplyKind.AGREES else "explain"
    state = FINDING_FLOW.after(verb, finding.state)
    if kind == ReplyKind.EXPLAINS and not text.strip():
        raise Unfit(_("请写明实际情况是怎样的。"), "text")
    finding.state, finding.reply_kind, finding.replied_on, finding.replied_by = state, kind, localdate(at), by.name
    finding.reply, finding.evidence = text.strip() or str(kind.label), evidence.strip()
    if kind == ReplyKind.AGREES:  # nothing is left to be decided
        finding.decided_on = finding.replied_on
    finding.save()
    _tell("finding.replied", finding, by, at, how=str(kind.label), private={"text": finding.reply})
    return finding


@transaction.atomic
def decide(*, finding: Finding, outcome: str, by: Actor, at: datetime, reason: str = "", text: str = "") -> Finding:
    """核定: uphold, or change the finding as the reply shows; both texts are kept. Silence is upheld after the time is over."""
    finding = _of_ours(finding, by)
    if outcome not in ("uphold", "change"):
        raise Unfit(_("请选怎样核定。"), "outcome")
    today, state = localdate(at), FINDING_FLOW.after(outcome, finding.state)
    if finding.may_still_be_replied(today):
        raise Unfit(_("单位的说明期限到%(on)s，过了才能核定。") % {"on": finding.reply_by}, "outcome")
    if finding.state == FindingState.REPLIED and not reason.strip():
        raise Unfit(_("单位作了说明，请写明为什么这样核定。"), "reason")
    if outcome == "change":
        if not text.strip() or text.strip() == finding.text:
            raise Unfit(_("请写修改后的问题。"), "text")
        must_stop_at_the_unit(text, [finding.unit], today, "text")
        finding.text = text.strip()
    _decided(finding, state, reason, by, at)
    return finding


@transaction.atomic
def withdraw(*, finding: Finding, reason: str, by: Actor, at: datetime) -> Finding:
    """撤销问题: it was none. Of one that stands in an issued circular the circular is corrected by a further one."""
    finding = _of_ours(finding, by)
    state = FINDING_FLOW.after("withdraw", finding.state)
    if not reason.strip():
        raise Unfit(_("请写明为什么撤销。"), "reason")
    if finding.item is not None:
        raise Unfit(_("已经转整改，请先撤销整改事项。"))
    _decided(finding, state, reason, by, at)
    return finding


def _decided(finding: Finding, state: str, reason: str, by: Actor, at: datetime) -> None:
    finding.state, finding.decided_on, finding.decided_by = state, localdate(at), by.name
    finding.decision = "\n".join(filter(None, (finding.decision, reason.strip())))
    finding.save()
    label = str(FindingState(state).label)
    _tell("finding.decided", finding, by, at, outcome=label, private={"text": reason.strip()})


@transaction.atomic
def correct(
    *, finding: Finding, measure: str, starts_on: date | None, ends_on: date | None, person: str, supervisor: str,
    by: Actor, at: datetime,
) -> Rectification:  # fmt: skip
    """转整改: a correction item from a finding that stands, in one deed, each leading to the other (F081)."""
    finding = _of_ours(finding, by)
    FINDING_FLOW.after("correct", finding.state)
    if finding.item is not None:
        raise Unfit(_("这个问题已经转整改。"))
    item = rectification.issue(
        source=Source.INSPECTION, source_ref=finding.ref, problem=finding.text, owner=finding.unit, about=finding.unit,
        source_label=_("督查问题 %(on)s") % {"on": finding.on.isoformat()}, measure=measure, starts_on=starts_on,
        ends_on=ends_on, person=person, supervisor=supervisor, by=by, at=at,
    )  # fmt: skip
    finding.item = item
    finding.save(update_fields=["item"])
    _tell("finding.corrected", finding, by, at, item=item.code)
    return item


@transaction.atomic
def note_put_right(*, finding: Finding, how: str, on: date, by: Actor, at: datetime) -> Finding:
    """记当场改正: what needed no item, seen to be right by whoever made the check."""
    finding = _of_ours(finding, by)
    FINDING_FLOW.after("note_corrected", finding.state)
    if finding.put_right_on is not None or finding.item is not None:
        raise Unfit(_("已经改正，或已经转整改。"))
    if not finding.on <= on <= localdate(at):
        raise Unfit(_("改正日期不能早于督查，也不能晚于今天。"), "on")
    if not how.strip():
        raise Unfit(_("请写怎样改的。"), "how")
    finding.put_right_on, finding.put_right_how = on, how.strip()[:200]
    finding.save(update_fields=["put_right_on", "put_right_how"])
    _tell("finding.put_right", finding, by, at, private={"text": finding.put_right_how})
    return finding


def _locked(finding: Finding) -> Finding:
    found = Finding.objects.select_for_update(of=("self",)).select_related("inspection", "unit", "item")
    finding = found.get(pk=finding.pk)
    if finding.inspection.voided_on is not None:
        raise Unfit(_("这份督查记录已经作废。"))
    return finding


def _of_ours(finding: Finding, by: Actor) -> Finding:
    finding = _locked(finding)
    must_be_who_came(finding.inspection.home_path, by)
    return finding


def _tell(event: str, finding: Finding, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(event, of=finding.ref, unit_path=finding.unit_path, by=by, at=at, **detail)
