"""台账的坏行: turned back with the reason beside the number of the row; nothing comes in that would alarm on arrival."""

import csv

import pytest
from django.utils.timezone import localdate

from lianxin.base.intake import commands
from lianxin.base.intake.kinds import KINDS, Work
from lianxin.pure.intake import Line, propose, read
from lianxin.work.disputes.models import Mediation
from lianxin.work.rectification.models import Rectification
from lianxin.work.visits.models import Finding
from tests.conftest import NOON

FILES = {
    "disputes": ("officer", """发现日期,所在村,纠纷事项,矛盾类型,是否化解,化解日期,调解人,调解结果
2025-3-1,石桥村,三组水沟走向,用水,已化解,2025-3-9,,按原走向清淤
2025-4-1,石桥村,村口摊位,其他,调解中,,石大山,
2026-10-20,石桥村,四组桥头堆料,施工,调解中,,石大山,
2025-5-1,沙河村,地界走向,地界,已化解,2025-5-9,,量过
2026-10-1,柳湾村,宅基地朝向,宅基地,已化解,,,量过
2026-10-1,石桥村,王秀英家围墙,邻里,已化解,2026-10-2,,拆了
""", {3: "早该结束", 5: "没有“沙河村”", 6: "现状日期", 7: "像是人名"}),
    "rectification": ("clerk", """存在的问题,整改措施,责任部门,牵头单位,负责人,监督人,开始时间,整改时限,是否完成,销号日期
排队长,加强管理,窗口,县住建局,张建,周敏,2025-3-1,2025-4-1,是,2025-3-20
公示旧,11月30日前换掉2块公示牌,办公室,县住建局,张建,周敏,2026-9-1,2026-10-1,否,
电话没人接,加强管理,办公室,县住建局,张建,周敏,2026-11-1,2026-12-30,否,
材料多,12月20日前把清单由 9 项减为 5 项,窗口,县住建局,张建,周敏,2026-11-1,2026-12-30,否,
门难找,加牌子,窗口,县住建局,张建,周敏,2025-3-1,2025-4-1,是,
""", {3: "已经过去", 4: "不够具体", 6: "没有写销号日期"}),
    "visits": ("officer", """走访日期,走访村,走访干部,发现的问题,解决情况
2026-11-2,石桥村,李青,门口路灯不亮；水表一直转,无；拧紧了接头
2026-11-2,石桥村,李青、无此人,,
2025-6-2,石桥村,李青,路灯不亮,
2026-12-2,石桥村,李青,,
""", {3: "没有“无此人”", 4: "往年走访发现的", 5: "日期不能晚于今天"}),
}  # fmt: skip


def lines_of(kind, text: str) -> list[Line]:
    heads, *body = csv.reader(text.splitlines())
    placed = propose(heads, kind.columns)
    assert len(placed) == len(heads), sorted(placed)
    return [read(row, placed, kind.columns, number=n, names=heads) for n, row in enumerate(body, start=2)]


@pytest.mark.parametrize("code", FILES)
def test_bad_rows_are_named_and_the_good_ones_come_in(town, code) -> None:
    who, text, told = FILES[code]
    kind, unit = KINDS[code], town.county if who == "clerk" else town.qingshui
    work = Work(unit=unit, by=getattr(town, who), at=NOON, today=localdate(NOON), lines=lines_of(kind, text))
    work.checked = kind.check(work)

    made = commands._take_lines(kind, work)

    reasons = {work.lines[place].number: "；".join(said) for place, said in work.checked.problems.items()}
    assert set(reasons) == set(told), reasons
    for number, words in told.items():
        assert words in reasons[number]
    assert len(made) == len(work.lines) - len(told)
    assert not Mediation.objects.filter(concluded_on=None, due_on__lt=work.today).exists()
    assert not Rectification.objects.overdue(work.today).exists()
    found = list(Finding.objects.select_related("concern"))
    assert [one.is_solved_there for one in found] == ([False, True] if code == "visits" else [])
    assert all(one.concern.due_on is None or one.concern.due_on >= work.today for one in found)
