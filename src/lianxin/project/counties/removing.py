"""移走一个县: out of the register and its servers stopped, a last backup read back, its folder laid aside. Nothing is deleted.

Records have a time that the law sets; when it is over, whoever keeps the server deletes the folder (and the database).
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lianxin.project import running
from lianxin.project.counties import register, serving, surroundings
from lianxin.project.counties.register import House, Unfit

ASIDE = "removed"
#: a running installation ends a county's servers within this
WAIT_SECONDS, STEP_SECONDS = 90, 0.5


@dataclass(frozen=True)
class Removed:
    """移走了的: where its folder lies now, and the address of its database, without the password, where it has one."""

    house: House
    folder: Path
    database: str = ""


def found(code: str) -> House:
    """The county of this code, if it is one that can go. Raises Unfit."""
    house = next((one for one in register.read() if one.code == code), None)
    if house is None:
        raise Unfit(f"没有代码是 {code} 的县，见 lianxin county list。")
    if house.is_first:
        raise Unfit("第一个县是这个安装本身，不能移走。不用了的，停服务，照备份的规定留着它的目录。")
    return house


def remove(*, code: str, typed: str, to: str = "", say: Callable[[str], None] = print) -> Removed:
    """移走: nothing is changed where the name is not the county's or the backup failed. Raises Unfit."""
    house = found(code)
    if typed.strip() != house.name:
        raise Unfit(f"输入的不是“{house.name}”，没有移走。")
    known, folder = register.read(), surroundings.folder_of(house)
    own = surroundings.environment_of(house, known)
    register.write([one for one in known if one.code != code])
    try:
        with ExitStack() as held:
            _alone(held, folder / "data", say)
            say(f"备份{house.name} …")
            if serving.within(house, known, ["backup", *(["-o", to] if to else [])]):
                raise Unfit("备份没有完成，没有移走。备份目录关着的，用 --to 写明备份文件。")
            return Removed(house, _laid_aside(folder, code), _database(own))
    except BaseException:
        register.write(known)  # a running service takes it in again
        raise


def _alone(held: ExitStack, data: Path, say: Callable[[str], None]) -> None:
    """Wait until no server works on the county's records, and let none begin."""
    deadline, is_told = time.monotonic() + WAIT_SECONDS, False
    while True:
        try:
            held.enter_context(running.alone(data))
            return
        except running.IsRunning as problem:
            if time.monotonic() > deadline:
                raise Unfit("它的服务还在运行，没有移走。请先停止服务，再做一次。") from problem
            if not is_told:
                say("等它的服务停下 …")
            is_told = True
            time.sleep(STEP_SECONDS)


def _laid_aside(folder: Path, code: str) -> Path:
    place = folder.parent / ASIDE / f"{code}-{time.strftime('%Y%m%d-%H%M%S')}"
    place.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        return folder.rename(place)
    except OSError as problem:
        raise Unfit(f"{folder} 移不动：{problem.strerror}。没有移走，备份已经做好。") from problem


def _database(own: dict[str, str]) -> str:
    """The address of the county's database as it may be shown."""
    url = own.get("DATABASE_URL", "")
    return url.rpartition("@")[2].partition("?")[0]
