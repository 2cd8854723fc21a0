"""各县登记: which counties this installation serves, by which names, at which door inside. No Django here.

The first county stays where it always was; the further ones lie in `<data>-counties`, beside its folder as the practice
does: `register.json`, and for each a folder called by its division code with `data`, `keys` and `backups`.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lianxin.pure.durable import settle

FILE = "register.json"
FIRST = ""
#: what a county's own process is told, so that it does not look for others in its turn
ALONE = "off"
CODE = re.compile(r"[0-9]{6}")
NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
FIRST_PORT = 8100


class Unfit(Exception):
    """不合条件: with a sentence that says what is the matter and what to do."""


@dataclass(frozen=True)
class House:
    """一个县: its name, its division code, the names by which people come, and its door inside the machine.

    `public` are those of its names under which the residents' side alone answers. The first county has no folder of its
    own here, and its names are those of LIANXIN_HOSTS.
    """

    name: str
    code: str
    hosts: tuple[str, ...]
    port: int
    public: tuple[str, ...] = ()
    is_first: bool = False

    def answers(self, host: str) -> bool:
        """Whether this name is one of the county's; `.example` stands for all that end so, `*` for any."""
        return any(host == one or one == "*" or (one[:1] == "." and host.endswith(one)) for one in self.hosts)


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The first county's data folder, as the settings have it."""
    return Path(environment.get("LIANXIN_DATA", Path(__file__).resolve().parents[4] / "var"))


def place(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the further counties lie."""
    data = data_folder(environment)
    return Path(environment.get("LIANXIN_COUNTIES") or data.parent / f"{data.name}-counties")


def read(environment: Mapping[str, str] = os.environ) -> tuple[House, ...]:
    """The counties, the first one first; none where this installation has but one. Raises Unfit where it cannot be read."""
    if environment.get("LIANXIN_COUNTIES") == ALONE:
        return ()
    file = place(environment) / FILE
    try:
        rows = json.loads(file.read_text("utf-8"))
        found = [House(**{**row, "hosts": tuple(row["hosts"]), "public": tuple(row["public"])}) for row in rows]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise Unfit(f"{file} 读不懂，请恢复它，或用 lianxin county 改，不要手改。") from problem
    return tuple(replace(one, hosts=first_hosts(environment)) if one.is_first else one for one in found)


def write(houses: Sequence[House], environment: Mapping[str, str] = os.environ) -> None:
    """Write them all anew; nobody ever reads half a register."""
    folder = place(environment)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = folder / f"{FILE}.new"
    told = json.dumps([asdict(one) for one in houses], ensure_ascii=False, indent=1)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
        handle.write(told + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    new.replace(folder / FILE)
    settle(folder)


def first_hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the first county."""
    told = environment.get("LIANXIN_HOSTS", "127.0.0.1,localhost,[::1]")
    return tuple(one.strip().lower() for one in told.split(",") if one.strip())


def with_one_more(
    known: Sequence[House], *, name: str, code: str, hosts: Sequence[str], public: Sequence[str] = ()
) -> tuple[House, ...]:
    """加一个县: with a door of its own. Raises Unfit."""
    if not CODE.fullmatch(code):
        raise Unfit(f"行政区划代码是 6 位数字，不是“{code}”。")
    if any(one.code == code for one in known):
        raise Unfit(f"代码 {code} 的县已经有了，见 lianxin county list。")
    if not name.strip() or len(name.strip()) > 60:
        raise Unfit("请写县的名称，不超过 60 个字。")
    port = max([FIRST_PORT, *(one.port for one in known)]) + 1
    house = House(name.strip(), code, (), port)
    return (*known, with_names(house, known, hosts, public))


def with_names(house: House, known: Sequence[House], hosts: Sequence[str], public: Sequence[str]) -> House:
    """县的名称(域名): they are names of machines, and no other county has them. Raises Unfit."""
    ours = [one.strip().lower().removesuffix(".") for one in (*hosts, *public)]
    if not hosts:
        raise Unfit("请用 --host 写明群众和干部用哪个域名打开这个县，如 --host linjiang.example。")
    for one in ours:
        if not NAME.fullmatch(one) or len(one) > 253:
            raise Unfit(f"“{one}”不像域名。只写名称，不写 http:// 和端口，如 linjiang.example。")
        for other in known:
            if other.code != house.code and other.answers(one) and "*" not in other.hosts:
                raise Unfit(f"域名 {one} 已经是{other.name}的，请另用一个。")
    unique = tuple(dict.fromkeys(ours))
    return replace(house, hosts=unique, public=tuple(one for one in unique if one in ours[len(hosts) :]))


def must_not_meet(houses: Sequence[House]) -> None:
    """Raises Unfit where a name is two counties': LIANXIN_HOSTS may have been changed since."""
    for number, house in enumerate(houses):
        for other in houses[number + 1 :]:
            if common := [one for one in other.hosts if house.answers(one) and "*" not in house.hosts]:
                raise Unfit(f"域名 {common[0]} 既是{house.name}的，又是{other.name}的，请改 LIANXIN_HOSTS 或登记。")


def asked(houses: Sequence[House], told: str) -> House | None:
    """By which county's name somebody comes; None where it is nobody's. A whole name goes before a `*`."""
    host = bare(told)
    exact = [one for one in houses if "*" not in one.hosts and one.answers(host)]
    return next(iter(exact or [one for one in houses if one.answers(host)]), None) if host else None


def bare(told: str) -> str:
    """A name as it was typed or sent, without port, without a last dot, in small letters.

    >>> bare("Linjiang.Example.:8443"), bare("[::1]:8000"), bare("[::1]"), bare("10.1.2.3")
    ('linjiang.example', '[::1]', '[::1]', '10.1.2.3')
    """
    host = told.strip().lower()
    host = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return host.removesuffix(".")
