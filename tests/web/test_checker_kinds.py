"""核对: the signing date, count words, places left unfilled and private persons, on the page; a text without is clean."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import NOON

REPORT = """清水镇群众工作情况报告
镇里以“一学、二访、三结合”为抓手，三结合即与党建结合、与产业结合、与治理结合。秋季走访从以下三个方面入手：一是入户走访；二是登记诉求；三是限期办理。
镇长宋雅带队到石桥村，听取群众意见，协调县水利局勘查水渠。
10月12日，全镇走访群众86户，收到意见30条，办结25条，正在办理5条。
清水镇人民政府
2026年10月20日"""

#: what is changed in the report, what the page then says, and the words it offers instead
FAULTS = [
    (
        "10月12日，全",
        "2026年10月22日，全",
        "不符·日期不合",
        "2026年10月22日在成文日期2026年10月20日之后，却写成已经发生。",
        "",
    ),
    ("、三结合”为抓手，三", "、四结合”为抓手，四", "不符·项数不等", "文中写“四结合”，后面列出的有3项。", ""),
    ("三个方面入手", "四个方面入手", "不符·项数不等", "文中写“四个方面”，后面列举的有3项。", ""),
    ("走访群众86户", "走访群众xx户", "没有填", "“xx”是留着没有填的地方。", ""),
    ("正在办理5条", "正在办理  条", "存疑·空着", "没有填数字，30-25=5。", "理5条"),
    ("听取群众意见", "听取村民李守田意见", "存疑·隐去后再发", "像是私人的姓名，对外发出前应当隐去。", "李某某"),
    ("石桥村，", "石桥村（联系139 0000 0001），", "存疑·隐去后再发", "手机号码，对外发出前应当隐去。", "［电话］"),
    ("\n2026年10月20日", "\n二0二六年十月二十日", "格式·不合格式", "成文日期用阿拉伯数字", "2026年10月20日"),
    ("镇长宋雅带队", "镇长宋雅、镇党委书记宋雅带队", "存疑·职务不一", "宋雅在前面写作镇长，这里写作书记", ""),
]


@pytest.fixture
def clerk(town, monkeypatch):
    """A browser in which the county's clerk is logged in; it is 3 November 2026, noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client = Client()
    client.force_login(town.people["clerk"])
    return client


def said(client, text: str) -> str:
    page = client.post(reverse("checker:index"), {"text": text}, follow=True).content.decode()
    return unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.mechanism("M300", "M301", "M302", "M303")
class TestAReport:
    @pytest.mark.thorough
    def test_has_each_fault_told_and_mended_and_nothing_said_once_they_are_mended(self, clerk):
        faulty = REPORT
        for right, wrong, *_ in FAULTS:
            assert faulty.count(right) == 1
            faulty = faulty.replace(right, wrong)

        before, after = said(clerk, faulty), said(clerk, REPORT)

        for _, _, verdict, explain, mend in FAULTS:
            assert verdict in before and explain in before and mend in before
            assert explain not in after
        assert "没有发现不符的地方" in after and "存疑·" not in after and "格式·" not in after
