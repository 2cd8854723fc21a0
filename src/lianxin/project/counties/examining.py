"""各县的体检: what holds for the machine on which several counties stand, and for none of them alone. No Django here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianxin.project import running
from lianxin.project.counties import register, surroundings
from lianxin.project.counties.register import House, Unfit

ROOM_OF_A_COUNTY = 350 * 1024 * 1024  # bytes of memory (ADR 0071)
TOLD_BY = Path("/proc/meminfo")


@dataclass(frozen=True)
class Sign:
    """一项: as the examination of one county has them."""

    state: str
    name: str
    told: str


def machine(houses: Sequence[House]) -> Iterator[Sign]:
    """Names, databases, servers, memory."""
    yield _asked("域名", lambda: register.must_not_meet(houses), "没有两个县用同一个")
    yield _asked("数据库", lambda: surroundings.must_stand_apart(houses), "各县各用一个")
    yield _servers(houses)
    yield _memory(houses)


def _asked(name: str, question: Callable[[], None], good: str) -> Sign:
    try:
        question()
    except Unfit as problem:
        return Sign("bad", name, str(problem))
    return Sign("good", name, good)


def _servers(houses: Sequence[House]) -> Sign:
    """Where some counties are served, all must be."""
    away = [house for house in houses if not running.is_served(_data_of(house))]
    if len(away) == len(houses):
        return Sign("good", "各县的服务", "都没有运行")
    names = "、".join(house.name for house in away)
    if away:
        return Sign(
            "bad", "各县的服务", f"{names}没有运行，别的在运行。看服务的输出里它为什么退出；改好以后会自己再启动。"
        )
    return Sign("good", "各县的服务", f"{len(houses)} 个县都在运行")


def _data_of(house: House) -> Path:
    return register.data_folder() if house.is_first else surroundings.folder_of(house) / "data"


def _memory(houses: Sequence[House]) -> Sign:
    """Whether as many counties fit into this machine."""
    try:
        lines = dict(line.split(":", 1) for line in TOLD_BY.read_text("ascii").splitlines())
        whole = int(lines["MemTotal"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return Sign("good", "内存", "看不到有多少")
    needed = len(houses) * ROOM_OF_A_COUNTY
    told = f"共 {whole / 1024**3:.1f} GB，{len(houses)} 个县约用 {needed / 1024**3:.1f} GB"
    return Sign("good" if needed < whole * 0.8 else "warning", "内存", told)
