"""各县的环境: what a county's processes are told; of another county nothing, neither its place nor its database. No Django.

From the machine's own surroundings only what is true of the machine goes on (`OF_THE_MACHINE`). What is a county's, such
as its database, its SMS folder or the hosts of its programs, stands in `<its folder>/county.env`, a line each.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlparse

from lianxin.project.counties.register import ALONE, House, Unfit, place

LOOPBACK = "127.0.0.0/8,::1"
FILE = "county.env"
#: what holds for every county of this machine
OF_THE_MACHINE = ("LIANXIN_HTTPS", "LIANXIN_PLAIN", "LIANXIN_CIPHER", "LIANXIN_CLAMD", "LIANXIN_CLAMD_AWAY", "LIANXIN_BREACHED",
                  "LIANXIN_BACKUPS_KEPT", "LIANXIN_POOLER")  # fmt: skip
#: decided here, for every county
DECIDED = (
    "LIANXIN_DATA",
    "LIANXIN_KEYS",
    "LIANXIN_HOSTS",
    "LIANXIN_COUNTIES",
    "LIANXIN_PROXIES",
    "LIANXIN_PUBLIC_HOSTS",
)


def folder_of(house: House, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of a further county."""
    return place(environment) / house.code


def environment_of(
    house: House, houses: Sequence[House], environment: Mapping[str, str] = os.environ
) -> dict[str, str]:  # fmt: skip
    """What the processes of this county find around them."""
    found = dict(environment) if house.is_first else _of_another(house, environment)
    proxies = trusted(environment)
    found["LIANXIN_COUNTIES"] = ALONE
    found["LIANXIN_PROXIES"] = f"{proxies},{LOOPBACK}" if proxies else LOOPBACK
    found["LIANXIN_HOSTS"] = ",".join(house.hosts)
    others = [{"name": one.name, "host": next(iter(one.hosts), "")} for one in houses if one != house]
    found["LIANXIN_NEIGHBOURS"] = json.dumps(others, ensure_ascii=False)
    return found


def of_the_gate(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What the gate finds: names and proxies, no county's place, key or database."""
    found = _of_the_machine(environment)
    found |= {name: environment[name] for name in ("LIANXIN_HOSTS", "LIANXIN_PROXIES") if name in environment}
    return found | {"LIANXIN_COUNTIES": str(place(environment))}


def _of_the_machine(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: told for name, told in environment.items()
        if name in OF_THE_MACHINE or not name.startswith(("LIANXIN_", "DATABASE_URL"))
    }  # fmt: skip


def _of_another(house: House, environment: Mapping[str, str]) -> dict[str, str]:
    folder, found = folder_of(house, environment), _of_the_machine(environment)
    found |= {"LIANXIN_DATA": str(folder / "data"), "LIANXIN_KEYS": str(folder / "keys")}
    backups = environment.get("LIANXIN_BACKUPS", "")
    elsewhere = {"": folder / "backups", "off": Path("off")}.get(backups, Path(backups) / f"county-{house.code}")
    found["LIANXIN_BACKUPS"] = str(elsewhere)
    if house.public:
        found["LIANXIN_PUBLIC_HOSTS"] = ",".join(house.public)
    found["LIANXIN_BEGIN_AS"] = f"{house.code} {house.name}"
    return found | own(folder / FILE)


def own(file: Path) -> dict[str, str]:
    """本县的设置 of the file: NAME=what, a line each. Raises Unfit for a line that is none, or decides what is decided."""
    if not file.is_file():
        return {}
    lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    found = {}
    for line in lines:
        name, equals, told = line.partition("=")
        if not line or line.startswith("#"):
            continue
        if not equals or not (name == "DATABASE_URL" or name.startswith("LIANXIN_")) or name in DECIDED:
            raise Unfit(
                f"{file} 里这一行不能用：{name or line}。只写 DATABASE_URL=… 或 LIANXIN_…=…，数据、密钥、域名不在这里写。"
            )
        found[name] = told
    return found


def trusted(environment: Mapping[str, str]) -> str:
    """The proxies in front of the whole installation, as the settings would have them."""
    return environment.get("LIANXIN_PROXIES", LOOPBACK if environment.get("LIANXIN_HTTPS") == "1" else "")


def must_stand_apart(houses: Sequence[House], environment: Mapping[str, str] = os.environ) -> None:
    """Raises Unfit where two counties would write in one database: somebody has copied a line."""
    used: dict[str, House] = {}
    for house in houses:
        url = environment_of(house, houses, environment).get("DATABASE_URL", "")
        if not url:
            continue
        parts = urlparse(url)
        where = f"{parts.hostname}:{parts.port or 5432}{parts.path}"
        if where in used:
            raise Unfit(
                f"{used[where].name}和{house.name}写的是同一个数据库，没有启动。请改 {FILE} 里的 DATABASE_URL。"
            )
        used[where] = house
