"""加一个县: its folders, its database, its line in the register; nothing of any other county is touched."""

import os
from collections.abc import Sequence
from dataclasses import replace

from lianxin.project.counties import databases, register, surroundings
from lianxin.project.counties.register import House, Unfit


def add(*, name: str, code: str, hosts: Sequence[str], public: Sequence[str] = (), database: str = "") -> House:
    """加一个县. Raises Unfit, and then nothing was done; a database that was made stays, empty."""
    register.with_one_more((), name=name, code=code, hosts=hosts, public=public)  # what is mistyped is told first
    known = register.read() or (first(),)
    houses = register.with_one_more(known, name=name, code=code, hosts=hosts, public=public)
    house = houses[-1]
    folder = surroundings.folder_of(house)
    if folder.exists() and any(one.name != surroundings.FILE for one in folder.iterdir()):
        raise Unfit(f"{folder} 里已经有东西，没有改动。")
    url = database or _on_the_same_server(code)
    if url:
        databases.make(database or os.environ["DATABASE_URL"], url)
    for one in ("data", "keys", "backups"):
        (folder / one).mkdir(parents=True, exist_ok=True, mode=0o700)
    if url and "DATABASE_URL" not in surroundings.own(folder / surroundings.FILE):
        databases.keep(folder, url)
    surroundings.must_stand_apart(houses)
    register.write(houses)
    return house


def change(*, code: str, name: str, hosts: Sequence[str], public: Sequence[str]) -> House:
    """换名称、换域名; what is not told stays. Raises Unfit."""
    known = register.read()
    old = next((one for one in known if one.code == code), None)
    if old is None:
        raise Unfit(f"没有代码是 {code} 的县，见 lianxin county list。")
    if old.is_first and (hosts or public):
        raise Unfit("第一个县的域名写在 LIANXIN_HOSTS 和 LIANXIN_PUBLIC_HOSTS 里，请在那里改。")
    new = replace(old, name=name.strip() or old.name)
    if hosts or public:
        new = register.with_names(new, known, hosts or old.hosts, public or old.public)
    if new == old:
        raise Unfit("没有改动：请写 --name、--host 或 --public。")
    register.write([new if one.code == code else one for one in known])
    return new


def first() -> House:
    """原来的县, as its own records call it. Raises Unfit as long as there is none."""
    from lianxin.project.starting import start_django

    start_django()
    from django.db import DatabaseError

    from lianxin.base.orgs.queries import top_unit

    try:
        unit = top_unit()
    except DatabaseError:
        unit = None
    if unit is None:
        raise Unfit("第一个县还没有设立。请先启动服务，凭开始设置码设立它，再加别的县。")
    return House(unit.name, unit.code, register.first_hosts(os.environ), register.FIRST_PORT, is_first=True)


def _on_the_same_server(code: str) -> str:
    url = os.environ.get("DATABASE_URL", "")
    return databases.beside(url, code) if url else ""
