"""问卷的页面: a clerk draws one up, the leader approves it, a township adds to it; every set of the bank is there."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.files.surveys import read_survey
from lianxin.work.questionnaires import commands, queries, xlsform
from lianxin.work.questionnaires.models import Questionnaire, Version
from tests.conftest import NOON
from tests.work.questionnaire_scenes import adopted, approved, drafted, handed_down, reworded, with_own_item
from tests.work.test_xlsform import workbook

ROOM = "/questionnaires/"
LATER = NOON + timedelta(hours=4)


def read(client, url, **data):
    answer = client.get(url, data)
    assert answer.status_code == 200, (url, answer.status_code)
    return unescape(answer.content.decode())


def press(client, url, **data):
    answer = client.post(url, data, follow=True)
    assert answer.status_code == 200, (url, answer.status_code)
    return unescape(answer.content.decode())


def home(version):
    return f"{ROOM}{version.questionnaire.code}/"


def plain(page):
    """The words of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def shown_in(pack, mechanism, wordings):
    """A set of the bank, the mechanism that it is, and the phrases that must stand on the page."""
    return pytest.param(pack, wordings.split("|"), marks=pytest.mark.mechanism(mechanism), id=pack)


ASKED = "问政于民|问需于民|问计于民"


class TestTheBank:
    @pytest.mark.parametrize(
        ("pack", "wordings"),
        [
            shown_in("four_sides", "M151", "活动目标是否达到|发展思路是否清晰|公开承诺事项是否完成|工作措施是否得力"),
            shown_in(
                "five_or_not",
                "M152",
                "目标行不行|影响范围广不广|发展分析透不透|承诺完成事项好不好|工作措施可行不可行|不可行（0 分）",
            ),
            shown_in("three_or_not", "M153", "到位（100 分）、不到位|合理（100 分）、不合理|有效（100 分）、没有效"),
            shown_in(
                "six_sides",
                "M169",
                "是否重视|是否联系实际|公开承诺是否完成|成效是否突出|组织建设和队伍建设|“五个好”标准",
            ),
            shown_in(
                "five_looks", "M170", "是否积极参加|是否热心联系和服务群众|立足本职岗位|全面完成公开承诺|“五带头”标准"
            ),
            shown_in("person_sides", "M172", "理想信念|表率作用|组织纪律|综合表现"),
            shown_in("five_good", "M173", "领导班子好|党员队伍好|工作机制好|工作业绩好|群众反映好|较好（80 分）"),
            shown_in(
                "four_checks",
                "M148",
                "查思想|查工作|查作风|查纪律|安心本职工作|个人成绩是否突出|起到带头作用|是否遵纪守规",
            ),
            shown_in(
                "four_asked",
                "M195",
                "高兴（100 分）、不高兴|满意（100 分）、不满意|赞成（100 分）、不赞成|答应（100 分）、不答应",
            ),
            shown_in("five_hearts", "M198", "真心|热心|耐心|用心|贴心"),
            shown_in("four_areas", "M199", "宗旨意识|组织纪律|业务水平|为民服务"),
            *(shown_in(f"three_asked_{layer}", "M141", ASKED) for layer in ("service", "base", "partner")),
        ],
    )
    def test_puts_the_fixed_wordings_on_the_sheet_to_be_answered(self, enter, town, pack, wordings):
        page = read(enter("clerk"), f"{ROOM}bank/")
        listed = plain(page.split(f'id="{pack}"')[1].split("</section>")[0])
        version = drafted(town, pack)
        sheet, facts = (
            plain(read(enter("clerk"), f"{home(version)}preview/")),
            plain(read(enter("clerk"), home(version))),
        )

        for wording in wordings:
            assert wording in listed and wording in facts
            assert "（" in wording or wording in sheet
        assert "分值" in page and "85 分以上满意，75 分以上比较满意，60 分以上基本满意，以下不满意" in plain(page)

    @pytest.mark.mechanism("M197")
    def test_keeps_the_three_satisfactions_apart_and_says_so(self, enter, town):
        version = approved(town, "three_satisfied")
        page = plain(read(enter("clerk"), home(version)))

        for wording in ("群众对党员干部是否满意", "群众对党和政府是否满意", "党员对党组织是否满意"):
            assert wording in page
        assert "100 分" not in page and "平均分" not in page
        assert "各算各的，不折分、不平均" in read(enter("clerk"), f"{ROOM}bank/")

    @pytest.mark.mechanism("M171")
    def test_gives_the_three_kinds_of_form_of_one_campaign(self, enter, town):
        kinds = {"five_looks": "党员群众评议表", "six_sides": "基层党组织群众评议表", "own_rating": "党员自我评价表"}
        sheets = {}
        for pack, title in kinds.items():
            version = approved(town, pack, title=title)
            sheets[pack] = read(enter("clerk"), f"{home(version)}preview/")
        listed = read(enter("clerk"), ROOM)

        assert all(title in listed for title in kinds.values()) and queries.approved(town.clerk).count() == 3
        assert sheets["five_looks"].count("评议对象乙") == 5 and sheets["six_sides"].count("评议对象乙") == 6
        assert "评议对象" not in sheets["own_rating"] and "存在的不足和打算" in sheets["own_rating"]

    @pytest.mark.mechanism("M157")
    def test_writes_the_units_own_goal_into_the_questions(self, enter, town):
        client, version = enter("clerk"), drafted(town)
        url = f"{home(version)}take/?pack=sector_goal"
        codes = re.findall(r'name="items" value="([^"]+)"', read(client, url))

        assert "请写本单位的目标" in press(client, url, items=codes, goal="")
        page = press(client, url, items=codes[:2], goal="和谐安定")

        assert "围绕“和谐安定”目标，思路是否清楚" in page and "群众是否得到实惠" not in page


class TestAuthoring:
    @pytest.mark.mechanism("M144")
    def test_leads_from_a_title_to_a_sheet_that_says_its_numbers(self, enter, town):
        client = enter("clerk")
        again = press(client, f"{ROOM}new/", title="", intro="为改进作风", packs=["style"])
        assert "为改进作风" in again and re.search(r'value="style"[^>]*checked', again) and not Version.objects.exists()
        page = press(client, f"{ROOM}new/", title="机关作风问卷", intro="为改进作风", packs=["style"])
        assert "6 个方面 21 项" in page
        version = Version.objects.get()

        press(client, f"{home(version)}author/", deed="remove:style_6_3", seen=version.form.fingerprint)

        for url in (f"{home(version)}author/", f"{home(version)}preview/", home(version), ROOM):
            assert "6 个方面 20 项" in read(client, url)

    @pytest.mark.thorough
    def test_adds_changes_moves_and_removes_one_step_at_a_time(self, enter, town):
        client, version = enter("clerk"), drafted(town)
        at, seen = home(version), lambda: Version.objects.get().form
        press(client, f"{at}section/", title="意见")
        section = seen().sections[1].code
        typed = {"section": section, "wording": "窗口好不好", "kind": "choice", "scale": "own", "options": "好=100\n差"}
        refused = press(client, f"{at}item/", **typed)
        assert "分值要么都写" in refused and "窗口好不好" in refused and "好=100" in refused
        press(client, f"{at}item/", **{**typed, "options": "好=100\n一般=60\n差=0\n不了解"})
        text = {"section": section, "wording": "哪里不好", "kind": "text", "asked_after": "q1", "asked_if": "不好"}
        assert "那一题的选项是：好、一般、差、不了解" in press(client, f"{at}item/", **text)
        press(client, f"{at}item/", **{**text, "asked_if": "一般、差"})

        assert [(item.code, item.only_if) for item in seen().sections[1].items] == [
            ("q1", None),
            ("q2", ("q1", ("o2", "o3"))),
        ]
        page = read(client, f"{at}author/")
        assert "第 5 题选了“一般”或“差”才答这一题。" in page and "好（100 分）、一般（60 分）" in page
        assert "请先改那一题的条件" in press(client, f"{at}author/", deed="remove:q1", seen=seen().fingerprint)
        assert 'value="一般、差"' in read(client, f"{at}item/q2/")
        press(client, f"{at}item/q2/", wording="哪里要改", kind="text", asked_after="")
        press(client, f"{at}author/", deed="up:q2", seen=seen().fingerprint)
        press(client, f"{at}author/", deed="remove:q1", seen=seen().fingerprint)
        assert [item.wording for item in seen().sections[1].items] == ["哪里要改"]
        assert "别人改过" in press(client, f"{at}author/", deed="remove:q2", seen="0" * 64)
        assert client.post(f"{at}author/", {"deed": "burn:q2"}).status_code == 404
        press(client, f"{at}words/", title="新标题", intro="新话")
        press(client, f"{at}section/{section}/", title="新部分")
        assert (seen().title, seen().intro, seen().sections[1].title) == ("新标题", "新话", "新部分")

    def test_needs_no_script_and_loses_nothing(self, enter, town):
        client, version = enter("clerk"), drafted(town)
        for url in ("author/", "item/", "take/", "words/", "preview/", "approve/"):
            page = read(client, home(version) + url)
            assert not re.search(r"<script>|onclick=|style=", page), url
        page = press(
            client,
            f"{home(version)}item/",
            section="s_four_sides",
            wording="",
            kind="many",
            options="甲\n乙",
            each="on",
        )
        assert "甲\n乙" in page and re.search(r'name="each"[^>]*checked', page)


class TestThePreview:
    @pytest.mark.mechanism("M148", "M199")
    def test_reads_a_sheet_as_a_ballot_would_be_and_stores_nothing(self, enter, town):
        client, version = enter("clerk"), drafted(town, "self_checks", "four_areas", title="对照检查")
        before = Version.objects.get().data
        url = f"{home(version)}preview/?look=elder"
        page = press(client, url, **{
            "a-self_checks_3": "some", "a-self_checks_3_text": "下村少", "a-four_areas_4": "none", "a-four_areas_4_text": "没问到的话",
        })  # fmt: skip

        said = plain(page.split('class="facts"')[1].split("</dl>")[0])
        assert "查出的作风方面的问题 下村少" in said and "没问到的话" not in said and "看是否安心本职工作 弃权" in said
        assert 'class="elder"' in page and "data-lx-parts" in page and "phone-frame" in page
        assert Version.objects.get().data == before
        assert "请删去 1 字" in press(client, url, **{"a-self_checks_3": "some", "a-self_checks_3_text": "字" * 1001})

    def test_has_three_looks(self, enter, town):
        client, version = enter("clerk"), drafted(town)
        assert "phone-frame" in read(client, f"{home(version)}preview/")
        desk = read(client, f"{home(version)}preview/?look=desk")
        assert "desk-frame" in desk and "data-lx-parts" not in desk
        assert client.get(f"{home(version)}preview/?version=9").status_code == 404


class TestOneFormForAll:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M154")
    def test_is_approved_handed_down_added_to_and_never_changed_below(self, enter, town):
        version = drafted(town)
        client, at = enter("county_leader"), home(version)
        assert "审定以后这一版不能再改" in read(client, f"{at}approve/")
        told = press(client, f"{at}approve/")
        version.refresh_from_db()
        assert version.fingerprint in told and "校验值已记入流水" in told
        press(client, f"{at}push-down/", units=[town.qingshui.pk])

        client = enter("officer")
        assert "上级下发" in read(client, ROOM) and client.get(f"{at}author/").status_code == 404
        page = press(client, f"{at}adopt/")
        own = Version.objects.get(unit_path=town.qingshui.path)
        mine = home(own)
        assert "统一的部分由定安县制定（第 1 版），不能改" in page and "up:four_sides_1" not in page
        assert "由上级统一制定" in press(
            client, f"{mine}author/", deed="remove:four_sides_1", seen=own.form.fingerprint
        )
        kept = press(client, f"{mine}item/four_sides_1/", wording="换个说法", kind="choice", scale="reached")
        assert "由上级统一制定" in kept and "换个说法" in kept
        press(client, f"{mine}item/", section="s_four_sides", wording="赶集日有没有人", kind="choice", scale="three")
        press(client, f"{mine}take/?pack=opinions", items=["opinions_1"])
        own.refresh_from_db()
        assert [item.is_local for item in own.form.items] == [False] * 4 + [True] * 2
        assert "其中本单位增加 2 题" in read(client, mine) and "本单位增加" in read(client, f"{mine}preview/")
        assert "采用第 1 版" in read(enter("clerk"), at) and "2 题" in read(enter("clerk"), at)

    @pytest.mark.thorough
    @pytest.mark.mechanism("M154")
    def test_shows_below_what_changed_above_and_takes_it_over_with_one_button(self, enter, town):
        first = handed_down(town)
        own = commands.approve(version=with_own_item(town, adopted(town, first)), by=town.leader, at=NOON)
        press(enter("clerk"), f"{home(first)}revise/")
        draft = Version.objects.get(questionnaire=first.questionnaire, number=2)
        commands.edit(
            version=draft, change=lambda form: reworded(form, "four_sides_1", "目标达到没有"), by=town.clerk, at=LATER
        )
        press(enter("clerk"), f"{home(first)}approve/")

        client = enter("officer")
        assert "上级有新版" in read(client, ROOM)
        page = read(client, home(own))
        assert "上级已有第 2 版" in page and "改动：活动目标是否达到" in page and "→ 目标达到没有" in page
        page = press(client, f"{home(own)}catch-up/")
        assert "目标达到没有" in page and "赶集日办事是否方便" in page and "上级已有" not in page
        assert "上级没有比这更新的版本" in press(client, f"{home(own)}catch-up/")
        assert "落后" in read(enter("clerk"), home(first))
        assert "草稿已删去" in press(enter("officer"), f"{home(own)}drop/")

    @pytest.mark.mechanism("M161")
    def test_prints_marks_and_grades_beside_the_options(self, enter, town):
        page = plain(read(enter("clerk"), home(approved(town, "five_good")))).replace("平均分： ", "平均分：")

        assert "好（100 分）、较好（80 分）、一般（60 分）、差（0 分）" in page
        assert "平均分：90 分以上好，75 分以上较好，60 分以上一般，以下差" in page

    @pytest.mark.thorough
    def test_costs_as_many_statements_for_ten_as_for_three(self, enter, town):
        client, counts = enter("clerk"), []
        for more in (3, 7):
            for _each in range(more):
                adopted(town, handed_down(town))
            read(client, ROOM)
            with CaptureQueriesContext(connection) as found:
                read(client, ROOM)
            counts.append(len(found))
        assert counts[0] == counts[1]
        shown = read(client, ROOM)
        assert shown.count("data-lx-row") == Questionnaire.objects.count() == 20


class TestXlsform:
    @pytest.mark.thorough
    def test_is_uploaded_as_a_draft_with_its_list_and_comes_out_again(self, enter, town):
        client = enter("clerk")
        wrong = SimpleUploadedFile("a.xlsx", b"PK nothing of the kind")
        assert (
            "请用 Word 或 WPS" in press(client, f"{ROOM}import/", file=wrong, title="我的标题")
            and not Version.objects.exists()
        )

        page = press(client, f"{ROOM}import/", file=SimpleUploadedFile("kobo.xlsx", workbook()), title="")

        assert "有 7 处没有带进来" in page and "题型 integer 放不进问卷" in page and ">8<" in page
        version = Version.objects.get()
        answer = client.get(f"{home(version)}xlsform/")
        assert answer["Content-Disposition"].endswith(f'{version.questionnaire.code}-1.xlsx"')
        assert xlsform.form_from(read_survey(answer.content)) == (version.form, [])
