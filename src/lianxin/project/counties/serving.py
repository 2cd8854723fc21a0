"""各县一起启动: the gate, and for each county a `lianxin serve` of its own; one that falls takes no other with it. No Django."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from lianxin.project import serve, tls
from lianxin.project.counties import register, surroundings
from lianxin.project.counties.register import House
from lianxin.project.tls import Tls

APP = "lianxin.project.counties.gate:application"
STOP_SECONDS = 40  # a county's own server asks its children in its turn, and waits fifteen
GATE_THREADS = 64  # it waits more than it works; granian would warn of so many
AGAIN_SECONDS, LONG_PAUSE_SECONDS, MOST_FALLS, SHORT_LIFE_SECONDS = 5, 600, 5, 60


@dataclass
class Fallen:
    """倒下的次数 of one county's server in quick succession, and when it is tried again."""

    falls: int = 0
    since: float = field(default_factory=time.monotonic)
    next_try: float = 0.0


class Counties:
    """各县的进程: started with surroundings of their own, started again where they fell."""

    def __init__(self, children: serve.Children, workers: int, threads: int, *, demo: bool, is_alone: bool) -> None:
        self.children, self.fallen = children, dict[str, Fallen]()
        self.more = ["--workers", str(workers), "--threads", str(threads)] + ([] if is_alone else ["--pages-only"])
        self.demo = demo

    def start(self, house: House, houses: tuple[House, ...]) -> None:
        """One county's server, behind the gate alone."""
        arguments = ["-m", "lianxin.project.cli", "serve", "--host", "127.0.0.1", "--port", str(house.port), "--exact"]
        arguments += [*self.more, *(["--demo"] if self.demo and house.is_first else [])]
        known = self.fallen.setdefault(house.code, Fallen())
        known.since, known.next_try = time.monotonic(), 0.0
        try:
            found = surroundings.environment_of(house, houses)
        except register.Unfit as problem:  # its own settings: the others go on
            print(problem, file=sys.stderr, flush=True)
            arguments, found = ["-c", "raise SystemExit(2)"], {}
        self.children.start(_name(house), arguments, found)

    def look(self, houses: tuple[House, ...]) -> None:
        """Whoever is not there is started, whoever was removed is ended; one that falls again and again waits ten minutes."""
        for code in sorted({*self.fallen} - {one.code for one in houses}) if houses else ():
            print(f"停下 {code} · stopping {code}", flush=True)
            self.children.end(f"county-{code}")
            del self.fallen[code]
        for house in houses:
            running, known = self.children.running.get(_name(house)), self.fallen.get(house.code)
            if running is None or known is None:
                print(f"启动{house.name} · starting {house.code}", flush=True)
                self.start(house, houses)
            elif running.poll() is not None and not known.next_try:
                self._fell(house, known)
            elif running.poll() is not None and time.monotonic() >= known.next_try:
                self.start(house, houses)

    def _fell(self, house: House, known: Fallen) -> None:
        now = time.monotonic()
        known.falls = known.falls + 1 if now - known.since < SHORT_LIFE_SECONDS else 1
        pause = AGAIN_SECONDS if known.falls <= MOST_FALLS else LONG_PAUSE_SECONDS
        known.next_try = now + pause
        self.children.sweep(_name(house))
        print(
            f"{house.name}的服务退出了，{pause} 秒后重新启动，其他县不受影响。 · {house.code} ended, again in {pause} s",
            file=sys.stderr, flush=True,
        )  # fmt: skip


def run(
    houses: tuple[House, ...], *, demo: bool, host: str, port: int, workers: int, threads: int, is_alone: bool,
    secured: Tls | None,
) -> int:  # fmt: skip
    """启动: until told to stop; the exit code."""
    register.must_not_meet(houses)
    if secured:
        os.environ["LIANXIN_HTTPS"] = "1"
        os.environ.setdefault("LIANXIN_PROXIES", "")
    surroundings.must_stand_apart(houses)
    children = serve.Children(seconds=STOP_SECONDS)
    _stop_when_told(children)
    try:
        port = serve.free_port(host, port)
        counties = Counties(children, workers, threads, demo=demo, is_alone=is_alone)
        gate = [
            "error" if one == "warning" else one
            for one in serve.web_arguments(host, port, 1, GATE_THREADS, secured, APP)
        ]
        children.start("gate", gate, surroundings.of_the_gate())
        counties.look(houses)
        _tell(houses, host, port, secured)
        return _watch(children, counties, gate, houses)
    except KeyboardInterrupt:
        print("\n正在停止 … · stopping", flush=True)
        return 0
    finally:
        children.stop()
        print("已停止。 · stopped", flush=True)


def _watch(children: serve.Children, counties: Counties, gate: list[str], houses: tuple[House, ...]) -> int:
    """Until told to stop. A county that was added is started; a gate that falls again and again ends all."""
    falls, since = 0, time.monotonic()
    while True:
        time.sleep(0.5)
        with suppress(register.Unfit):  # somebody wrote in it by hand: those that run are let run
            houses = register.read()
        counties.look(houses)
        if children.running["gate"].poll() is None:
            continue
        falls = falls + 1 if time.monotonic() - since < serve.SHORT_LIFE_SECONDS else 1
        if falls > serve.MOST_FALLS:
            print("总门一再退出，停止服务。 · the gate ended again and again", file=sys.stderr)
            return 1
        children.sweep("gate")
        children.start("gate", gate, surroundings.of_the_gate())
        since = time.monotonic()


def _stop_when_told(children: serve.Children) -> None:
    def told(_signal: int, _frame: FrameType | None) -> None:
        if not children.stopping:
            children.stopping = True
            raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)


def _tell(houses: tuple[House, ...], host: str, port: int, secured: Tls | None) -> None:
    scheme = "https" if secured else "http"
    print(f"\n连心：{len(houses)} 个县，总门在 {scheme}://{host}:{port}/ · {len(houses)} counties\n", flush=True)
    for one in houses:
        print(f"  {one.code}  {one.name}  {'、'.join(one.hosts)}", flush=True)
    if secured:
        print("\n" + tls.told(secured), flush=True)
    print("\n各县分别准备，好了会各说一声。按 Ctrl-C 停止。 · Ctrl-C stops them all.\n", flush=True)


def _name(house: House) -> str:
    return f"county-{house.code}"


def within(house: House, houses: tuple[House, ...], command: list[str]) -> int:
    """在一个县里运行一条命令 of ours; its exit code."""
    found = surroundings.environment_of(house, houses)
    return subprocess.run([sys.executable, "-m", "lianxin.project.cli", *command], env=found, check=False).returncode
