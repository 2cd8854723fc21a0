"""文书种类: the county names, titles, numbers and addresses its kinds from a day on; what was begun before keeps its own."""

from datetime import date

import pytest

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.versions import commands as versions
from lianxin.pure.periods import Period
from lianxin.pure.problems import Unfit
from lianxin.reports.documents import commands, kinds, queries
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
OCTOBER, SEPTEMBER = Period.month(2026, 10), Period.month(2026, 9)
VALUE = {
    "label": "月度小结",
    "title": "{单位}{时期}群众工作小结",
    "series": "letter",
    "addressee": "县委",
    "term": "thirty",
}


def approved(town, value=VALUE, key="summary_month"):
    version = versions.draft(kind=kinds.KIND, key=key, value=value, valid_from=NOON.date(), why="办公会定的", by=town.clerk,
                             at=NOON)  # fmt: skip
    version = versions.try_out(version=version, by=town.clerk, at=NOON)
    version = versions.submit(version=version, by=town.clerk, at=NOON)
    return versions.approve(version=version, by=town.county_leader, at=NOON)


def drafted(town, period=OCTOBER, **more):
    return commands.draft(unit=town.county, kind="summary_month", period=period, by=town.clerk, at=NOON, **more)


class TestAKind:
    def test_is_written_by_what_holds_when_it_is_begun_and_keeps_it(self, town):
        before = drafted(town)
        version = approved(town)
        after = drafted(town, SEPTEMBER)

        before.refresh_from_db()
        assert (before.kind_label, before.series, before.addressee) == ("月总结", "report", "")
        assert (after.kind_label, after.series, after.addressee) == ("月度小结", "letter", "县委")
        assert after.title == "定安县2026年9月群众工作小结" and before.title != after.title
        assert queries.newest(after).title == after.title
        assert (
            kinds.labels(NOON.date())["summary_month"] == "月度小结" != kinds.labels(date(2026, 11, 2))["summary_month"]
        )
        assert "上个月起草这种公文 0 件" in version.tried["lines"][0]["words"]

    def test_gives_way_to_what_is_typed(self, town):
        approved(town)
        document = drafted(town, title="十月小结", addressee="市委：")
        assert (document.title, document.addressee) == ("十月小结", "市委")

    def test_whose_title_would_miss_something_is_named_by_the_records(self, town):
        approved(town, VALUE | {"title": "关于{事项}的小结"})
        assert "关于" not in drafted(town).title

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"label": ""}, "请写种类的名称"), ({"title": "{密码}"}, "只有{单位}"), ({"title": "{单位"}, "大括号"),
            ({"series": "secret"}, "没有这种文号"), ({"term": "forever"}, "没有这种保管期限"), ({"addressee": "长" * 61}, "不超过 60"),
            ({"label": 3}, "读不懂"), ({"title": "见 www.a.cn"}, "不能有网址"),
        ],
    )  # fmt: skip
    def test_that_cannot_be_is_refused(self, town, told, sentence):
        with pytest.raises(Unfit, match=sentence):
            approved(town, VALUE | told)

    def test_is_the_countys_to_set(self, town):
        for who in (town.worker, town.county_leader):
            with pytest.raises(NotAllowed):
                versions.draft(kind=kinds.KIND, key="circular", value=VALUE, valid_from=NOON.date(), why="自己定的", by=who,
                               at=NOON)  # fmt: skip
        with pytest.raises(Unfit, match="没有时期"):
            approved(town, VALUE, key="circular")
