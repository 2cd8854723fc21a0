"""走访台账的导入和导出: who went where, what was found; each row is saved by `record_visit` as if written down today.

A matter found becomes a concern of today. One of last year, or earlier, comes in only with what came of it on the spot:
otherwise an old list would set clocks running for what has long been seen to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.meant import Meant, each, full_names, in_days, namesakes
from lianxin.base.journal import book as journal
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_text
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.problems import Unfit
from lianxin.work.households.models import Household
from lianxin.work.households.queries import seen_by
from lianxin.work.visits.commands import FoundMatter, record_visit, void_visit
from lianxin.work.visits.models import Finding, Visit, VisitPerson
from lianxin.work.visits.terms import RECORD, VIEW, Method, VisitKind

#: the file lies where it is brought in; of each row the room's own command weighs who stands at which end
BRING = replace(RECORD, weighed_at=("unit",))
_OTHER_KINDS = {
    "household": ("入户", "走访", "入户家访", "家访"), "random": ("调研", "随机走访"), "phone": ("电话", "电话访问"),
    "condolence": ("慰问走访",), "forum": ("座谈会",), "policy": ("宣讲", "政策宣传"), "enterprise": ("走访企业",),
}  # fmt: skip
VISIT_KINDS = tuple(Choice(code, label, _OTHER_KINDS.get(str(code), ())) for code, label in VisitKind.choices)
METHODS = tuple(Choice(code, label) for code, label in Method.choices)
_SEVERAL, _MATTERS = re.compile(r"[、,，;；/\n\s]+"), re.compile(r"[;；\n]+")
COLUMNS = (
    Column("on", gettext_lazy("走访时间"), ("走访日期", "时间", "日期", "入户时间", "走访起始日期"), reads="day", is_needed=True),
    Column("until", gettext_lazy("结束日期"), ("结束时间",), gettext_lazy("不写就是当天。"), reads="day"),
    Column("unit", gettext_lazy("走访地点"), ("地点", "村社区", "走访村", "所在村", "村", "村(社区)"),
           gettext_lazy("哪个村、社区、单位；不写就是导入时选的单位。"), most=120, example="石桥村"),
    Column("group", gettext_lazy("村民小组"), ("组别", "小组", "组"), most=30, example="三组"),
    Column("door", gettext_lazy("门牌"), ("门牌号",), gettext_lazy("写了组别和门牌的，按户册认是哪一户。"), most=40, example="12号"),
    Column("whom", gettext_lazy("走访对象"), ("对象",), gettext_lazy("不是户册里的一户的，写几个字，如 三组村民。"), most=60),
    Column("kind", gettext_lazy("走访类别"), ("类别", "走访类型", "走访形式"), gettext_lazy("不写就是入户走访。"),
           reads="choice", choices=VISIT_KINDS, example="入户走访"),
    Column("people", gettext_lazy("走访人员"), ("走访人", "走访干部", "人员", "联系干部", "干部姓名"),
           gettext_lazy("几个人用顿号隔开；有同名的写登录名。"), most=200, is_needed=True, example="李青、石大山"),
    Column("methods", gettext_lazy("走访方式"), ("方式",), reads="choices", choices=METHODS),
    Column("households", gettext_lazy("走访户数"), ("户数",), reads="number"),
    Column("needy", gettext_lazy("其中困难户"), ("困难户数",), reads="number"),
    Column("nights", gettext_lazy("住村夜数"), ("住夜", "夜数"), reads="number"),
    Column("note", gettext_lazy("走访情况"), ("走访记录", "家庭基本情况", "走访内容", "民情记录", "走访体会"), reads="text", most=4000),
    Column("found", gettext_lazy("诉求与建议"), ("反映的问题", "诉求", "收集的问题", "意见建议", "实际困难", "发现的问题"),
           gettext_lazy("几件用分号隔开，每件登记为一件诉求。"), reads="text", most=4000),
    Column("answer", gettext_lazy("当场怎样解决的"), ("当场解决情况", "解决情况", "答复情况", "处理情况"),
           gettext_lazy("和左边一件对一件；没有当场解决的写“无”。去年和更早的要写。"), reads="text", most=4000),
    Column("amount_yuan", gettext_lazy("慰问金额（元）"), ("慰问金", "慰问金额"), reads="number"),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Who went, where, to which household; the same people at the same place on a day is the same visit."""
    there = {}
    for one in (
        Visit.objects.standing()
        .prefetch_related("people")
        .filter(work.unit.covers("unit_path"), in_days(work, "on", "on"))
    ):
        went = frozenset(each.person_id for each in one.people.all())
        there[(one.unit_id, one.on, one.kind, one.household_id, one.whom, went)] = one.code
    homes: dict[tuple[int, str, str], list[Household]] = {}
    for home in seen_by(work.by, work.today):
        homes.setdefault((home.unit_id, home.group, home.door), []).append(home)

    def look(meant: Meant, line: Line) -> tuple[Any, Any]:
        unit, on = meant.unit(str(line.get("unit"))), line.get("on")
        went = [meant.person(word, on) for word in _SEVERAL.split(str(line.get("people"))) if word]
        kind, household = line.get("kind") or VisitKind.HOUSEHOLD, _household(line, unit, homes)
        matters = _matters(line, on.year < work.today.year)
        mark = (
            unit.pk, on, str(kind), household.pk if household else None, str(line.get("whom")),
            frozenset(one.pk for one in went),
        )  # fmt: skip
        return mark, (unit, kind, went, household, matters)

    return each(work, look, there)


def _household(line: Line, unit: Unit, homes: dict[tuple[int, str, str], list[Household]]) -> Household | None:
    if not line.get("door"):
        return None
    group, door = (" ".join(str(line.get(code)).split()) for code in ("group", "door"))
    found = homes.get((unit.pk, group, door), [])
    if len(found) != 1:
        words = (
            _("户册里没有%(unit)s%(place)s，请先登记户")
            if not found
            else _("户册里%(unit)s%(place)s不止一户，请逐户登记")
        )
        raise Unfit(words % {"unit": unit.name, "place": f"{group}{door}"})
    return found[0]


def _matters(line: Line, is_old: bool) -> list[FoundMatter]:
    """What was found, each with what came of it on the spot."""
    found = [one.strip() for one in _MATTERS.split(str(line.get("found"))) if one.strip()]
    answers = [one.strip() for one in _MATTERS.split(str(line.get("answer"))) if one.strip()]
    answers = ["" if one in ("无", "没有", "—", "-") else one for one in answers]
    if len(answers) > len(found):
        raise Unfit(_("“当场怎样解决的”比诉求多，请一件对一件"))
    answers += [""] * (len(found) - len(answers))
    if is_old and not all(answers):
        raise Unfit(_("往年走访发现的，请写当场怎样解决的；还没有解决的，请登记为诉求"))
    return [FoundMatter(text=text, answer=answer) for text, answer in zip(found, answers, strict=True)]


def take(work: Work, place: int) -> list[str]:
    """记走访: for those who went; whoever brings the file in went along only where he is named."""
    line, (unit, kind, went, household, matters) = work.lines[place], work.checked.found[place]
    is_along = work.by.person_id in {one.pk for one in went}
    visit = record_visit(
        kind=kind, unit=unit, on=line.get("on"), household=household, people=went, until=line.get("until") or None,
        nights=line.get("nights") or 0, group=line.get("group"), whom=line.get("whom"), methods=line.get("methods") or (),
        note=line.get("note"), findings=matters, amount_yuan=line.values.get("amount_yuan"),
        households=line.values.get("households"), needy=line.values.get("needy"), went=is_along, by=work.by, at=work.at,
    )  # fmt: skip
    work.made[place] = visit
    return [visit.ref]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """作废 every visit of the file: none is deleted. Refused where one brought a concern: that one goes its own way."""
    found = list(Visit.objects.filter(code__in=[ref.partition(":")[2] for ref in refs]))
    if Finding.objects.filter(visit__in=found).exists():
        raise Unfit(_("这一批里有的走访带出了诉求，不能整批撤销。请逐次作废，诉求照常办理。"))
    if journal.stories({one.ref for one in found}).filter(at__gt=since).exists():
        raise Unfit(_("这一批里已经有人办理过、改动过，不能撤销。请逐条办理。"))
    for one in found:
        void_visit(visit=one, reason=_("撤销导入"), by=by, at=at)
    return len(found)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Visits that the actor may see and that stand; what they brought by its title, as far as he may see it."""
    book, shared = full_names(today), namesakes()
    seen = set(seen_by(by, today).order_by().values_list("pk", flat=True))
    people = VisitPerson.objects.select_related("person").order_by("pk")
    found = Visit.objects.reachable(by=by, to=VIEW).standing().filter(unit.covers("unit_path"))
    visits = list(
        found.select_related("household").prefetch_related(Prefetch("people", queryset=people)).order_by("on", "pk")
    )
    brought: dict[int, list[tuple[str, str]]] = {}
    told = Finding.objects.standing().reachable(by=by, to=VIEW).filter(visit__in=[one.pk for one in visits])
    for one in told.select_related("concern").order_by("pk"):
        title = re.sub(r"[;；\n]+", "，", mask_text(one.concern.title))
        brought.setdefault(one.visit_id, []).append((title, _("当场解决") if one.is_solved_there else _("无")))
    for visit in visits:
        yield Given(
            visit.ref,
            _values(visit, book.full(visit.unit_path), visit.household_id in seen, brought.get(visit.pk, []))
            | {"people": "、".join(_called(one.person, shared) for one in visit.people.all())},
        )


def _called(person: Person, shared: set[str]) -> str:
    return person.username if person.name in shared else person.name


def _values(visit: Visit, place: str, is_seen: bool, brought: list[tuple[str, str]]) -> dict[str, Any]:
    values = {
        name: getattr(visit, name)
        for name in ("on", "until", "group", "whom", "kind", "methods", "households", "needy", "note", "amount_yuan")
    }
    values |= {"unit": place, "nights": visit.nights or None}
    if visit.household is not None and is_seen:
        values |= {"group": visit.household.group, "door": visit.household.door}
    if brought:
        values |= {
            "found": "；".join(title for title, _how in brought),
            "answer": "；".join(how for _title, how in brought),
        }
    return values


register(
    Kind(
        code="visits", label=gettext_lazy("走访台账"),
        about=gettext_lazy("谁哪天走访了哪里、哪一户，发现什么、当场解决没有。先有人员和户册。"), to_take=BRING, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("次"),
        out=Outward(VIEW, rows, about=gettext_lazy("有同名的走访人员写登录名，户写组别和门牌；发现的问题只写标题。")),
    )
)  # fmt: skip
