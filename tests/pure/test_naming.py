"""标题里的人名: told from places and things."""

import doctest

import pytest

from lianxin.pure import naming
from lianxin.pure.naming import likely_names


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(naming).failed == 0


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("张三、李四承包地", ["张三", "李四"]), ("陈家院墙与巷道", ["陈家"]), ("欧阳小明宅基地", ["欧阳小明"]),
        ("于家与李某排水", ["于家", "李某"]), ("王建国诉邻居占地", ["王建国"]), ("石桥与柳湾水渠", []), ("方家湾水塘承包", []),
        ("杨树遮光", []), ("林地补偿款分配", []), ("村道路面开裂赔偿", []), ("余粮收购", []), ("何家庄道路", []), ("", []),
    ],
)  # fmt: skip
def test_a_title_gives_its_names_and_no_others(title: str, names: list[str]) -> None:
    assert likely_names(title) == names
