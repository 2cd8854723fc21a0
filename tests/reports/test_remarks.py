"""核对意见的用词: each verdict has a word of its own, for the page and for the command line."""

import pytest

from lianxin.pure.figures import check
from lianxin.reports.summaries.remarks import in_words, remarks_of, report_of


class TestWords:
    @pytest.mark.parametrize(
        ("verdict", "kind", "word"),
        [
            ("holds", "rate", "相符"), ("approx", "sum", "约略相符"), ("undecidable", "rate", "无法判定"),
            ("undecidable:unbacked", "unbacked", "没有出处"), ("fails:truncated", "rate", "不符·截尾"),
            ("fails:truncated", "enumeration", "不符·列举不全"), ("fails:changed-by-hand", "bound", "不符·被改动"),
            ("fails:something-new", "rate", "不符"),
        ],
    )  # fmt: skip
    def test_are_the_offices_own(self, verdict, kind, word):
        assert in_words(verdict, kind) == word

    def test_every_reason_that_the_checker_gives_has_one(self):
        text = (
            "受理36件，比去年同期43件下降7件，下降率16.2%。来信256件，较上年237件上升7.4%。走访由40户增加到60户，增加30户。"
            "满意率由90%升到92%，提高2%。走访860户，其中困难户912户。抓好四个方面：一是学习；二是走访；三是整改。"
        )
        wrong = [remark for remark in remarks_of(check(text)) if remark.tone == "wrong"]

        assert len(wrong) >= 6
        assert all(remark.word.startswith("不符·") for remark in wrong), [remark.verdict for remark in wrong]


class TestTheReport:
    def test_gives_each_finding_once_and_in_the_order_of_the_text(self):
        checked = check("三是整改。\n受理36件，比去年同期43件下降7件，下降率16.2%。")

        remarks = remarks_of(checked)
        out = report_of("a.txt", checked)

        assert [remark.start for remark in remarks] == sorted(remark.start for remark in remarks)
        assert len(remarks) == len({(remark.kind, remark.start, remark.end) for remark in remarks})
        assert len(out["findings"]) == len(checked.findings)
