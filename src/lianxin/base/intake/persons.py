"""人员职务表: accounts and posts, each made by `create_person` and `appoint` as if typed by hand.

No file gives a password: an account that comes in opens nothing until its slip is printed (`print_slips`), and no power that
takes two persons (ADR 0050): such a post becomes a request that another person decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.kinds import Given, Kind, Outward, Setting, Work, register
from lianxin.base.intake.leaving import left_out
from lianxin.base.intake.models import Taking
from lianxin.base.intake.refs import keys_of
from lianxin.base.intake.units import as_known, known_units
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.commands import EDIT
from lianxin.base.orgs.models import Person, Posting, PowerRequest, Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.powers import commands as powers
from lianxin.base.orgs.powers import queries, rules
from lianxin.base.orgs.removal import commands as removal
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import PowerKind, UnitKind
from lianxin.pure.intake import Checked, Column, FoundPost, KnownPerson, Post, Staff, UnitBook, check_staff

#: how offices call the posts, beside their labels
OTHER_WORDS = {
    "station_worker": ("工作人员", "村站工作人员", "专干", "联络员", "网格员", "工作站工作人员"),
    "station_head": ("站长", "村站长", "工作站站长", "负责人"),
    "township_clerk": ("经办员", "总站经办员", "工作人员", "群众工作总站经办员"),
    "township_leader": ("领导", "书记", "镇长", "乡长", "副书记", "副镇长", "分管领导"),
    "department_clerk": ("经办员", "工作人员"),
    "department_head": ("负责人", "局长", "主任", "部门领导"),
    "school_clerk": ("经办员", "工作人员"),
    "school_head": ("负责人", "校长"),
    "county_clerk": ("经办员", "县群工办经办员", "群工办经办员", "工作人员"),
    "county_leader": ("领导", "分管领导", "县长", "副县长"),
    "inspector": ("督查员", "督查"),
    "auditor": ("审计", "纪检", "安全审计员", "审计员"),
    "liaison_officer": ("联系干部", "包村干部", "驻村干部", "挂钩干部"),
    "system_admin": ("管理员",),
    "security_admin": ("安全管理员", "保密管理员"),
}
OWN = "本县"
HEADS = ("station_head", "department_head", "school_head")
#: who must be there so that anything can be taken down in a unit of this kind
ASKED_OF = (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.DEPARTMENT, UnitKind.SCHOOL)
TAKES_DOWN = ("concern.register", "concern.reply")
COLUMNS = (
    Column("name", gettext_lazy("姓名"), ("人员姓名", "工作人员姓名", "干部姓名", "名字"), is_needed=True, example="石大山",
           not_with=("单位",)),
    Column("unit", gettext_lazy("单位"), ("工作单位", "所在单位", "单位名称", "所属单位", "任职单位", "部门", "村(社区)", "村"),
           gettext_lazy("单位的名称；有同名的写全路径，如 清水镇/石桥村，或写行政区划代码。要先有这个单位。"),
           is_needed=True, most=120, example="石桥村"),
    Column("role", gettext_lazy("职务"), ("岗位", "角色", "系统职务", "担任职务", "职务名称"),
           gettext_lazy("从下拉里选；站长、经办员这样的简称也认得。"), is_needed=True, most=40, example="村站站长"),
    Column("username", gettext_lazy("登录名"), ("用户名", "账号", "登录账号", "系统账号"),
           gettext_lazy("字母、数字、下划线；不写就按顺序编。已有账号的人加职务，要写他的登录名。"), most=40, example="shiqiao_zz"),
    Column("phone", gettext_lazy("电话"), ("联系电话", "手机", "手机号", "手机号码", "联系方式"), most=30, example="00000000001"),
    Column("valid_from", gettext_lazy("任职日期"), ("起", "任职时间", "到岗日期", "任命日期", "起始日期"),
           gettext_lazy("不写就是导入当天。"), reads="day"),
)  # fmt: skip


def posts() -> tuple[Post, ...]:
    """The posts of the house as the plain check takes them; of the labels the words of the language in use."""
    return tuple(
        Post(
            role.code, str(role.label), OTHER_WORDS.get(role.code, ()), role.held_in, role.code in HEADS,
            any(code in role.grants for code in TAKES_DOWN), rules.role_weighs(role.code),
        )
        for role in ROLES.values()
    )  # fmt: skip


def known_people(today: date) -> "QuerySet[Person]":
    """Everybody who has an account, with the posts of the day and later: two statements."""
    held = Posting.objects.exclude(valid_to__lt=today).select_related("unit")
    return Person.objects.filter(is_active=True).prefetch_related(Prefetch("postings", held))


def check(work: Work) -> Checked:
    """Look through the file against the units, posts and people that there are."""
    units = known_units(work)
    people = list(known_people(work.today))
    asked = PowerRequest.objects.asked().filter(kind=PowerKind.POST).values_list("person_id", "unit__path", "role")
    waiting: dict[int, list[tuple[str, str]]] = {}
    for person, path, role in asked:
        waiting.setdefault(person, []).append((path, role))
    staff = Staff(
        UnitBook(as_known(unit) for unit in units), posts(), [_known(one, waiting.get(one.pk, [])) for one in people],
        work.settings["prefix"],
        [as_known(one) for one in units if one.kind in ASKED_OF and is_within(one.path, work.unit.path)],
        queries.is_split(), frozenset(Person.objects.filter(is_active=False).values_list("username", flat=True)),
    )  # fmt: skip
    work.kept["people"] = {one.username: one for one in people}
    checked = check_staff(work.lines, staff)
    for place, found in checked.found.items():
        if not is_within(found.path, work.unit.path):
            checked.refuse(place, _("%(unit)s不在%(under)s下面") % {
                "unit": work.kept["units"][found.path].name, "under": work.unit.name,
            })  # fmt: skip
    # the three officers last: from the first of them on, power takes two persons, also for the rest of this file
    checked.order = [place for place in checked.order if place not in checked.problems]
    checked.order.sort(key=lambda place: checked.found[place].role in rules.THREE)
    return checked


def _known(person: Person, waiting: Iterable[tuple[str, str]]) -> KnownPerson:
    held = tuple((one.unit.path, one.role) for one in person.postings.all())  # prefetched by `known_people`
    return KnownPerson(person.username, person.name, person.phone, (*held, *waiting))


def take(work: Work, place: int) -> list[str]:
    """建立账号 where there is none, and 任命: at once, or as a request where power takes two persons."""
    line, found = work.lines[place], work.checked.found[place]
    assert isinstance(found, FoundPost)
    people: dict[str, Person] = work.kept["people"]
    made: list[str] = []
    person = people.get(found.username)
    if person is None:
        if not found.is_new:
            raise orgs.Unfit(_("这个人的账号没有建立成，请先把他的另一行改好。"))
        person = orgs.create_person(
            username=found.username, name=line.get("name"), phone=line.get("phone"), by=work.by, at=work.at
        )
        made.append(person.ref)
    given = powers.appoint(
        person=person, unit=work.kept["units"][found.path], role=found.role,
        valid_from=line.get("valid_from") or work.today, by=work.by, at=work.at,
    )  # fmt: skip
    people[found.username] = person
    work.made[place] = given
    return [*made, given.ref if isinstance(given, PowerRequest) else f"posting:{given.pk}"]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take accounts and posts out again."""
    removal.remove_people(
        people=list(Person.objects.filter(pk__in=keys_of(refs, "person"))),
        postings=list(Posting.objects.filter(pk__in=keys_of(refs, "posting"))),
        asked=list(PowerRequest.objects.filter(pk__in=keys_of(refs, "power"))), since=since, by=by, at=at,
    )  # fmt: skip
    return len(keys_of(refs, "posting")) + len(keys_of(refs, "power"))


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """The posts held under a unit, one row each: two statements."""
    units = UnitBook(as_known(one) for one in Unit.objects.valid(today))
    held = Posting.objects.exclude(valid_to__lt=today).filter(within("unit__path", unit.path), person__is_active=True)
    for one in held.filter(role__in=ROLES).select_related("person", "unit").order_by("unit__path", "pk"):
        yield Given(one.person.ref, {
            "name": one.person.name, "unit": units.full(one.unit.path), "role": str(ROLES[one.role].label),
            "username": one.person.username, "phone": one.person.phone, "valid_from": one.valid_from,
        })  # fmt: skip


def without_password(taking: Taking) -> "QuerySet[Person]":
    """Those whom this file brought in and who have had no password yet: their slips are still to be printed."""
    made = Person.objects.filter(pk__in=keys_of(taking.made, "person"), is_active=True, last_login=None)
    return made.filter(handed_out_on=None).order_by("pk")


register(
    Kind(
        code="persons", label=gettext_lazy("人员职务表"),
        about=gettext_lazy("谁在哪个单位担任什么职务，登录名、电话、从哪天起。先有单位，再导人员。"),
        to_take=EDIT, columns=COLUMNS, check=check, take=take, undo=undo, counts_in=gettext_lazy("个职务"),
        settings=(Setting("prefix", gettext_lazy("登录名开头"), "lx", gettext_lazy("没写登录名的，从这几个字母起按顺序编，如 lx001。"),
                          r"[A-Za-z][A-Za-z0-9_-]{0,20}"),),
        offers={"role": lambda column: [str(role.label) for role in ROLES.values()]},
        then=gettext_lazy("密码条都印过了。人员登录后先改密码；向导里其余各步由县群众工作办公室经办员登录后办。"),
        out=Outward(EDIT, rows, {"phone": left_out}, EDIT, rows, about=gettext_lazy("电话不带出；密码不在任何文件里。")),
    )
)  # fmt: skip
