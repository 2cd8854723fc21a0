"""挂钩结对: make a link, end it; a household is entrusted with it and the trust ends with it (M079, M080, M099, M111)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.households import commands as households
from lianxin.work.households.models import Household
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.queries import asked, home_of, load
from lianxin.work.pairings.terms import ARRANGE, KINDS, Duty, PairingKind, Skill, Target


@dataclass(frozen=True)
class Link:
    """要结的联系, checked: what the row of the table will hold."""

    kind: PairingKind
    person: Person
    home: Unit
    unit: Unit
    household: Household | None
    label: str
    since: date
    until: date | None


@transaction.atomic
def pair(
    *, kind: str, person: Person, since: date, by: Actor, at: datetime, unit: Unit | None = None,
    household: Household | None = None, label: str = "", until: date | None = None, home: Unit | None = None,
    duty: str = "", skill: str = "", basis: str = "", over_why: str = "",
) -> Pairing:  # fmt: skip
    """挂钩结对: link a person to a place, a household or what a few words name, from a day on.

    A household is linked by who arranges where it lies, and its particulars are entrusted to the person for these
    days (need-to-know). Raises Unfit where the counterpart is missing, the same link stands already, the place has
    another 第一责任人 on one of the days, or one more than usual comes without a reason (`over_why`).
    """
    link = _checked(kind, person, unit, household, label, since, until, home)
    if link.household is not None:
        by.must_at(ARRANGE, link.household.unit_path)
    else:
        _may_arrange(by, link)
    _refuse_twice(link)
    _refuse_second_first(link, duty)
    want = asked(link.kind, link.home.path)
    over = _over(link, want.most, over_why)
    pairing = Pairing.objects.create(
        code=new_code(), kind=link.kind, person=person, home=link.home, home_path=link.home.path, unit=link.unit,
        unit_path=link.unit.path, household=link.household, label=link.label, duty=Duty(duty),
        skill=Skill(skill) if skill else "", basis=basis.strip(), since=since, until=until, over_why=over,
        least_until=since + timedelta(days=want.least_days - 1) if want.least_days else None,
    )  # fmt: skip
    _entrust(pairing, by, at)
    book.record(
        "pairing.made", of=pairing.ref, unit_path=pairing.unit_path, by=by, at=at, private={"person": person.name},
        kind=link.kind.label, unit=link.unit.name, since=since.isoformat(),
    )  # fmt: skip
    if over:
        book.record("pairing.over", of=pairing.ref, unit_path=pairing.unit_path, by=by, at=at, private={"reason": over})
    return pairing


def _checked(
    kind: str, person: Person, unit: Unit | None, household: Household | None, label: str, since: date,
    until: date | None, home: Unit | None,
) -> Link:  # fmt: skip
    kind, spec, words = PairingKind(kind), KINDS[PairingKind(kind)], label.strip()
    if until is not None and until < since:
        raise Unfit(_("结束日期不能早于开始日期。"), "until")
    if not person.is_active:
        raise Unfit(_("这个人员的账号已经停用，不能安排联系。"), "person")
    home = home or home_of(person, since)
    if home is None:
        raise Unfit(_("这个人员在开始日期没有任职，请先登记任职。"), "person")
    if spec.target == Target.HOUSEHOLD:
        if household is None:
            raise Unfit(_("请写明是户册里的哪一户。"), "household")
        unit, words = household.unit, ""
    elif unit is None:
        raise Unfit(_("请写明联系哪里。"), "unit")
    elif spec.target == Target.WORDS and not words:
        raise Unfit(_("请写几个字说明联系的是谁，不写电话和身份证号。"), "label")
    elif spec.places and unit.kind not in spec.places:
        raise Unfit(_("这一类联系的是村、社区，请选村、社区。"), "unit")
    elif sum(char.isdigit() for char in words) > 4:
        raise Unfit(_("这里不写电话和身份证号。"), "label")
    return Link(kind, person, home, unit, household if spec.target == Target.HOUSEHOLD else None, words, since, until)


def _may_arrange(by: Actor, link: Link) -> None:
    """At either end; who arranges for neither is refused for the place."""
    if not by.may_at(ARRANGE, link.home.path):
        by.must_at(ARRANGE, link.unit.path)


def _refuse_twice(link: Link) -> None:
    same = Pairing.objects.touching(link.since, link.until).filter(
        person=link.person, kind=link.kind, unit=link.unit, household=link.household, label=link.label
    )
    if same.exists():
        raise Unfit(_("这个人已经有同样的联系，不用再安排一次。"), "person")


def _refuse_second_first(link: Link, duty: str) -> None:
    """第一责任人: at most one for a place on any day; the place's row is held, so that two cannot come at once."""
    if not duty:
        return
    if KINDS[link.kind].target != Target.PLACE:
        raise Unfit(_("只有联系村、社区、单位时才定第一责任人、直接责任人。"), "duty")
    if duty != Duty.FIRST:
        return
    Unit.objects.select_for_update().get(pk=link.unit.pk)
    others = Pairing.objects.touching(link.since, link.until).filter(unit=link.unit, duty=Duty.FIRST)
    if other := others.select_related("person").first():
        raise Unfit(
            _("%(unit)s在这段时间已有第一责任人%(name)s，请先移交或结束。")
            % {"unit": link.unit.name, "name": other.person.name},
            "duty",
        )


def _over(link: Link, most: int, why: str) -> str:
    """The reason why there is one more than usual; empty where there is not. A warning, never a block."""
    held = load([link.person.pk], link.kind, link.since, link.until).get(link.person.pk, 0)
    if not most or held < most:
        return ""
    if not why.strip():
        raise Unfit(
            _("%(name)s已有 %(held)s 个“%(kind)s”，一般不超过 %(most)s 个。仍要安排的，请写明理由。")
            % {"name": link.person.name, "held": held, "kind": link.kind.label, "most": most},
            "over_why",
        )
    return why.strip()


def _entrust(pairing: Pairing, by: Actor, at: datetime) -> None:
    """The household's particulars, to this person and nobody else, for the days of the link."""
    if pairing.household is not None:
        households.entrust(
            household=pairing.household, person=pairing.person, since=pairing.since, until=pairing.until,
            why=f"{PairingKind(pairing.kind).label} {pairing.code}", by=by, at=at,
        )  # fmt: skip


@transaction.atomic
def end_pairing(*, pairing: Pairing, until: date, by: Actor, at: datetime, reason: str = "") -> Pairing:
    """结束联系: `until` is its last day; before the least duration it wants a reason and is shown as short of it."""
    pairing = Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)
    may_change(by, pairing)
    refuse_ended(pairing, until, localdate(at))
    if pairing.least_until is not None and until < pairing.least_until and not reason.strip():
        raise Unfit(
            _("这个联系至少要到%(on)s，提前结束请写明理由。") % {"on": pairing.least_until.isoformat()}, "reason"
        )
    close(pairing, until, by, at, reason.strip())
    book.record(
        "pairing.ended", of=pairing.ref, unit_path=pairing.unit_path, by=by, at=at, until=until.isoformat(),
        private={"reason": pairing.ended_why} if pairing.ended_why else {},
    )  # fmt: skip
    return pairing


def may_change(by: Actor, pairing: Pairing) -> None:
    """A household's link is changed by who arranges where it lies; any other at either end."""
    if pairing.household_id is not None:
        by.must_at(ARRANGE, pairing.unit_path)
    else:
        by.must(ARRANGE, pairing)


def refuse_ended(pairing: Pairing, until: date, today: date) -> None:
    """Raise Unfit where it is over already, or where it would end before it began."""
    if pairing.successor_id is not None:
        raise Unfit(_("这个联系已经移交。"))
    if pairing.until is not None and pairing.until < today:
        raise Unfit(_("这个联系已经结束。"))
    if until < pairing.since:
        raise Unfit(_("最后一天不能早于开始日期。"), "until")
    if pairing.until is not None and until > pairing.until:
        raise Unfit(
            _("原定到%(on)s结束。要继续的，请从第二天起另行安排。") % {"on": pairing.until.isoformat()}, "until"
        )


def close(pairing: Pairing, until: date, by: Actor, at: datetime, reason: str = "") -> None:
    """End it on that day, and the trust in the household with it."""
    pairing.until, pairing.ended_why = until, reason
    pairing.save(update_fields=["until", "ended_why"])
    others = Pairing.objects.touching(until + timedelta(days=1), None).filter(
        household=pairing.household_id, person=pairing.person_id
    )
    if pairing.household is not None and not others.exists():
        households.end_trust(
            household=pairing.household, person=pairing.person, on=until + timedelta(days=1), by=by, at=at
        )
