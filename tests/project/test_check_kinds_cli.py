"""lianxin check on a whole paper with many faults: each of them by its kind, grade and mend; without them, none."""

import json

import pytest

from lianxin.project.cli import main

FAULTY = """“大宣讲、大走访、大排查”活动2026年上半年总结
按照清政发（2026）第05号文件，镇里采取三项措施：一是入户走访；三是限期办理。
1—5月，收到诉求30件，办结  件，正在办理5件。校长任组长的“大走访、大排查、大化解”活动，走访xx户。
7月22日，镇长宋雅走访了村民李守田（身份证号990101199001011232）。我们还庆祝了建党99周年。
三、下步打算
镇里将继续走访群众，登记意见。
清水镇人民政府
二0二六年七月二十日
"""
RIGHT = """“大宣讲、大走访、大排查”活动2026年上半年总结
按照清政发〔2026〕5号文件，镇里采取三项措施：一是入户走访；二是登记意见；三是限期办理。
1—6月，收到诉求30件，办结25件，正在办理5件。校长任组长的“大宣讲、大走访、大排查”活动，走访86户。
7月12日，镇长宋雅走访了村民李某某。我们还庆祝了建党105周年。
清水镇人民政府
2026年7月20日
"""


class TestAWholePaper:
    @pytest.mark.mechanism("M300", "M301", "M302", "M303")
    def test_with_faults_has_each_of_them_named_and_without_has_none(self, tmp_path, capsys):
        for name, text in (("faulty.txt", FAULTY), ("right.txt", RIGHT)):
            (tmp_path / name).write_text(text, encoding="utf-8")

        codes = [main(["check", "--json", str(tmp_path / name)]) for name in ("faulty.txt", "right.txt")]

        faulty, right = (json.loads(line)["findings"] for line in capsys.readouterr().out.splitlines())
        assert codes == [1, 0] and right == []
        assert [(one["kind"], one["grade"], one["quote"], one["mend"]) for one in faulty] == [
            ("format", "style", "（2026）第05号", "〔2026〕5号"),
            ("enumeration", "wrong", "三是", ""),
            ("period", "doubtful", "1—5月", ""),
            ("blank", "doubtful", "结  件", "结25件"),
            ("name", "doubtful", "大走访、大排查、大化解", ""),
            ("placeholder", "wrong", "xx", ""),
            ("date", "doubtful", "7月22日", ""),
            ("person", "doubtful", "李守田", "李某某"),
            ("person", "doubtful", "990101199001011232", "［身份证号］"),
            ("date", "doubtful", "建党99周年", ""),
            ("numbering", "doubtful", "三、下步打算", ""),
            ("format", "style", "二0二六年七月二十日", "2026年7月20日"),
        ]

    def test_for_people_names_the_wrong_ones_with_their_lines(self, tmp_path, capsys):
        file = tmp_path / "faulty.txt"
        file.write_text(FAULTY, encoding="utf-8")

        assert main(["check", str(file)]) == 1

        out = capsys.readouterr().out
        assert "第 3 行“xx”" in out and "“xx”是留着没有填的地方。" in out
