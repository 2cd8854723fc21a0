"""工单: what stands in a work order is read, where it stood is told, and nothing is invented."""

from datetime import date

import pytest

from lianxin.base.files.child import messages
from lianxin.pure.texts import read_text as text_of
from lianxin.pure.workslips import GUESS, SURE, Layout, Slip, fill, read_sheets, read_text
from tests import workslips_made as made

BASE = date(2026, 11, 3)


def slips(name: str) -> list[Slip]:
    data = made.FILES[name]()
    if name.endswith((".xlsx", ".csv")):
        sheets: list[tuple[str, list]] = []
        for one in messages(data, name[-4:], ""):
            if isinstance(one, list):
                sheets[-1][1].append(one)
            elif "sheet" in one:
                sheets.append((one["sheet"], []))
        return read_sheets(sheets, BASE)
    read = text_of(data, name)
    return read_text(read.text, BASE, read.tables or None)


class TestAWorkOrder:
    @pytest.mark.parametrize("name", made.FILES)
    def test_is_read_in_every_layout(self, name):
        slip = slips(name)[0]

        assert {code: slip.value(code) for code in made.TOLD} == made.TOLD
        assert all(found.where for found in slip.values.values())

    @pytest.mark.parametrize("name", made.FILES)
    def test_is_filled_again_in_its_layout(self, name):
        slip = slips(name)[0]
        layout = Layout.from_json(slip.layout.as_json())
        values = {code: slip.value(code) for code in slip.values} | {"findings": "已换新灯。", "rating": "满意", "outcome": "已解决",
                                                                     "contact": "群工站站长"}  # fmt: skip
        filled = fill(layout, values, slip.others, title="回单")

        told = "\n".join(filled.lines)
        assert layout.fingerprint == slip.layout.fingerprint
        for word in (made.NUMBER, made.TEXT, "田小满", "已换新灯。", "群工站站长"):
            assert told.count(word) == 1, (word, told)
        assert told.index("办理情况") < told.index("已换新灯")

    def test_names_its_sender_only_where_it_is_written(self):
        assert {name: slips(name)[0].value("source") for name in made.FILES} == {
            "聊天.txt": "定河市12345政务服务便民热线", "方括号.txt": "", "表格.docx": "定河市信访局", "段落.docx": "定河市群众工作局",
            "表单.xlsx": "定河市12345热线", "多行.xlsx": "", "双表头.xlsx": "定河市12345热线", "名单.csv": "",
        }  # fmt: skip

    def test_leaves_empty_what_is_not_there(self):
        second = slips("多行.xlsx")[1]

        assert set(second.values) == {"number", "kind", "place", "text", "due"}
        assert second.value("due") == "5 workday" and second.others == {"紧急程度": "一般"}

    def test_keeps_nothing_of_its_persons_in_the_layout(self):
        for name in made.FILES:
            kept = str(slips(name)[0].layout.as_json())
            assert all(word not in kept for word in ("田小满", "13900000077", "路灯", made.NUMBER)), name


class TestRunningWords:
    def test_are_guessed_and_say_so(self):
        [slip] = read_text(
            "市热线工单号GD88001，来电人赵女士（13900000066）反映白沙镇集市占道，要求保密，请于11月20日前办结回复。",
            BASE,
        )

        read = {
            code: (slip.value(code), slip.values[code].sure)
            for code in ("number", "name", "phone", "due", "confidential")
        }
        assert read == {
            "number": ("GD88001", GUESS), "name": ("赵女士", GUESS), "phone": ("13900000066", GUESS),
            "due": ("2026-11-20", GUESS), "confidential": ("yes", GUESS),
        }  # fmt: skip
        assert slip.values["text"].sure == GUESS and "place" not in slip.values

    def test_of_several_orders_are_parted_at_each_number(self):
        found = read_text(made.chat() + "\n\n" + made.chat().replace(made.NUMBER, "GD9"), BASE)

        assert [slip.value("number") for slip in found] == [made.NUMBER, "GD9"]
        assert found[0].value("text") == made.TEXT and found[1].value("source") == "定河市12345政务服务便民热线"

    @pytest.mark.parametrize(
        "text", ["", "\n\n", "好的", "：：：【】", "工单编号：", "a" * 5000, "【" * 3000, "编号：" * 2000, "\t" * 300]
    )
    def test_of_any_kind_never_fail(self, text):
        for slip in read_text(text, BASE):
            fill(slip.layout, {}, slip.others, title="回单")

    def test_a_chat_that_is_no_order_gives_only_its_words(self):
        [slip] = read_text("王主任，明天上午九点开会，请准时参加。", BASE)

        assert set(slip.values) == {"text"} and slip.values["text"].sure != SURE
