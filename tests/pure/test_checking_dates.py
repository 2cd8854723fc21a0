"""日期核对: the calendar, the signing date, periods, anniversaries and guides of a paper; what fits is left alone."""

from __future__ import annotations

import doctest

import pytest

from lianxin.pure.checking import check, dates
from lianxin.pure.checking.dates import anniversaries, calendar, events, meetings, papers, reading, spans, years

KINDS = {"date", "period", "duration"}
SIGNED = "\n清水镇人民政府\n2026年7月20日"
ENDED = "全镇走访群众，听取意见，办理诉求，取得了实效。"


def said(text: str) -> list[tuple[str, str]]:
    return [(c.quote, c.verdict) for c in check(text).findings if c.kind in KINDS]


WRONG = [
    # days that are none, weekdays, spans that run backwards
    ("2026年2月30日召开会议。", [("2026年2月30日", "fails:no-such-day")]),
    ("2026年3月12日（星期五）召开会议。", [("2026年3月12日（星期五）", "fails:weekday")]),
    ("活动于2026年5月20日至5月10日开展。", [("2026年5月20日至5月10日", "fails:backwards")]),
    # told as past, though after the signing; not so sure without a year
    (f"情况报告\n今年7月22日，镇里召开了院坝会。{SIGNED}", [("今年7月22日", "fails:date")]),
    ("2025年11月24日至26日（星期二至星期四）。", [("2025年11月24日至26日（星期二", "fails:weekday")]),
    (f"情况报告\n8月3日，镇里走访了困难群众。{SIGNED}", [("8月3日", "doubtful:date")]),
    (f"情况报告\n截至2026年7月31日，收到诉求30件，办结28件。{SIGNED}", [("2026年7月31日", "doubtful:date")]),
    (f"情况报告\n填报时间：2025年7月20日\n{ENDED}{SIGNED}", [("2025年7月20日", "fails:date")]),
    # another year's anniversary, an old text's year
    ("工作总结\n2026年，我们庆祝了新中国成立70周年。", [("新中国成立70周年", "fails:anniversary")]),
    (f"工作总结\n今年，我们迎来建党104周年，组织了座谈。{SIGNED}", [("建党104周年", "doubtful:anniversary")]),
    ("2026年工作总结\n2026年下半年，开展了走访。今年5月，完成了登记。", [("2026年下半年", "doubtful:years")]),
    # figures of a shorter time than the report's
    ("2026年上半年工作总结\n今年1—5月，收到诉求24件。", [("今年1—5月", "doubtful:period")]),
    ("2026年前三季度工作总结\n1至8月，收到诉求24件。", [("1至8月", "doubtful:period")]),
    # days counted between two days
    ("7月17日至7月22日，为期9天，走访了全镇各村。", [("为期9天", "fails:duration")]),
    # guides and laws long followed by others, and one that was not yet held
    (f"工作总结\n深入贯彻党的十八大精神，{ENDED}{SIGNED}", [("十八大", "doubtful:recycled")]),
    (f"工作总结\n依照《信访条例》办理诉求，{ENDED}{SIGNED}", [("《信访条例》", "doubtful:recycled")]),
    (f"工作总结\n贯彻党的二十届三中全会精神。{ENDED}\n2023年7月20日", [("二十届三中全会", "fails:date")]),
]  # fmt: skip

RIGHT = [
    "会议于2025年11月24日至26日（星期一至星期三）召开，12月6日（星期六、星期日）休息。",
    "2028年2月29日召开会议，2026年3月12日（星期四）结束，活动从12月28日至1月5日。",
    f"情况报告\n今年7月18日，镇里召开了院坝会，6月走访了群众。{SIGNED}",
    f"通知\n各村须于2026年8月1日前报送名册，定于8月5日召开会议，报名截至8月10日。{SIGNED}",
    f"情况报告\n12月28日，镇里走访了困难群众，并于今年1月登记造册。{SIGNED}",
    f"情况报告\n填报时间：2026年7月19日\n2017年四五月份的水渠，七八日修好。{SIGNED}",
    "工作总结\n2021年，建党100周年，县里表彰了先进。新中国成立77周年之际，今年又表彰了一批。\n2026年10月9日",
    "2026年上半年工作总结\n今年1—6月收到诉求30件；去年1—5月24件，2025年1—5月23件。二季度走访20户。",
    "7月17日至7月22日，为期6天；从9月1日至12月1日，达3个月之久，累计92天。",
    f"工作总结\n深入贯彻党的二十大精神，依照《信访工作条例》办理诉求，原《信访条例》同时废止。{SIGNED}",
]


class TestADate:
    @pytest.mark.parametrize(("text", "expected"), WRONG)
    def test_that_cannot_be_is_found(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert said(text) == expected

    @pytest.mark.parametrize("text", RIGHT)
    def test_that_fits_is_left_alone(self, text: str) -> None:
        assert said(text) == []

    def test_is_explained_with_both_days(self) -> None:
        [claim] = check(WRONG[3][0]).findings

        assert claim.explain == "2026年7月22日在成文日期2026年7月20日之后，却写成已经发生。"

    def test_of_the_docs_runs(self) -> None:
        modules = (dates, anniversaries, calendar, events, meetings, papers, reading, spans, years)
        assert not any(doctest.testmod(module).failed for module in modules)
