"""雷同: passages that two texts share."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure import overlap
from lianxin.pure.overlap import compare, runs

SAID = "坚持把群众的小事当作自己的大事，从群众关心的事情做起，从让群众满意的事情做起。"


def test_the_example_of_the_page_runs():
    assert doctest.testmod(overlap).failed == 0


class TestCompare:
    def test_finds_the_copied_sentence_and_where_it_stands_in_both_texts(self):
        a = "一、主要做法。" + SAID + "二、成效。"
        b = "前言若干字，说的是别的事：\n" + SAID.replace("，", ",\n") + "以上"

        found = compare(a, b)

        passage = max(found.passages, key=lambda p: p.length)
        assert a[passage.start_a : passage.end_a] == SAID
        assert b[passage.start_b : passage.end_b].replace("\n", "") == SAID.replace("，", ",")
        assert found.in_order

    def test_leaves_alone_the_idiom_that_everybody_uses(self):
        a, b = "我们为群众办实事、做好事、解难事，成绩明显。", "大家都说为群众办实事、做好事、解难事最要紧。"

        assert compare(a, b).passages == ()
        assert compare(a, b, least=13).chars == 14

    def test_tells_a_changed_order(self):
        one, two = SAID[:20], "工作组进村入户，挨家挨户听取意见，记在本子上"
        a, b = f"{one}；另外，{two}。", f"{two}！其次：{one}……"

        found = compare(a, b)

        assert len(found.passages) == 2
        assert not found.in_order

    def test_gives_the_share_of_the_shorter_text(self):
        found = compare(SAID, SAID + "再加上完全不同的一段话，讲另外的事情。")

        assert found.share == 1.0
        assert found.size_a == found.chars

    def test_counts_what_the_longer_text_says_ten_times_once_in_the_shorter(self):
        longer = "".join(f"{SAID}第{n}户的事另外记在本子上，" for n in "甲乙丙丁戊己庚辛壬癸")
        shorter = SAID + "再加上完全不同的一段话，讲另外的事情，并且说得很长。" * 4

        assert compare(longer, shorter).share == compare(shorter, longer).share < 0.5

    @pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff", " ", "\n", "\u3000"])
    def test_reads_over_what_nobody_sees(self, unseen):
        found = compare(SAID, unseen.join(SAID))

        assert (found.share, len(found.passages)) == (1.0, 1)

    def test_says_nothing_of_empty_texts_and_refuses_a_length_of_nothing(self):
        assert compare("", SAID).share == 0.0
        with pytest.raises(ValueError):
            compare(SAID, SAID, least=0)

    @given(st.text("甲乙丙，。", max_size=60), st.text("甲乙丙，。", max_size=60), st.integers(2, 6))
    @settings(max_examples=200, deadline=None)
    def test_every_passage_is_in_both_texts_cannot_grow_to_the_right_and_none_overlaps(self, a, b, least):
        found = compare(a, b, least=least)

        short_a, short_b, behind = overlap.packed(a)[0], overlap.packed(b)[0], 0
        for p in found.passages:
            assert p.text in short_a and p.text in short_b and p.length >= least
            assert p.start_a >= behind
            behind = p.end_a
        naive = any(short_a[i : i + least] in short_b for i in range(len(short_a) - least + 1))
        assert bool(found.passages) == naive

    def test_stays_linear_on_a_text_made_to_be_slow(self):
        automaton = runs._Automaton("一" * 20_000)

        assert len(automaton.size) <= 2 * 20_000
        assert automaton.longest_runs("一" * 30_000, 16) == [(i, 20_000) for i in range(10_001)]
        assert compare("一" * 30_000, "一" * 20_000).share == 1.0
