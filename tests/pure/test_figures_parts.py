"""合计, 包含, 比率, 占比: parts and wholes, in made-up sentences beside what must come out."""

from __future__ import annotations

import pytest

from lianxin.pure.figures import check


def verdicts(text: str, kind: str) -> list[str]:
    return [claim.verdict for claim in check(text).claims if claim.kind == kind]


SUMS = [
    ("来访13件，24人次，包括用地3件，邻里5件，劳务4件，征收1件，办结12件，1件正在办理中。", ["holds", "holds"]),
    ("排查隐患9件，已处置7件，另2件正在处置。", ["holds"]),
    ("排查纠纷86起，化解82起，正在化解5起。", ["fails:sum"]),
    ("共506件：县级460件、镇级38件、村级3件、其他4件。", ["fails:sum"]),
    ("共505件：县级460件、镇级38件、村级3件、其他4件。", ["holds"]),
    ("受理506件，交办495件，直接办理11件。", ["holds"]),
    ("党员46名，其中男性30名、女性18名。", ["fails:sum"]),
    ("党员46名，其中男性30名、女性16名。", ["holds"]),
    ("县级12件、镇级13件，合计26件。", ["fails:sum"]),
    ("县级12件、镇级13件，合计25件。", ["holds"]),
    ("一季度受理30件，二季度受理28件，三季度受理35件，四季度受理27件，全年共计受理120件。", ["holds"]),
    ("建议25件、提案32件，共58件。", ["fails:sum"]),
    ("投入350万元，其中县级200万元，镇级100万元，群众自筹60万元。", ["fails:sum"]),
    ("参评代表35人，满意28人，基本满意6人，不满意2人。", ["fails:sum"]),
    ("收回选票1228张，其中有效票1220张，废票9张。", ["fails:sum"]),
    ("共受理300件，其中2021年98件，2022年105件，2023年97件。", ["holds"]),
    ("党员32名，其中正式党员30名，预备党员3名。", ["fails:sum"]),
    ("受理506件:460+38+3+4+1，办理及时。", ["holds"]),
    ("受理506件（460+38+3+4+2）。", ["fails:sum"]),
    ("经核对460+38+3=501，无误。", ["holds"]),
    ("经核对460+38+3=502，无误。", ["fails:sum"]),
    ("党员32名，其中党龄三十年以上30名，女党员3名。", []),
    ("登记诉求128件。其中求助76件、咨询31件、建议21件。", ["holds"]),
    ("登记诉求128件。其中求助76件、咨询31件、建议23件。", ["fails:sum"]),
    ("来信、来访、来电分别为12件、30件、58件，共计101件。", ["fails:sum"]),
    ("收到诉求641件，其中有效581件，无效和重复61件。", ["fails:sum"]),
    ("接待来访526人次，其中初访412人次，重访124人次。", ["fails:sum"]),
    ("接待来访526人次，其中初访412人次，重访114人次。", ["holds"]),
    # a row of grades with no total in front of it
    ("民主测评结果为：优秀12名、称职30名、基本称职2名。", []),
    ("评议结果：优秀12个，称职30个，基本称职2个，不称职0个。", []),
    ("问卷显示，非常满意312份、满意120份、基本满意56份、不满意12份。", []),
    ("投票结果：同意12票，满意30票，基本满意8票。", []),
    # so long a list that misses so little, or goes level by level: asked about, not called wrong
    ("交办152件，其中省级36件、市级14件、县级11件、镇级87件。", ["doubtful:sum"]),
    ("设置29项指标，其中21项预期性指标、9项约束性指标。", ["doubtful:sum"]),
    ("建成示范村25个、示范社区13个，授牌家庭12个。", []),
    ("共办理2673件，其中：省级交办135件，市级交办238件，县级受理2299件。", ["doubtful:sum"]),
    ("共办理2673件，其中：省级交办135件，市级交办238件，县级受理2300件。", ["holds"]),
    # near misses: units are never mixed; 其中 need not name all; overlapping attributes; words that are no figures
    ("走访30户、45人、12次，合计90元。", []),
    ("党员50人，其中女党员20人，少数民族党员10人，大专以上25人。", []),
    ("全年办理100件，其中重点20件，难点30件。", []),
    ("学习两步应用题、三步应用题，掌握一种方法和两种方法共三种。", []),
    ("受理诉求36件，比去年同期43件下降7件。", []),
]

SUBSETS = [
    ("评议为“基本满意”（含）以上的有1人，其中“满意”（含）以上的有8人。", ["fails:subset"]),
    ("评议为“基本满意”（含）以上的有 9 人，其中“满意”（含）以上的有 8 人。", ["holds"]),
    ("全村农户312户1245人，其中困难户338户。", ["fails:subset"]),
    ("走访44家农户，包括困难户6家。", ["holds"]),
    ("立案538起，破案537起。", ["holds"]),
    ("收到交办件2件，办结2件。", ["holds"]),
    ("发放问卷100份，收回120份。", ["fails:subset"]),
    ("全年接待来访45批。其中集体访50批。", ["fails:subset"]),
    ("全年接待来访45批。其中集体访5批。", ["holds"]),
    ("受理诉求100件，办结105件。", ["undecidable"]),
    ("党员总数为9人，被评议的党员有9人。", ["holds"]),
    # near misses: the nearest figure is not the parent, the nouns differ, the bracket is closed
    ("全市有120个乡镇、5个县，其中贫困乡镇50个。", []),
    ("办结12件，1件正在办理中，其中息访11件。", ["holds"]),
    ("工作经费10万元（包含治安费2万元）、租金17万元。", ["holds"]),
    ("我村有一个班，包括我家孩子在内共6个学生。", []),
    ("办理100件，每件走访2次，其中重点件走访5次。", []),
]

RATES = [
    ("受理5935件，办结5894件，办结率99.3%。", ["holds"]),
    ("受理5935件，办结5894件，办结率99.4%。", ["fails:differs"]),
    ("发放问卷500份，收回486份，回收率97.2%。", ["holds"]),
    ("回访150人，满意148人，满意率98.66%。", ["fails:truncated"]),
    ("参评代表35人，满意28人，基本满意6人，不满意1人，满意率97.1%。", ["holds"]),
    ("回访300件，满意286件，基本满意10件，不满意4件，满意率95.3%，基本满意率3.3%，不满意率1.3%。", ["holds"] * 3),
    ("回访300件，满意286件，基本满意10件，不满意4件，不满意率2.3%。", ["fails:differs"]),
    ("回访300件，非常满意186件，满意100件，基本满意10件，不满意4件，非常满意率62%，满意率95.3%。", ["holds"] * 2),
    ("党员应到56人，实到52人，参会率92.9%。", ["holds"]),
    ("党员应到56人，实到52人，参会率92.8%。", ["fails:truncated"]),
    ("法院受理案件8562件，审结7231件，结案率84.5%。", ["holds"]),
    ("法院受理案件8562件，审结7231件，结案率85.4%。", ["fails:differs"]),
    ("参加测评43人，满意率95.0%。", ["fails:impossible"]),
    ("参加测评43人，满意率95.3%。", ["holds"]),
    ("参加活动的党员75名，满意率为100%。", ["holds"]),
    ("调解纠纷14件，调解成功率100%。", ["undecidable"]),
    ("群众满意度达96%。", ["undecidable:no-base"]),
    # near misses: another rate than the part says, a score, an index, growth
    ("受理100件，办结90件，按时办结率98%。", ["undecidable:no-base"]),
    ("参加测评43人，满意度95.0分。", []),
    ("森林覆盖率65.04%，城镇化率53.1%，失业率5.1%。", []),
]

SHARES = [
    ("职工211人，党员70人，党员总数占全体职工的三分之一。", ["approx"]),
    ("职工120人，其中党员40人，占三分之一。", ["holds"]),
    ("职工120人，其中党员40人，占33.3%。", ["holds"]),
    ("职工120人，其中党员40人，占30%。", ["fails:differs"]),
    ("全年506件，农村172件、城建80件、民政50件，三项合计占总数的59.68%。", ["holds"]),
    (
        "来信117件，占34.4%；来访92件，占27.1%；网信128件，占37.6%；电话157件，占46.1%。",
        ["approx", "approx", "approx", "fails:truncated"],
    ),
    ("咨询类335件，占67.0%；求助类165件，占33.0%。", ["holds", "holds"]),
    ("优秀52票，占86.7%；称职7票，占11.7%；基本称职1票，占1.6%。", ["holds", "holds", "fails:truncated"]),
    ("共走访农户286户，占总户数312户的91.7%。", ["holds"]),
    ("共走访农户286户，占总户数312户的91.6%。", ["fails:truncated"]),
    ("总数499件。来信117件，占34.4%；来访92件，占27.1%；网信128件，占37.6%。", ["fails:wrong-base"] * 3),
    ("用水、用电、道路分别为172件、80件、50件，三类合计占总数506件的59.68%。", ["holds"]),
    ("用水、用电、道路分别为172件、80件、50件，三类合计占总数506件的59.86%。", ["fails:impossible"]),
    ("全年受理诉求1280件，占全县总量的25.6%，全县共受理5000件。", ["holds"]),
    ("全年受理诉求1280件，占全县总量的26.5%，全县共受理5000件。", ["fails:differs"]),
    ("服务业占地区生产总值的比重为52.3%。", []),
]


class TestASum:
    @pytest.mark.parametrize(("text", "expected"), SUMS)
    def test_is_added_up_again(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "sum") == expected

    def test_shows_the_addition(self) -> None:
        claim = check("党员46名，其中男性30名、女性18名。").findings[0]

        assert (claim.stated, claim.computed, claim.explain) == ("46", "48", "30+18=48，文中合计46。")


class TestASubset:
    @pytest.mark.parametrize(("text", "expected"), SUBSETS)
    def test_is_not_larger_than_its_whole(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "subset") == expected


class TestARate:
    @pytest.mark.parametrize(("text", "expected"), RATES)
    def test_follows_from_part_and_whole(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "rate") == expected


class TestAShare:
    @pytest.mark.parametrize(("text", "expected"), SHARES)
    def test_is_a_share_of_something_named(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "share") == expected
