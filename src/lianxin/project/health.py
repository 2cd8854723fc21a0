"""体检: what must hold for the records to be safe and the work to go on, asked of the machine itself.

Each sign says what is the matter and what to do, without a name, a record or an address in it. `lianxin doctor` prints
all of them; the page /health/ answers the few that are quick with one word, for a machine that watches this one; what is
bad stands on 今日 of whoever looks after the server (`apps.py`).
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.base.checkpoints import queries as checkpoints
from lianxin.base.federation import provider as federation
from lianxin.base.files import scanner
from lianxin.base.gateways.terms import BadGateway, GatewayAway
from lianxin.base.jobs import living
from lianxin.base.jobs import queries as jobs
from lianxin.base.journal import book
from lianxin.base.orgs.powers import queries as powers
from lianxin.project import rollups
from lianxin.project.backups.folder import last_backup
from lianxin.pure.paper import pdf
from lianxin.work.ballots.queries import boxes_without_file

State = Literal["good", "warning", "bad"]
#: bytes that must be free: below the first a person should look, below the second writing may fail any minute
SCARCE, FULL = 2 * 1024**3, 256 * 1024**2
PUBLIC = ("ca.pem", "server.pem")  # certificates: they lie beside the keys and are no secret
ROLLUPS_LATE = timedelta(days=2)
NO_CHECKPOINT, NOT_TAKEN, FAILED_WITHIN = timedelta(days=2), timedelta(minutes=15), timedelta(days=7)


@dataclass(frozen=True)
class Sign:
    """一项: its code for machines, its name, how it stands, and what to do where it is not good."""

    code: str
    name: str
    state: State
    told: str


def quick(*, at: datetime) -> list[Sign]:
    """要紧而快的几项: database, clock, room, tasks, backup, checkpoint; some milliseconds."""
    return _asked(QUICK, at)


def signs(*, at: datetime) -> list[Sign]:
    """全部各项."""
    return _asked((*QUICK, *THOROUGH), at)


def _asked(checks: tuple[Callable[[datetime], Iterator[Sign]], ...], at: datetime) -> list[Sign]:
    """Where the database gives no answer, the rest is still asked."""
    found: list[Sign] = []
    for check in checks:
        try:
            found += check(at)
        except DatabaseError as problem:
            told = _("数据库没有回答（%(why)s）。检查数据库服务和磁盘。") % {"why": type(problem).__name__}
            if "database" not in {one.code for one in found if one.state == "bad"}:
                found.append(Sign("database", _("数据库"), "bad", told))
    return found


def _database(at: datetime) -> Iterator[Sign]:
    book.last_at()  # any answer will do
    kind = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    yield Sign("database", _("数据库"), "good", kind)


def _clock(at: datetime) -> Iterator[Sign]:
    """A clock behind the last entry: nothing can be written (security.md T4)."""
    last = book.last_at()
    if last is not None and at < last - book.CLOCK_SLACK:
        told = _("服务器时钟比最后一条流水慢，暂时什么都写不进去。请校准时钟。")
        yield Sign("clock", _("时钟"), "bad", told)
        return
    yield Sign("clock", _("时钟"), "good", f"{timezone.localtime(at):%Y-%m-%d %H:%M}")


def _room(at: datetime) -> Iterator[Sign]:
    free = shutil.disk_usage(nearest(Path(settings.DATA))).free
    told = _("数据目录所在的盘还有 %(room)s。") % {"room": _size(free)}
    if free < FULL:
        yield Sign("disk", _("磁盘"), "bad", told + _("马上就写不进去了，请立即清出空间。"))
    elif free < SCARCE:
        yield Sign("disk", _("磁盘"), "warning", told + _("请清出空间，备份也要用。"))
    else:
        yield Sign("disk", _("磁盘"), "good", told)


def _tasks(at: datetime) -> Iterator[Sign]:
    """Whether the background jobs are being done; what failed is counted, its text may hold what was worked on."""
    waiting, failed = jobs.waiting_since(at - NOT_TAKEN), jobs.failed_since(at - FAILED_WITHIN)
    if waiting:
        told = _("%(n)s 项等了十五分钟还没有人做。后台进程可能停了，请重新启动服务。") % {"n": waiting}
        yield Sign("tasks", _("后台任务"), "bad", told)
    elif failed:
        told = _("有 %(n)s 项没有做成，请到“设置 — 后台任务”里重试或放弃。") % {"n": failed}
        yield Sign("tasks", _("后台任务"), "warning", told)
    else:
        yield Sign("tasks", _("后台任务"), "good", _("没有积压。"))


def _backup(at: datetime) -> Iterator[Sign]:
    last = last_backup(at=at)
    if not settings.BACKUPS_ARE_MADE:
        told = _("自动备份关着（LIANXIN_BACKUPS=off）。请确认另有备份。")
        yield Sign("backup", _("备份"), "warning", told)
        return
    since = (
        _("上一次好的备份：%(at)s。") % {"at": f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}"}
        if last.at
        else _("还没有备份。")
    )
    if last.is_late:
        yield Sign("backup", _("备份"), "bad", since + last.failure + _("请运行 lianxin backup。"))
    else:
        yield Sign("backup", _("备份"), "good", since)


def _checkpoint(at: datetime) -> Iterator[Sign]:
    newest, name = checkpoints.last(), _("流水检查点")
    if newest is None:
        first = book.first_at()
        has_old = first is not None and at - first > NO_CHECKPOINT
        told = _("还没有，服务每天生成一个。")
        yield Sign("checkpoint", name, "warning" if has_old else "good", told)
    elif at - newest.at > NO_CHECKPOINT:
        told = _("两天没有生成流水检查点。请运行 lianxin checkpoint，看它怎么说。")
        yield Sign("checkpoint", name, "bad", told)
    else:
        made = {"at": f"{timezone.localtime(newest.at):%Y-%m-%d %H:%M}", "n": newest.size}
        yield Sign("checkpoint", name, "good", _("最新一个：%(at)s，%(n)s 条。") % made)


def _tables(at: datetime) -> Iterator[Sign]:
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        told = _("数据表还差 %(n)s 步，请用 lianxin serve 启动一次。") % {"n": steps}
        yield Sign("tables", _("数据表"), "bad", told)
    else:
        yield Sign("tables", _("数据表"), "good", _("和程序的版本一致。"))


def _keys(at: datetime) -> Iterator[Sign]:
    """The keys lie apart from data and backups, and nobody else reads them."""
    place, name = Path(settings.KEYS).resolve(), _("密钥目录")
    inside = [one for one in (settings.DATA, settings.BACKUPS) if place.is_relative_to(Path(one).resolve())]
    if inside:
        yield Sign("keys", name, "bad", _("密钥放在数据或备份目录里，拿到备份就拿到密钥。请用 LIANXIN_KEYS 另指一处。"))
    elif place.exists() and place.stat().st_mode & 0o077:
        yield Sign("keys", name, "bad", _("别的账号也能读。请把权限改成 700。"))
    elif bare := sum(bool(one.stat().st_mode & 0o077) for one in place.rglob("*") if one.name not in PUBLIC):
        told = _("里面有 %(n)s 个文件（目录）别的账号也能读，备份或复制时会带出去。请把文件改成 600，目录改成 700。")
        yield Sign("keys", name, "bad", told % {"n": bare})
    else:
        yield Sign("keys", name, "good", _("和数据、备份分开，只有服务账号能读。"))


def _secure(at: datetime) -> Iterator[Sign]:
    name = "HTTPS"
    if settings.SERVED_SECURELY:
        yield Sign("https", name, "good", _("已开。"))
    else:
        told = _(
            "没有开：手机离线记录和盲签名投票不能用，密码在网上走明文。用 lianxin serve --tls 启动，或者设 LIANXIN_HTTPS=1。"
        )
        yield Sign("https", name, "warning", told)


def _office(at: datetime) -> Iterator[Sign]:
    if pdf.program():
        yield Sign("pdf", "PDF", "good", _("LibreOffice 已安装。"))
    else:
        yield Sign("pdf", "PDF", "warning", _("没有 LibreOffice，公文只能下载 docx。需要 PDF 就安装它。"))


def _shared(at: datetime) -> Iterator[Sign]:
    """Whether keys and boxes are those of the database: on each of several servers they must be the same (docs/deploy.md)."""
    newest, name = checkpoints.last(), _("共用目录")
    if newest is not None and not checkpoints.is_ours(newest):
        told = _(
            "密钥目录不是这个数据库的，流水的签名密钥不同。请让各台服务器的 LIANXIN_KEYS 相同；"
            "恢复来的，请放回原来的密钥；刚换过密钥的，再生成一个检查点。"
        )
        yield Sign("shared", name, "bad", told)
    elif lost := boxes_without_file():
        told = _("有 %(n)s 个正在投票的票箱不在数据目录里。几台服务器的，请让 LIANXIN_DATA 是同一个网络盘。") % {
            "n": lost
        }
        yield Sign("shared", name, "bad", told)
    elif not living.has_locks():
        yield Sign("shared", name, "bad", _("数据目录所在的盘没有文件锁。请换本机的盘，或用 NFS 4。"))
    else:
        yield Sign("shared", name, "good", _("密钥、票箱和数据库是一套的。"))


def _scanner(at: datetime) -> Iterator[Sign]:
    """Whether uploaded files are shown to a scanner, and leaked passwords known."""
    name = _("查毒")
    if not settings.CLAMD:
        yield Sign(
            "scanner", name, "warning", _("没有接。装 ClamAV 并用 LIANXIN_CLAMD 指明它的套接字，收的文件就先查。")
        )
    elif scanner.is_there(settings.CLAMD):
        yield Sign("scanner", name, "good", _("收的文件先查。"))
    else:
        told = (
            _("没有应答，带文件的现在不收。请启动 clamd。")
            if settings.CLAMD_AWAY != "take"
            else _("没有应答，文件没有查就收了。请启动 clamd。")
        )
        yield Sign("scanner", name, "bad", told)
    if settings.BREACHED and not Path(settings.BREACHED).is_file():
        yield Sign("breached", _("泄露的密码"), "bad", _("LIANXIN_BREACHED 指的文件不在，现在谁都改不了密码。"))


def _accounts(at: datetime) -> Iterator[Sign]:
    """Second factors, the three officers, and accounts whose password everybody knows."""
    found = powers.standing(timezone.localdate(at))
    if found.lacking:
        told = _("有权力还没有启用两步验证的 %(n)s 人，其中过了期限的 %(late)s 人（已打不开别的页面）。")
        yield Sign("factors", _("两步验证"), "warning", told % {"n": found.lacking, "late": found.overdue})
    else:
        yield Sign("factors", _("两步验证"), "good", _("有权力的人都启用了。"))
    name = _("三员")
    if found.doubled:
        told = _("有 %(n)s 人一个人担任两个，请免去其中一个。") % {"n": len(found.doubled)}
        yield Sign("officers", name, "bad", told)
    elif found.missing:
        yield Sign("officers", name, "warning", _("没有配齐，缺：%(who)s。") % {"who": _("、").join(found.missing)})
    else:
        yield Sign("officers", name, "good", _("系统管理、安全保密、安全审计各有其人。"))
    if found.demo:
        is_demo = (Path(settings.DATA) / "demo.json").exists()
        told = _("有 %(n)s 个演示账号，密码人人知道，不要求两步验证。真实工作前请停用，或者换一个新的数据目录。")
        yield Sign("demo", _("演示账号"), "warning" if is_demo else "bad", told % {"n": found.demo})


def _rollups(at: datetime) -> Iterator[Sign]:
    """Only where the site wants them written at night."""
    if settings.ROLLUPS:
        last, name = rollups.last_written(Path(settings.ROLLUPS)), _("汇总文件")
        if last is None or at - last > ROLLUPS_LATE:
            told = _("两天没有写成汇总文件。请运行 lianxin rollup --due，看它怎么说。")
            yield Sign("rollups", name, "warning", told)
        else:
            written = {"at": f"{timezone.localtime(last):%Y-%m-%d %H:%M}"}
            yield Sign("rollups", name, "good", _("上一次写成：%(at)s。") % written)


def _provider(at: datetime) -> Iterator[Sign]:
    """Only where people may log in by the county's own identity provider; it is asked anew, not out of what is kept."""
    name = _("统一登录")
    try:
        provider = federation.named()
        if provider is None:
            return
        provider.examine()
    except BadGateway as wrong:
        yield Sign("provider", name, "bad", str(wrong))
    except GatewayAway as away:
        told = _("连不上身份提供方（%(why)s），现在只能用登录名和密码登录。请看它是否开着、证书和主机名是否对。")
        yield Sign("provider", name, "warning", told % {"why": away})
    else:
        yield Sign("provider", name, "good", _("提供方有应答，说明和公钥都对。"))


QUICK = (_database, _clock, _room, _tasks, _backup, _checkpoint)
THOROUGH = (_tables, _keys, _shared, _secure, _scanner, _accounts, _office, _rollups, _provider)


def nearest(place: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(one for one in (place, *place.parents) if one.exists())


def _size(count: int) -> str:
    return f"{count / 1024**3:.1f} GB" if count >= 1024**3 else f"{count / 1024**2:.0f} MB"
