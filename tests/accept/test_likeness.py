"""The grouping of hot issues and the suggestion of topics on real messages, where they lie beside the project."""

import pytest
from bench import likeness

pytestmark = [
    pytest.mark.accept,
    pytest.mark.skipif(not likeness.DATA.is_dir(), reason="no folder of trial data beside the project"),
]


class TestGrouping:
    def test_is_well_above_the_plain_baseline_and_merges_no_hard_pair(self) -> None:
        found = likeness.grouped(likeness.ours)

        assert found.f1 >= 0.92  # the plain baseline: .84
        wrong, of = found.given.split("/")
        assert int(wrong) <= 0.2 * int(of)  # the plain baseline: 8 of 10
        wrong, of = found.made.split("/")
        assert int(of) >= 10 and int(wrong) <= 0.2 * int(of)  # a copy still names what else the first one named


class TestTopics:
    def test_reach_the_linear_svm_in_a_few_milliseconds(self) -> None:
        found = likeness.topics()

        assert found.f1 >= 0.88
        assert found.each_ms < 20
