"""启动: prepare in a process of its own, then watch over the web server and the worker of tasks.

This process itself stays small: it loads no Django.
"""

import ctypes
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType

from lianxin.project import running, tls
from lianxin.project.demo.accounts import ACCOUNTS, PASSWORD
from lianxin.project.tls import Tls

STOP_SECONDS = 15
READY_SECONDS = 180
MOST_FALLS, SHORT_LIFE_SECONDS = 5, 30  # granian itself gives up when its workers fall in quick succession
FIRST_REMINDER_SECONDS, REMIND_EVERY_SECONDS = 300, 3600
SETTINGS = "lianxin.project.settings"
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None  # looked up before the fork, where little may be done


def _with_us() -> None:
    """A child ends when this process does, however that ends; else one that was killed leaves its port taken."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Children:
    """The processes that this one started; they are ended with it."""

    def __init__(self, *held: int, seconds: float = STOP_SECONDS) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False
        self.held = held  # open files that children hold as well
        self.seconds = seconds  # so long all of them together may take to end

    def start(
        self, name: str, arguments: list[str], surroundings: Mapping[str, str] = os.environ
    ) -> subprocess.Popen[bytes]:  # fmt: skip
        """Start one in a session of its own, so that Ctrl-C reaches it only through us, once."""
        environment = {"DJANGO_SETTINGS_MODULE": SETTINGS, **surroundings}
        child = subprocess.Popen(
            [sys.executable, *arguments],
            env=environment,
            start_new_session=True,
            pass_fds=self.held,
            preexec_fn=_with_us,
        )
        self.running[name] = child
        return child

    def sweep(self, name: str) -> None:
        """End what one that fell has left behind, so that nobody holds its port."""
        with suppress(ProcessLookupError):
            os.killpg(self.running[name].pid, signal.SIGKILL)

    def end(self, name: str) -> None:
        """Ask one to end, wait, and end it where it does not; the others go on."""
        self._ended([self.running.pop(name)] if name in self.running else [])

    def stop(self) -> None:
        """Ask all to end, wait, and end those that do not."""
        self.stopping = True
        self._ended(list(self.running.values()))

    def _ended(self, those: "list[subprocess.Popen[bytes]]") -> None:
        for child in those:
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + self.seconds
        for child in those:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def serve(
    *, demo: bool, host: str, port: int, workers: int = 1, threads: int = 4, is_alone: bool = True,
    secured: Tls | None = None, is_exact: bool = False,
) -> int:  # fmt: skip
    """启动: returns the exit code when the service was told to stop, or could not start.

    Beside another server that does the hourly work and the background jobs (`is_alone` false) only pages are served.
    """
    began = time.monotonic()
    if secured:
        os.environ["LIANXIN_HTTPS"] = "1"
        os.environ.setdefault("LIANXIN_PROXIES", "")  # people come straight to this server: nobody's word is believed
    children = Children(running.serving(data_folder()))

    def told(_signal: int, _frame: FrameType | None) -> None:
        if not children.stopping:
            children.stopping = True
            raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    try:
        prepare = children.start("prepare", ["-m", "lianxin.project.prepare", *(["--demo"] if demo else [])])
        if prepare.wait() != 0:
            print("准备失败，没有启动。 · Preparation failed; nothing was started.", file=sys.stderr)
            return 1
        del children.running["prepare"]
        port = free_port(host, port, tries=1 if is_exact else 50)
        start_web = partial(children.start, "web", web_arguments(host, port, workers, threads, secured))
        with tempfile.TemporaryDirectory(prefix="lianxin-meters-") as meters:
            os.environ["LIANXIN_METERS"] = meters
            start_web()
            if is_alone:
                _start_tasks(children)
            if not _wait_ready(children, host, port, secured):
                return 1
            _tell_ready(host, port, secured, seconds=time.monotonic() - began, demo=demo)
            return _watch(children, start_web)
    except KeyboardInterrupt:
        print("\n正在停止 … · stopping", flush=True)
        return 0
    finally:
        children.stop()
        print("已停止。 · stopped", flush=True)


def _tell_ready(host: str, port: int, secured: Tls | None, *, seconds: float, demo: bool) -> None:
    if "LIANXIN_NEIGHBOURS" in os.environ:  # one of several: people come by its name, through the gate (ADR 0071)
        print(f"{os.environ.get('LIANXIN_HOSTS')} 已启动({seconds:.0f} 秒)· ready, behind the gate", flush=True)
        return
    address = f"{'https' if secured else 'http'}://{_shown(host)}:{port}/"
    print(f"\n连心已启动({seconds:.0f} 秒)· ready:  {address}\n", flush=True)
    if secured:
        print(tls.told(secured) + "\n", flush=True)
    if demo:
        print(accounts_text(), flush=True)
    print("按 Ctrl-C 停止。 · Ctrl-C stops it.", flush=True)


def web_arguments(
    host: str, port: int, workers: int, threads: int, secured: Tls | None, app: str = "lianxin.project.wsgi:application"
) -> list[str]:  # fmt: skip
    """How the web server is started."""
    found = [
        "-m", "granian", "--interface", "wsgi", "--workers", str(workers), "--blocking-threads", str(threads),
        "--host", host, "--port", str(port), "--log-level", "warning", "--no-access-log",
        "--workers-kill-timeout", "10", "--respawn-failed-workers",
    ]  # fmt: skip
    if secured:
        found += ["--ssl-certificate", str(secured.chain), "--ssl-keyfile", str(secured.key),
                  "--ssl-protocol-min", "tls1.2"]  # fmt: skip
    return [*found, app]


def _start_tasks(children: Children) -> None:
    children.start("tasks", ["-m", "lianxin.project.working"])


def _watch(children: Children, start_web: Callable[[], object]) -> int:
    """Until told to stop: what fell is started again; a web server that falls again and again ends all.

    Once an hour the ladder of reminders is gone through, and a backup and a roll-up made where one is due, in processes that end.
    """
    next_reminder = time.monotonic() + FIRST_REMINDER_SECONDS
    falls, since = 0, time.monotonic()
    while True:
        time.sleep(0.5)
        if "tasks" in children.running and time.monotonic() >= next_reminder:
            next_reminder += REMIND_EVERY_SECONDS
            children.start("remind", ["-m", "lianxin.project.cli", "remind", "--quiet"])
            for name in ("backup", "rollup") if os.environ.get("LIANXIN_ROLLUPS") else ("backup",):
                if name not in children.running or children.running[name].poll() is not None:
                    children.start(name, ["-m", "lianxin.project.cli", name, "--due"])
        if children.running["web"].poll() is not None:
            falls = falls + 1 if time.monotonic() - since < SHORT_LIFE_SECONDS else 1
            if falls > MOST_FALLS:
                print("网页服务一再退出，停止服务。 · the web server ended again and again", file=sys.stderr)
                return 1
            print("网页服务退出了，重新启动。 · the web server ended, starting it again", file=sys.stderr)
            children.sweep("web")
            start_web()
            since = time.monotonic()
        if "tasks" in children.running and children.running["tasks"].poll() is not None:
            time.sleep(5)
            _start_tasks(children)


def free_port(host: str, port: int, *, tries: int = 50) -> int:
    """The first port from `port` on that nobody listens on; says so when it is another one."""
    for candidate in range(port, port + tries):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
        if candidate != port:
            print(f"端口 {port} 已被占用，改用 {candidate}。 · port {port} is taken, using {candidate}")
        return candidate
    if tries == 1:
        raise SystemExit(f"端口 {port} 已被占用，没有启动。 · port {port} is taken, nothing was started")
    raise SystemExit(f"从 {port} 起的 {tries} 个端口都被占用，请用 --port 指定。")


def _wait_ready(children: Children, host: str, port: int, secured: Tls | None) -> bool:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if children.running["web"].poll() is not None:
            return False
        try:
            connection = _connection(_shown(host), port, secured)
            connection.request("GET", "/")
            connection.getresponse().read()
            return True
        except OSError:
            time.sleep(0.2)
    print("网页服务没有在三分钟内应答。", file=sys.stderr)
    return False


def _connection(host: str, port: int, secured: Tls | None) -> http.client.HTTPConnection:
    """To this server from here; with TLS it must show the certificate it was given, by whatever name it is called."""
    bare = host.strip("[]")
    if secured is None:
        return http.client.HTTPConnection(bare, port, timeout=5)
    context = ssl.create_default_context(cafile=str(secured.trust))
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.check_hostname = False
    return http.client.HTTPSConnection(bare, port, timeout=5, context=context)


def _shown(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104


def slips_file() -> Path:
    """Where the demo county keeps the three receipts that are printed for trying the resident's page."""
    return data_folder() / "demo.json"


def keys_folder() -> Path:
    """The folder of the keys, as the settings have it."""
    data = data_folder()
    return Path(os.environ.get("LIANXIN_KEYS", data.parent / f"{data.name}-keys"))


def data_folder() -> Path:
    """The data folder, as the settings have it."""
    return Path(os.environ.get("LIANXIN_DATA", Path(__file__).resolve().parents[3] / "var"))


def accounts_text() -> str:
    """The demo accounts, one per role, and the receipts; says so when this is not a demo county."""
    if not slips_file().exists():
        return "这不是演示县，没有演示账号。 · not a demo county: there are no demo accounts\n"
    lines = [f"演示账号(密码都是 {PASSWORD})· demo accounts, all with this password", ""]
    lines += [f"  {account.username:<12} {account.role_label}  {account.unit}  {account.name}" for account in ACCOUNTS]
    lines += ["", "群众查询用的回执(编号 / 密码)· receipts for the resident's page", ""]
    for slip in json.loads(slips_file().read_text(encoding="utf-8"))["slips"]:
        lines.append(f"  {slip['code']}  {slip['secret']}  {slip['title']}({slip['status']})")
    return "\n".join(lines) + "\n"
