"""分类建议: learned from made-up texts."""

import pytest

from lianxin.pure.likeness import Example, TopicModel, macro_f1, train, validated

THINGS = {
    "道路路灯": ("路灯不亮", "路面坑洼", "井盖松动", "路灯坏了"),
    "停车": ("乱停车", "车位不够", "停车收费贵", "车位被占"),
    "工资拖欠": ("工资没有发", "老板拖欠工资", "工钱要不到", "欠薪三个月"),
}
PLACES = ("石桥村", "柳湾村", "沙河村", "城北", "城南", "东门")


def examples() -> list[Example]:
    return [
        Example(label, thing, f"{place}{thing}，请管一管。")
        for label, things in THINGS.items()
        for thing in things
        for place in PLACES
    ]


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return train(examples())


class TestSuggest:
    @pytest.mark.parametrize(
        ("title", "label", "word"),
        [("西街路灯不亮", "道路路灯", "路灯"), ("小区车位不够", "停车", "车位"), ("工地拖欠工资", "工资拖欠", "工资")],
    )
    def test_names_the_topic_and_the_words_that_speak_for_it(
        self, model: TopicModel, title: str, label: str, word: str
    ) -> None:
        first = model.suggest(title, "")[0]

        assert first.label == label
        assert any(word in said for said in first.words)
        assert all(said in title for said in first.words)

    def test_gives_at_most_three_the_likeliest_first(self, model: TopicModel) -> None:
        found = model.suggest("路灯不亮，车位不够，工资没有发", "")

        assert 1 <= len(found) <= 3
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)

    def test_says_nothing_of_a_text_without_any_known_word(self, model: TopicModel) -> None:
        assert model.suggest("xyz", "123") == []


class TestTrain:
    def test_knows_no_word_that_fewer_than_five_examples_hold(self) -> None:
        model = train([*examples(), Example("停车", "王长青的车位", "王长青说的。")])

        assert "长青" not in model.weights and "车位" in model.weights

    def test_does_not_depend_on_the_order(self) -> None:
        assert train(examples()).as_data() == train(examples()[::-1]).as_data()

    def test_works_from_words_alone_on_the_first_day(self) -> None:
        model = train([], {"养老服务": ["养老院", "敬老院"], "停车": ["车位"]})

        assert model.suggest("敬老院伙食不好", "")[0].label == "养老服务"

    def test_of_nothing_suggests_nothing(self) -> None:
        assert train([]).suggest("路灯不亮", "") == []

    def test_comes_back_from_its_data_as_it_was(self, model: TopicModel) -> None:
        again = TopicModel.from_data(model.as_data())

        assert again.labels == model.labels
        assert again.best("西街路灯不亮", "") == "道路路灯"
        assert again.scores("西街路灯不亮", "") == pytest.approx(model.scores("西街路灯不亮", ""), abs=0.01)


class TestValidated:
    def test_judges_every_example_once_by_a_model_that_has_not_seen_it(self) -> None:
        found = validated(examples())

        assert len(found) == len(examples())
        assert macro_f1(found) > 0.9

    def test_is_no_better_than_chance_where_there_is_nothing_to_learn(self) -> None:
        same = [Example(label, "一样的话", "一样的话") for label in "甲乙" for _each in range(10)]

        assert macro_f1(validated(same)) < 0.7

    def test_counts_f1_per_label(self) -> None:
        assert macro_f1([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == pytest.approx((2 / 3 + 4 / 5) / 2)
        assert macro_f1([]) == 0
