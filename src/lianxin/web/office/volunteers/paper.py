"""志愿服务证明 as a document by GB/T 9704: what he came to, and the sum; official papers are in Chinese."""

from datetime import date

from lianxin.pure.paper import Paper, Para, Table, runs, write_docx
from lianxin.work.volunteers.models import Member
from lianxin.work.volunteers.queries import Record


def certificate(member: Member, record: Record, today: date) -> bytes:
    """The certificate as docx."""
    unit = member.team.unit.name
    first = f"{member.since.year}年{member.since.month}月{member.since.day}日"
    told = (
        f"兹证明{member.name}于{first}加入{unit}{member.team.name}，截至{today.year}年{today.month}月{today.day}日，"
        f"按签到表参加志愿服务{record.times}次，共{record.hours.normalize():f}小时。"
    )
    rows = tuple(
        (one.on.isoformat(), one.shift.title, f"{one.hours.normalize():f}") for one in record.servings if one.hours
    )
    body = (Para(runs(told)), Table(("日期", "做什么", "小时"), rows), Para(runs("以上由每次签到相加得出。")))
    number = f"编号：{member.code}"
    return write_docx(Paper("志愿服务证明", (*body, Para(runs(number))), signature=unit, dated=today))
