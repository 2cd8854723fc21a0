"""考核方案: versions with dimensions and items; approved by another person, never edited afterwards (M281, M282)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.compliance import guard
from lianxin.base.indicators import get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.assessing import FULL, fault_of
from lianxin.pure.keysets import plain
from lianxin.reports.assessments import results, words
from lianxin.reports.assessments.compliance import SETTING, breaches_of, key_of, value_of
from lianxin.reports.assessments.models import Dimension, Item, Scheme
from lianxin.reports.assessments.problems import Unfit
from lianxin.reports.assessments.reckoning import method_of
from lianxin.reports.assessments.terms import APPROVE, EDIT, SCHEME_FLOW, Every, How, ItemKind, SchemeState

MOST_ITEMS, MOST_DAYS = 40, 30
BANDS = (("好", Decimal(90)), ("较好", Decimal(75)), ("一般", Decimal(0)))


@dataclass(frozen=True)
class ItemSpec:
    """考核项: an indicator and its weight; `full` is what gives 100 (or the limit), `floor` what gives 0.

    With steps `floor` is the result of what reaches none of them. A fact needs nothing else: one is enough.
    """

    indicator: str
    weight: int
    label: str = ""
    kind: str = ItemKind.MEASURED
    how: str = How.PROPORTIONAL
    floor: Decimal | None = None
    full: Decimal | None = None
    steps: tuple[tuple[Decimal, Decimal], ...] = ()
    least: int | None = None


@dataclass(frozen=True)
class DimensionSpec:
    """维度: its name and its items; it weighs what they weigh together."""

    name: str
    items: tuple[ItemSpec, ...]


@transaction.atomic
def draft_scheme(
    *, code: str, title: str, unit: Unit, kinds: Sequence[str], dimensions: Sequence[DimensionSpec], basis: str,
    purpose: str, by: Actor, at: datetime, every: Sequence[str] = (Every.HALF_YEAR,), objection_days: int = 5,
    bands: Sequence[tuple[str, Decimal]] = BANDS, least_rated: int = 40, larger: str = "",
    larger_weight: Decimal | None = None,
) -> Scheme:  # fmt: skip
    """拟考核方案: the next version. Weights add up to 100; every item is a result or a fact that opens to records.

    Raises Unfit, with the sentence why: an indicator that is no result (JF-3), weights that do not add up, no ground.
    """
    by.must_at(EDIT, unit.path)
    for field, text in (("title", title), ("basis", basis), ("purpose", purpose)):
        if not text.strip():
            raise Unfit(_("请写名称、依据和用途：考核要说清根据什么、拿来做什么。"), field)
    _check_frame(kinds, every, objection_days, least_rated, bands, larger, larger_weight)
    last = Scheme.objects.select_for_update().filter(code=code).order_by("-version").first()
    if last is not None and last.unit_id != unit.pk:
        raise Unfit(_("这个代码别的单位在用，请换一个。"), "code")
    scheme = Scheme.objects.create(
        code=code, version=last.version + 1 if last else 1, unit=unit, unit_path=unit.path, title=title.strip()[:60],
        basis=basis.strip()[:200], purpose=purpose.strip()[:200], kinds=[kind for kind in UnitKind.values if kind in kinds],
        every=[one for one in Every.values if one in every], objection_days=objection_days, least_rated=least_rated,
        bands=[[label.strip()[:20], plain(least)] for label, least in bands], larger=larger.strip()[:60],
        larger_weight=larger_weight if larger.strip() else None, made_by=by.name, made_ref=by.ref, made_on=localdate(at),
    )  # fmt: skip
    count = _add_dimensions(scheme, dimensions)
    book.record(
        "assessment.scheme_drafted", of=scheme.ref, unit_path=unit.path, by=by, at=at, name=scheme.title,
        version=scheme.version, items=count,
    )  # fmt: skip
    return scheme


@transaction.atomic
def approve_scheme(*, scheme: Scheme, valid_from: date, by: Actor, at: datetime) -> Scheme:
    """批准方案, by another person than who drafted it; in force from a day on, and from then on never edited.

    The first version may name a day that has passed; a later one only replaces the other from today on.
    """
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    by.must(APPROVE, scheme)
    scheme.state = SchemeState(SCHEME_FLOW.after("approve", scheme.state))
    if by.ref == scheme.made_ref:
        raise Unfit(_("方案由拟定人以外的人批准。"))
    before = Scheme.objects.filter(code=scheme.code, state=SchemeState.APPROVED).order_by("-valid_from").first()
    if before is not None and (valid_from <= localdate(at) or valid_from <= (before.valid_from or valid_from)):
        raise Unfit(_("已有一版在执行，新的一版从以后的日子起执行，不往回改。"), "valid_from")
    guard(SETTING, key_of(scheme), value_of(scheme), breaches_of(scheme), by=by, at=at)
    scheme.approved_by, scheme.approved_on, scheme.valid_from = by.name, localdate(at), valid_from
    scheme.save()
    book.record(
        "assessment.scheme_approved", of=scheme.ref, unit_path=scheme.unit_path, by=by, at=at, name=scheme.title,
        version=scheme.version, valid_from=valid_from.isoformat(),
    )  # fmt: skip
    return scheme


@transaction.atomic
def drop_scheme(*, scheme: Scheme, reason: str, by: Actor, at: datetime) -> Scheme:
    """作废草稿, by whoever may edit or approve; the draft stays to be read in the journal."""
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    by.must(EDIT if by.may(EDIT, scheme) else APPROVE, scheme)
    scheme.state = SchemeState(SCHEME_FLOW.after("drop", scheme.state))
    if not reason.strip():
        raise Unfit(_("请写明为什么作废。"), "reason")
    scheme.save(update_fields=["state"])
    book.record(
        "assessment.scheme_dropped", of=scheme.ref, unit_path=scheme.unit_path, by=by, at=at,
        private={"reason": reason.strip()[:200]}, name=scheme.title, version=scheme.version,
    )  # fmt: skip
    return scheme


def _check_frame(
    kinds: Sequence[str], every: Sequence[str], days: int, least_rated: int, bands: Sequence[tuple[str, Decimal]],
    larger: str, larger_weight: Decimal | None,
) -> None:  # fmt: skip
    if not kinds or set(kinds) - set(UnitKind.values):
        raise Unfit(_("请选考核哪些单位。"), "kinds")
    if not every or set(every) - set(Every.values):
        raise Unfit(_("请选多久考核一次：每半年、每季度或每年。"), "every")
    if not 1 <= days <= MOST_DAYS:
        raise Unfit(_("核对几个工作日，请写 1 到 30。"), "objection_days")
    if not 1 <= least_rated <= FULL:
        raise Unfit(_("可评权重下限，请写 1 到 100。"), "least_rated")
    limits = [least for _label, least in bands]
    if len(bands) < 2 or limits != sorted(set(limits), reverse=True) or limits[-1] != 0 or limits[0] > FULL:
        raise Unfit(_("分档从高到低写，最后一档从 0 起，至少两档。"), "bands")
    labels = [label.strip() for label, _least in bands]
    if not all(labels) or len(set(labels)) < len(labels):
        raise Unfit(_("每一档要有自己的名称。"), "bands")
    if (
        bool(larger.strip()) != (larger_weight is not None)
        or not 0 < (1 if larger_weight is None else larger_weight) <= FULL
    ):
        raise Unfit(_("纳入更大的考核的，写名称和占几分；分数在 0 到 100 之间。"), "larger_weight")


def _add_dimensions(scheme: Scheme, dimensions: Sequence[DimensionSpec]) -> int:
    specs = [spec for one in dimensions for spec in one.items]
    names = [one.name.strip() for one in dimensions]
    if not specs or len(specs) > MOST_ITEMS or not all(names) or not all(one.items for one in dimensions):
        raise Unfit(_("方案要有维度，每个维度要有名称和考核项，一共 1 到 40 项。"), "dimensions")
    if len(set(names)) < len(names) or len({spec.indicator for spec in specs}) < len(specs):
        raise Unfit(_("有两个维度或两项是同一个，请删去一个：同一个数不重复考核。"), "dimensions")
    if any(spec.weight < 1 for spec in specs) or sum(spec.weight for spec in specs) != FULL:
        raise Unfit(_("各项权重都是正整数，合计要正好是 100，现在是 %(n)s。") % {"n": sum(spec.weight for spec in specs)},
                    "dimensions")  # fmt: skip
    if not any(spec.kind == ItemKind.MEASURED for spec in specs):
        raise Unfit(_("方案里至少要有一项看结果的。"), "dimensions")
    for number, one in enumerate(dimensions, 1):
        weight = sum(spec.weight for spec in one.items)
        made = Dimension.objects.create(scheme=scheme, number=number, name=one.name.strip()[:30], weight=weight)
        Item.objects.bulk_create([_item(made, place, spec) for place, spec in enumerate(one.items, 1)])
    return len(specs)


def _item(dimension: Dimension, number: int, spec: ItemSpec) -> Item:
    is_fact = spec.kind == ItemKind.FACT
    how = How.FULFILLED if is_fact else spec.how
    if spec.kind not in ItemKind.values or how not in How.values:
        raise Unfit(_("请选这一项看结果还是看有没有，怎样折算。"), "dimensions")
    if why := results.why_not(spec.indicator, spec.kind, how):
        raise Unfit(why, "dimensions")
    one = get(spec.indicator)
    with override(settings.LANGUAGE_CODE):  # the scheme is a paper, which is in one language
        item = Item(
            dimension=dimension, number=number, kind=spec.kind, indicator=one.code, version=one.version,
            label=(spec.label.strip() or str(one.label))[:60], definition=words.definition_of(one),
            better=results.better_of(one), measure=str(one.measure)[:12], weight=spec.weight, how=how,
            floor=None if is_fact else spec.floor, full=Decimal(1) if is_fact else spec.full,
            steps=[[plain(limit), plain(result)] for limit, result in spec.steps],
            least=0 if is_fact else results.least_of(one, spec.least),
        )  # fmt: skip
    if sentence := _fault(item):
        raise Unfit(sentence % {"label": item.label}, "dimensions")
    return item


def _fault(item: Item) -> str:
    """What keeps the way of reckoning from being used; empty where it is well."""
    needs = (
        [item.full] if item.how == How.FULFILLED else [item.full, item.floor] if item.how == How.PROPORTIONAL else []
    )
    if None in needs:
        return _("“%(label)s”没有写全：得满的数，按比例的还要写得零的数。")
    found = fault_of(method_of(item), "low" if item.better == "low" else "high")
    return {
        "": "",
        "same": _("“%(label)s”得零的数和得满的数一样，请改。"),
        "wrong_way": _("“%(label)s”高低写反了：办得越好，结果要越高。"),
        "order": _("“%(label)s”的分段要从好到差写，结果一段比一段低。"),
        "range": _("“%(label)s”的分段没有写，或者结果不在 0 到 100 之间。"),
    }[found]
