"""起草, 修改, 导入, 审定责任清单: a draft is changed as often as one likes; what was approved never changes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking
from lianxin.work.concerns.duty_files import Entry, Party
from lianxin.work.concerns.duty_terms import APPROVE_DUTIES, EDIT_DUTIES
from lianxin.work.concerns.models import DutyHelper, DutyList, DutyRule, Topic
from lianxin.work.concerns.problems import Unfit


def _top() -> Unit:
    top = Unit.objects.filter(parent=None).order_by("path").first()
    if top is None:
        raise Unfit(_("还没有设立单位。"))
    return top


def _tell(event: str, duty_list: DutyList, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(event, of=duty_list.ref, unit_path=_top().path, by=by, at=at, version=duty_list.version, **detail)


@transaction.atomic
def draft_list(*, by: Actor, at: datetime, name: str = "") -> DutyList:
    """起草责任清单: a copy of the newest version, to be changed; one draft at a time."""
    by.must_at(EDIT_DUTIES, _top().path)
    if DutyList.objects.filter(approved_at=None).exists():
        raise Unfit(_("已经有一份草稿，请先审定或放弃。"))
    last = DutyList.objects.approved().order_by("-version").first()
    version = (DutyList.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    name = name.strip() or (last.name if last else _("诉求责任清单"))
    made = DutyList.objects.create(name=name[:60], version=version, drafted_at=at, drafted_by_name=by.name)
    if last is not None:
        _copy(last, made)
    _tell("duty.drafted", made, by, at)
    return made


def _copy(last: DutyList, made: DutyList) -> None:
    for rule in last.rules.prefetch_related("helpers"):
        helpers = list(rule.helpers.all())
        rule.pk, rule.duty_list = None, made
        rule._state.adding = True
        rule.save()
        DutyHelper.objects.bulk_create([DutyHelper(rule=rule, by=one.by, unit_id=one.unit_id) for one in helpers])


def _draft(duty_list: DutyList) -> DutyList:
    duty_list = DutyList.objects.select_for_update().get(pk=duty_list.pk)
    if duty_list.approved_at is not None:
        raise Unfit(_("审定过的清单不能改，请另起草一版。"))
    return duty_list


@transaction.atomic
def put_rule(
    *, duty_list: DutyList, topic: Topic, lead: Party, by: Actor, at: datetime, place: Unit | None = None,
    helpers: Sequence[Party] = (), basis: str = "",
) -> DutyRule:  # fmt: skip
    """写一条: who is in charge of the topic in that place; what the draft said of both before is replaced."""
    by.must_at(EDIT_DUTIES, _top().path)
    duty_list = _draft(duty_list)
    rule = _put(duty_list, Entry(0, topic, place, lead, tuple(helpers), basis))
    where = place.name if place else _("全县")
    _tell("duty.changed", duty_list, by, at, what=f"{topic.label}（{where}）→{lead.word}")
    return rule


def _put(duty_list: DutyList, entry: Entry) -> DutyRule:
    duty_list.rules.filter(topic=entry.topic, place=entry.place).delete()
    rule = DutyRule.objects.create(
        duty_list=duty_list, topic=entry.topic, place=entry.place, place_path=entry.place.path if entry.place else "",
        lead_by=entry.lead.by, lead=entry.lead.unit, basis=entry.basis,
    )  # fmt: skip
    DutyHelper.objects.bulk_create(
        [DutyHelper(rule=rule, by=one.by, unit=one.unit) for one in dict.fromkeys(entry.helpers)]
    )
    return rule


@transaction.atomic
def remove_rule(*, rule: DutyRule, by: Actor, at: datetime) -> None:
    """删一条 of a draft."""
    by.must_at(EDIT_DUTIES, _top().path)
    duty_list = _draft(rule.duty_list)
    where = rule.place.name if rule.place else _("全县")
    _tell(
        "duty.changed",
        duty_list,
        by,
        at,
        what=_("删去%(topic)s（%(where)s）") % {"topic": rule.topic.label, "where": where},
    )
    rule.delete()


@transaction.atomic
def import_rules(
    *, duty_list: DutyList, entries: Sequence[Entry], by: Actor, at: datetime, rejected: int = 0, replace: bool = False
) -> int:
    """导入清单: the rows that could be told for certain go into the draft; `replace` empties it first."""
    by.must_at(EDIT_DUTIES, _top().path)
    duty_list = _draft(duty_list)
    if not entries:
        raise Unfit(_("没有可以导入的行。"), "file")
    if replace:
        duty_list.rules.all().delete()
    for entry in entries:
        _put(duty_list, entry)
    _tell("duty.imported", duty_list, by, at, taken=len(entries), rejected=rejected)
    return len(entries)


@transaction.atomic
def approve_list(*, duty_list: DutyList, valid_from: date, by: Actor, at: datetime) -> DutyList:
    """审定: in force from that day on; the version before it ends the day before, and both stay."""
    by.must_at(APPROVE_DUTIES, _top().path)
    duty_list = _draft(duty_list)
    count = duty_list.rules.count()
    if not count:
        raise Unfit(_("清单还是空的，不能审定。"))
    if valid_from < clocking.today(at):
        raise Unfit(_("施行日期不能早于今天：已经过去的日子，责任以当时的清单为准。"), "valid_from")
    last = DutyList.objects.approved().order_by("-version").first()
    if last is not None:
        if last.valid_from is not None and last.valid_from >= valid_from:
            raise Unfit(
                _("施行日期要晚于现行第%(version)s版的施行日期 %(day)s。")
                % {"version": last.version, "day": last.valid_from},
                "valid_from",
            )
        last.valid_to = valid_from - timedelta(days=1)
        last.save(update_fields=["valid_to"])
    duty_list.valid_from, duty_list.approved_at, duty_list.approved_by_name = valid_from, at, by.name
    duty_list.save()
    _tell("duty.approved", duty_list, by, at, valid_from=valid_from.isoformat(), rules=count)
    return duty_list


@transaction.atomic
def drop_draft(*, duty_list: DutyList, by: Actor, at: datetime) -> None:
    """放弃草稿."""
    by.must_at(EDIT_DUTIES, _top().path)
    duty_list = _draft(duty_list)
    _tell("duty.dropped", duty_list, by, at)
    duty_list.delete()
