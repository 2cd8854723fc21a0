"""单位与任职的事项: setting up units, people and postings."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base import counting
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Posting, Succession, Unit
from lianxin.base.orgs.passwords import by_chance
from lianxin.base.orgs.paths import STEP, child_path
from lianxin.base.orgs.permissions import SYSTEM, Actor, NotAllowed, permission
from lianxin.base.orgs.powers import queries, rules
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import SuccessionKind, UnitKind
from lianxin.pure import problems

EDIT = permission("orgs.edit", _("管理单位、人员与任职"))
FAILURES_AN_HOUR = 200  # so many are written down: who floods the login page does not flood the journal
INITIAL_DAYS = 14  # so long a password that was handed out may wait for its first log-in
SETTLEMENTS = {UnitKind.VILLAGE, UnitKind.COMMUNITY}  # 村改居: these may become one another


class Unfit(problems.Unfit):
    """不合条件: what was asked contradicts the facts; the sentence says what to do."""


def refuse_unless(by: Actor, path: str) -> None:
    """Raise NotAllowed where this actor does not keep units and people."""
    if by is not SYSTEM and not by.may_at(EDIT, path):
        raise NotAllowed(_("您现在的职务不能管理单位与任职。"))


@transaction.atomic
def create_unit(
    *, name: str, kind: str, parent: Unit | None, by: Actor, at: datetime, code: str = "", phone: str = "",
    place: str = "", valid_from: date | None = None,
) -> Unit:  # fmt: skip
    """设立单位: a new node under `parent` (None only for the county itself, once)."""
    refuse_unless(by, parent.path if parent else "")
    if (
        parent is not None
    ):  # whoever sets up another one here waits: a lock on the siblings would not hold back a new one
        Unit.objects.select_for_update().get(pk=parent.pk)
    siblings = Unit.objects.select_for_update().filter(parent=parent).order_by("-path")
    last = siblings.first()
    if parent is None and last is not None:
        raise Unfit(_("最上级单位已经存在，请在它下面设立单位。"))
    number = int(last.path[-STEP:], 16) + 1 if last else 1
    unit = Unit.objects.create(
        name=name, kind=kind, parent=parent, path=child_path(parent.path if parent else "", number),
        code=code, code_system="民政" if code else "", phone=phone, place=place, valid_from=valid_from,
    )  # fmt: skip
    book.record("unit.created", of=unit.ref, unit_path=unit.path, by=by, at=at, name=name, kind=kind)
    return unit


@transaction.atomic
def close_unit(*, unit: Unit, valid_to: date, by: Actor, at: datetime) -> Unit:
    """撤销单位: the unit stays in the tree of its time; nothing new is entered under it after `valid_to`."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    refuse_unless(by, unit.path)
    if unit.valid_to is not None:
        raise Unfit(_("该单位已撤销。"))
    unit.valid_to = valid_to
    unit.save(update_fields=["valid_to"])
    book.record(
        "unit.closed", of=unit.ref, unit_path=unit.path, by=by, at=at, name=unit.name, valid_to=valid_to.isoformat()
    )
    return unit


@transaction.atomic
def correct_unit(
    *, unit: Unit, name: str, code: str, phone: str, place: str, by: Actor, at: datetime
) -> Unit:  # fmt: skip
    """更正单位资料: what was mistyped, or has changed; what it was stands in the journal."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    refuse_unless(by, unit.path)
    if unit.valid_to is not None:
        raise Unfit(_("该单位已撤销。"))
    typed = {"name": name.strip(), "code": code.strip(), "phone": phone.strip(), "place": place.strip()}
    changed = {field: getattr(unit, field) for field, value in typed.items() if getattr(unit, field) != value}
    if not typed["name"]:
        raise Unfit(_("请写单位名称。"), field="name")
    if not changed:
        raise Unfit(_("没有改动。"))
    for field in changed:
        setattr(unit, field, typed[field])
    unit.code_system = "民政" if unit.code else ""
    unit.save(update_fields=[*changed, "code_system"])
    words = {one.name: one.verbose_name for one in Unit._meta.fields}
    was, now = ("；".join(f"{words[field]} {said[field] or '—'}" for field in changed) for said in (changed, typed))
    book.record("unit.corrected", of=unit.ref, unit_path=unit.path, by=by, at=at, was=was, now=now)
    return unit


@transaction.atomic
def create_person(
    *,
    username: str,
    name: str,
    by: Actor,
    at: datetime,
    password: str | None = None,
    phone: str = "",
    is_demo: bool = False,
) -> Person:
    """建立人员账号; without a password the person cannot log in; one that somebody gave him he must change."""
    refuse_unless(by, by.own_path)
    if Person.objects.filter(username=username).exists():
        raise Unfit(_("登录名已被使用，请换一个。"))
    person = Person(username=username, name=name, phone=phone, is_demo=is_demo and by is SYSTEM)
    person.set_password(password)
    if password and by is not SYSTEM:
        person.handed_out_on = localdate(at)
    person.save()
    book.record("person.created", of=person.ref, unit_path=by.own_path, by=by, at=at, username=username)
    return person


@transaction.atomic
def post(*, person: Person, unit: Unit, role: str, valid_from: date, by: Actor, at: datetime) -> Posting:
    """任命: give the person a role in the unit from that day on; one with power only as long as there are no 三员."""
    refuse_unless(by, unit.path)
    if by is not SYSTEM and rules.role_weighs(role) and queries.is_split():
        raise Unfit(_("这个职务有审批、导出等权力，要由安全保密管理员审批，请走“权力事项”。"))
    fits(person=person, unit=unit, role=role, valid_from=valid_from)
    return put_in_post(person=person, unit=unit, role=role, valid_from=valid_from, by=by, at=at)


def fits(*, person: Person, unit: Unit, role: str, valid_from: date) -> None:
    """Raise Unfit where such a unit has no such post, or where somebody would hold two of the three offices."""
    if role not in ROLES or unit.kind not in ROLES[role].held_in:
        raise Unfit(_("该类单位没有这个职务，请另选。"))
    others = [one for one in rules.THREE if one != role] if role in rules.THREE else []
    held = Posting.objects.filter(person=person, role__in=others).exclude(valid_to__lt=valid_from)
    if others and held.exists():
        raise Unfit(_("系统管理员、安全保密管理员、安全审计员不能由同一个人担任两个，请另选人。"))


def put_in_post(*, person: Person, unit: Unit, role: str, valid_from: date, by: Actor, at: datetime) -> Posting:
    """任职落笔: what `post` does, and what was asked for and allowed."""
    fits(person=person, unit=unit, role=role, valid_from=valid_from)
    posting = Posting.objects.create(person=person, unit=unit, role=role, valid_from=valid_from)
    book.record(
        "posting.created", of=person.ref, unit_path=unit.path, by=by, at=at,
        username=person.username, unit=unit.name, role=ROLES[role].label, valid_from=valid_from.isoformat(),
    )  # fmt: skip
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, valid_to: date, by: Actor, at: datetime) -> Posting:
    """免职: the posting ends with that day; effective at the person's next request."""
    refuse_unless(by, posting.unit.path)
    if by is not SYSTEM and rules.role_guards(posting.role) and queries.is_split():
        raise Unfit(_("审批、审计的人不能由一个人免去，请走“权力事项”，由另一个人同意。"))
    return put_out_of_post(posting=posting, valid_to=valid_to, by=by, at=at)


def put_out_of_post(*, posting: Posting, valid_to: date, by: Actor, at: datetime) -> Posting:
    """免职落笔: what `end_posting` does, and what was asked for and allowed."""
    posting = Posting.objects.select_for_update().select_related("unit", "person").get(pk=posting.pk)
    if valid_to < posting.valid_from:
        raise Unfit(_("不能早于任职开始的 %(on)s。") % {"on": posting.valid_from}, field="valid_to")
    posting.valid_to = valid_to
    posting.save(update_fields=["valid_to"])
    book.record(
        "posting.ended", of=posting.person.ref, unit_path=posting.unit.path, by=by, at=at,
        username=posting.person.username, unit=posting.unit.name, role=ROLES[posting.role].label,
    )  # fmt: skip
    return posting


def _leave_the_guards(person: Person, by: Actor, at: datetime) -> None:
    """Who approves and audits is not shut out, and not impersonated, by the administrator alone."""
    if by is not SYSTEM and queries.is_split() and queries.is_guarding(person, localdate(at)):
        raise Unfit(_("他审批或者审计权力，先由另一个人同意免去他的职务（见“权力事项”）。"))


@transaction.atomic
def disable_person(*, person: Person, by: Actor, at: datetime) -> Person:
    """停用账号: takes effect at the person's next request."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    refuse_unless(by, by.own_path)
    _leave_the_guards(person, by, at)
    person.is_active = False
    person.save(update_fields=["is_active"])
    book.record("person.disabled", of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username)
    return person


@transaction.atomic
def change_password(*, person: Person, password: str, by: Actor, at: datetime) -> Person:
    """修改密码: by the person alone; every session but the one in which it was changed has ended."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if by.ref != person.ref:
        raise NotAllowed(_("只能修改自己的密码。"))
    person.set_password(password)
    person.handed_out_on = None
    person.save(update_fields=["password", "handed_out_on"])
    book.record("person.password_changed", of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username)
    return person


@transaction.atomic
def reset_password(*, person: Person, by: Actor, at: datetime) -> str:
    """重置密码: a password by chance, told once and good only for changing it; every session has ended."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    refuse_unless(by, by.own_path)
    if by.ref == person.ref:
        raise Unfit(_("自己的密码请在“我”页修改。"))
    if not person.is_active:
        raise Unfit(_("账号已停用。"))
    # who never came in has nothing to lose yet, and somebody must hand him his first password; with a factor it opens nothing
    if person.last_login is not None and not queries.has_factor(person):
        _leave_the_guards(person, by, at)
    password = by_chance()
    person.set_password(password)
    person.handed_out_on = localdate(at)
    person.save(update_fields=["password", "handed_out_on"])
    book.record("person.password_reset", of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username)
    return password


@transaction.atomic
def end_sessions(*, person: Person, by: Actor, at: datetime) -> Person:
    """全部退出: wherever the person is logged in, it ends with the next page; his own deed, or the administrator's."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if by.ref != person.ref:
        refuse_unless(by, by.own_path)
    person.session_round += 1
    person.save(update_fields=["session_round"])
    book.record("person.sessions_ended", of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username)
    return person


@transaction.atomic
def end_one_session(*, person: Person, session: Session, by: Actor, at: datetime) -> None:
    """退出一处: of one's own, and nobody else's; the others stay."""
    if by.ref != person.ref or session.get_decoded().get(SESSION_KEY) != str(person.pk):
        raise NotAllowed(_("只能退出自己的登录。"))
    session.delete()
    book.record("person.session_ended", of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username)


@transaction.atomic
def merge_units(
    *, units: Sequence[Unit], on: date, by: Actor, at: datetime, into: Unit | None = None, into_name: str = "",
    code: str = "",
) -> Unit:  # fmt: skip
    """合并单位 (撤并): from that day on one unit stands for several, which are closed on the day before and keep their records.

    Into a new unit of that name beside them, or into one that exists. What lies below them is carried along under the
    same names. The figures and the staff of the new unit reach the records of those that were merged into it.
    """
    held = list(Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]).order_by("path"))
    standing = Unit.objects.select_for_update().get(pk=into.pk) if into else None
    _refuse_merger(held, standing, into_name, on, at, by)
    new = standing or create_unit(
        name=into_name.strip(), kind=held[0].kind, parent=held[0].parent, by=by, at=at, code=code, valid_from=on
    )
    for old in held:
        _hand_over(old, new, SuccessionKind.MERGED, on, by, at)
    return Unit.objects.get(pk=new.pk)


def _refuse_merger(
    held: list[Unit], into: Unit | None, into_name: str, on: date, at: datetime, by: Actor
) -> None:  # fmt: skip
    every = held + ([into] if into else [])
    for unit in every:
        refuse_unless(by, unit.path)
        if unit.valid_to is not None:
            raise Unfit(_("%(name)s已撤销，不能再合并。") % {"name": unit.name})
        if unit.valid_from is not None and unit.valid_from >= on:
            raise Unfit(_("%(name)s在这一天还没有设立。") % {"name": unit.name})
    if into in held or len(every) < 2:
        raise Unfit(_("请选两个以上不同的单位。"))
    if len({unit.parent_id for unit in every}) > 1 or held[0].parent_id is None:
        raise Unfit(_("只有同一个上级单位下面的单位才能合并。"))
    kinds = {unit.kind for unit in every}
    if len(kinds) > 1 and not kinds <= SETTLEMENTS:
        raise Unfit(_("不同类别的单位不能合并。"))
    if into is None and not into_name.strip():
        raise Unfit(_("请写合并后的名称，或者选并入哪个单位。"))
    if on > localdate(at):
        raise Unfit(_("还没到这一天，请到生效当天再办。"))


def _hand_over(old: Unit, new: Unit, kind: SuccessionKind, on: date, by: Actor, at: datetime) -> None:
    """Close the old unit, let the new one stand for it, and carry along what lies below."""
    below = list(Unit.objects.select_for_update().filter(parent=old).valid(on).order_by("path"))
    close_unit(unit=old, valid_to=on - timedelta(days=1), by=by, at=at)
    Succession.objects.create(old=old, new=new, on=on, kind=kind)
    new.former = " ".join(dict.fromkeys([*new.former.split(), *old.paths]))
    new.save(update_fields=["former"])
    book.record(
        "unit.merged", of=new.ref, unit_path=new.path, by=by, at=at, old=old.name, new=new.name, on=on.isoformat(),
        kind=kind.label,
    )  # fmt: skip
    for child in below:
        carried = create_unit(
            name=child.name, kind=child.kind, parent=new, by=by, at=at, code=child.code, phone=child.phone,
            place=child.place, valid_from=on,
        )  # fmt: skip
        _hand_over(child, carried, SuccessionKind.CARRIED, on, by, at)


def is_stale(person: Person, on: date) -> bool:
    """初始密码过期: it was handed out and not used in time."""
    return person.handed_out_on is not None and on > person.handed_out_on + timedelta(days=INITIAL_DAYS)


@transaction.atomic
def note_login(*, person: Person, how: str, by: Actor, at: datetime) -> None:
    """登录: told after password and second factor have both been right; `how`: the kinds of proof, not the proof."""
    book.record(
        "person.logged_in", of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username, how=how
    )  # fmt: skip


@transaction.atomic
def note_logout(*, person: Person, by: Actor, at: datetime) -> None:
    """退出登录: by the person's own hand; a session that runs out leaves nothing."""
    book.record("person.logged_out", of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username)


def note_failed_login(*, typed: str, is_locked: bool, by: Actor, at: datetime) -> None:
    """登录未成功, or 暂停 once in half an hour per name: of what was typed only a keyed digest, and not more than so many an hour."""
    digest = digest_of(typed)
    if is_locked:
        event, is_told = "person.locked_out", counting.allowed("told_lock_out", digest, most=1, seconds=1800, at=at)
    else:
        event, is_told = "person.login_failed", True
    if not is_told or not counting.allowed(f"told:{event}", "", most=FAILURES_AN_HOUR, seconds=3600, at=at):
        return
    with transaction.atomic():
        book.record(event, of=f"login:{digest}", unit_path="", by=by, at=at, digest=digest)


def digest_of(typed: str) -> str:
    """登录名摘要: the same for the same name, however it is written; nobody without the server's key can compute it."""
    name = typed.strip().lower()
    return hmac.new(settings.SECRET_PEPPER.encode(), f"login|{name}".encode(), hashlib.sha256).hexdigest()[:16]
