"""人员职务表的核对: who holds which post where, before any account is made.

>>> from lianxin.pure.intake.books import KnownUnit, UnitBook
>>> from lianxin.pure.intake.reading import Line
>>> posts = (Post("station_head", "村站站长", ("站长",), ("village",), is_head=True, may_register=True),)
>>> staff = Staff(UnitBook([KnownUnit("0001", "定安县", "county"), KnownUnit("00010001", "石桥村", "village")]), posts)
>>> lines = [Line(2, {"name": "石大山", "unit": "石桥村", "role": "站长"}), Line(3, {"name": "石大山", "unit": "石桥", "role": "站长"})]
>>> checked = check_staff(lines, staff)
>>> checked.order, checked.found[0].username, checked.problems
([0], 'lx001', {1: ['没有单位“石桥”，请核对名称；同名的写全路径（如 清水镇/石桥村）']})

Who is meant: by the login name where one is written, else by name and telephone, else by name and unit. What cannot be
told for certain is turned back with the question. Nobody gets a password here, and no power that takes two persons.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lianxin.pure.intake.books import KnownUnit, UnitBook
from lianxin.pure.intake.reading import Checked, Line
from lianxin.pure.ledgers.clean import key

USERNAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
MOST_TOLD = 20


@dataclass(frozen=True)
class Post:
    """一种职务: its words, the kinds of units it is held in, whether one person heads a unit by it, what it opens."""

    code: str
    label: str
    others: tuple[str, ...]
    held_in: tuple[str, ...]
    is_head: bool = False
    may_register: bool = False
    weighs: bool = False


@dataclass(frozen=True)
class KnownPerson:
    """一个人: what the register knows: login name, name, telephone, the posts held (path of the unit, role)."""

    username: str
    name: str
    phone: str = ""
    posts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FoundPost:
    """查明的任职: the unit, the role; who: an account that there is, or a new one under this login name."""

    path: str
    role: str
    username: str
    is_new: bool


@dataclass
class Staff:
    """名册: units, posts and people as they are; `prefix`: how login names begin that are made from the pattern."""

    book: UnitBook
    posts: Sequence[Post]
    people: Sequence[KnownPerson] = ()
    prefix: str = "lx"
    #: units that must be able to take something down: of these it is told who is missing
    asked_of: Sequence[KnownUnit] = ()
    needs_second: bool = False
    #: login names that are taken although nobody here uses them any more
    reserved: frozenset[str] = frozenset()
    by_username: dict[str, KnownPerson] = field(init=False)
    by_name: dict[str, list[KnownPerson]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_username = {one.username.lower(): one for one in self.people}
        self.by_name = defaultdict(list)
        for one in self.people:
            self.by_name[key(one.name)].append(one)


def check_staff(lines: Sequence[Line], staff: Staff) -> Checked:
    """Look through the whole file."""
    checking = _Checking(lines, staff)
    for place in range(len(lines)):
        checking.look_at(place)
    checking.who_is_who()
    checking.remark()
    return checking.checked


class _Checking:
    """One file while it is looked through."""

    def __init__(self, lines: Sequence[Line], staff: Staff) -> None:
        self.lines, self.staff, self.checked = lines, staff, Checked()
        self.posted: dict[int, tuple[KnownUnit, Post]] = {}
        self.taken = {one.username.lower() for one in staff.people} | {one.lower() for one in staff.reserved}
        self.taken |= {str(line.get("username")).lower() for line in lines}
        self.number = 0

    def look_at(self, place: int) -> None:
        """Unit and post of a line."""
        line, refuse = self.lines[place], self.checked.refuse
        words, role = str(line.get("unit")), str(line.get("role"))
        units = self.staff.book.find(words)
        if not units:
            refuse(place, f"没有单位“{words}”，请核对名称；同名的写全路径（如 清水镇/石桥村）")
        elif len(units) > 1:
            refuse(place, f"有 {len(units)} 个单位叫“{words}”，请写全路径（如 清水镇/石桥村）或行政区划代码")
        if (username := str(line.get("username"))) and not USERNAME.fullmatch(username):
            refuse(place, f"登录名“{username}”只能用字母、数字、下划线和连字符")
        if len(units) != 1:
            return
        held = [one for one in self.staff.posts if units[0].kind in one.held_in]
        meant = [one for one in held if key(role) in (key(one.label), key(one.code), *map(key, one.others))]
        if len(meant) != 1:
            labels = "、".join(one.label for one in held)
            refuse(place, f"{units[0].name}没有职务“{role}”，可以写：{labels}")
            return
        self.posted[place] = (units[0], meant[0])

    def who_is_who(self) -> None:
        """Which lines are one person, which of them has an account, and how the new ones log in."""
        first: dict[str, int] = {}
        seen: dict[tuple[str, str, str], int] = {}
        for place, line in enumerate(self.lines):
            if place not in self.posted or place in self.checked.problems:
                continue
            known = self._known(place)
            if place in self.checked.problems:
                continue
            who = self._mark(place, known)
            unit, post = self.posted[place]
            if (before := seen.setdefault((who, unit.path, post.code), place)) != place:
                self.checked.twice[place] = before
                continue
            if (other := first.setdefault(who, place)) != place and not self._fits(place, other):
                continue
            if known is not None and (unit.path, post.code) in known.posts:
                self.checked.known[place] = known.username
                continue
            self._settle(place, other, known)
            line.values["username"] = self.checked.found[place].username

    def _known(self, place: int) -> KnownPerson | None:
        """The account of this person, if there is one; a question where it cannot be told."""
        line, (unit, post) = self.lines[place], self.posted[place]
        name, username, phone = (str(line.get(code)) for code in ("name", "username", "phone"))
        if username:
            known = self.staff.by_username.get(username.lower())
            if known is None and username.lower() in {one.lower() for one in self.staff.reserved}:
                self.checked.refuse(place, f"登录名“{username}”是停用了的账号的，请换一个")
            if known is not None and key(known.name) != key(name):
                self.checked.refuse(place, f"登录名“{username}”已是别人的，请换一个")
            return known
        same = self.staff.by_name.get(key(name), [])
        if there := [one for one in same if (unit.path, post.code) in one.posts]:
            return there[0]
        if phone and (by_phone := [one for one in same if _digits(one.phone) == _digits(phone)]):
            return by_phone[0]
        here = [one for one in same if any(path == unit.path for path, _role in one.posts)]
        if here and not phone:
            self.checked.refuse(
                place, f"{unit.name}已有“{name}”（登录名 {here[0].username}），加职务请写上他的登录名，另一个人请写电话"
            )
        return None

    def _mark(self, place: int, known: KnownPerson | None) -> str:
        """What stands for this person within the file."""
        if known is not None:
            return f"known:{known.username}"
        line = self.lines[place]
        if username := str(line.get("username")):
            return f"username:{username.lower()}"
        if phone := _digits(str(line.get("phone"))):
            return f"phone:{key(str(line.get('name')))}:{phone}"
        return f"unit:{key(str(line.get('name')))}:{self.posted[place][0].path}"

    def _fits(self, place: int, other: int) -> bool:
        """Whether a further line about somebody agrees with his first one."""
        line, before = self.lines[place], self.lines[other]
        if key(str(line.get("name"))) != key(str(before.get("name"))):
            self.checked.refuse(place, f"登录名和第 {before.number} 行相同，姓名却不同，请核对")
            return False
        if self._mark(place, None).startswith("unit:") and other not in self.checked.known:
            self.checked.refuse(place, f"和第 {before.number} 行同名同单位：是同一个人请写上登录名或电话，不是也请写上")
            return False
        return True

    def _settle(self, place: int, other: int, known: KnownPerson | None) -> None:
        unit, post = self.posted[place]
        if known is not None:
            username = known.username
        elif other != place and other in self.checked.found:
            username = self.checked.found[other].username
        else:
            username = str(self.lines[place].get("username")) or self._made()
        is_new = known is None and (other == place or other not in self.checked.found)
        self.checked.found[place] = FoundPost(unit.path, post.code, username, is_new)
        self.checked.order.append(place)

    def _made(self) -> str:
        """The next free login name of the pattern: lx001, lx002, …"""
        while True:
            self.number += 1
            username = f"{self.staff.prefix}{self.number:03}"
            if username.lower() not in self.taken:
                self.taken.add(username.lower())
                return username

    def remark(self) -> None:
        """What a person should look at: two heads, nobody who can register, namesakes, powers that take two persons."""
        held: Counter[tuple[str, str]] = Counter(post for one in self.staff.people for post in one.posts)
        held.update((found.path, found.role) for found in self.checked.found.values())
        posts = {one.code: one for one in self.staff.posts}
        book, say = self.staff.book, self.checked.remarks.append
        for (path, role), count in sorted(held.items()):
            if count > 1 and role in posts and posts[role].is_head and path in book.by_path:
                say(f"{book.full(path)}有 {count} 个{posts[role].label}，请核对")
        opened = {path for path, role in held if role in posts and posts[role].may_register}
        lacking = [book.full(one.path) for one in self.staff.asked_of if one.path not in opened]
        if lacking:
            more = f"等 {len(lacking)} 个单位" if len(lacking) > MOST_TOLD else ""
            say(f"导入后还没有人能登记诉求：{'、'.join(lacking[:MOST_TOLD])}{more}")
        self._namesakes(say)
        weighty = sum(1 for one in self.checked.found.values() if posts[one.role].weighs)
        if weighty and self.staff.needs_second:
            say(
                f"{weighty} 行的职务有审批、导出等权力，一个人不能给：导入后是待审批的申请，由安全保密管理员或者县领导同意后生效"
            )

    def _namesakes(self, say: Callable[[str], None]) -> None:
        new: dict[str, set[str]] = defaultdict(set)
        for place, found in self.checked.found.items():
            new[str(self.lines[place].get("name"))].add(found.username)
        for name, usernames in new.items():
            known = {one.username for one in self.staff.by_name.get(key(name), [])}
            if len(usernames | known) > 1:
                say(f"有 {len(usernames | known)} 个“{name}”，按不同的人登记：{'、'.join(sorted(usernames | known))}")


def _digits(phone: str) -> str:
    return "".join(char for char in phone if char.isdigit())
