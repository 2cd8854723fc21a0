"""问卷的演示数据: one form for the whole county with a township's own additions, one for schools, one in the making."""

from dataclasses import replace
from datetime import datetime
from random import Random

from lianxin.base.files.surveys import Survey
from lianxin.project.demo.county import County
from lianxin.pure.questions import MANY, TEXT, Form, Item
from lianxin.work.questionnaires import authoring, commands
from lianxin.work.questionnaires.bank import PACKS, SCALES
from lianxin.work.questionnaires.models import Version

STYLE_INTRO = "为改进机关作风，请您就下面六个方面说说看法。不记姓名，不追查是谁填的，结果只公布总数。"
PARENTS_INTRO = "请家长评一评学校的工作。不用写姓名和孩子的班级。"
ASKED_ELSEWHERE = Survey(
    [
        {"type": "note", "name": "hello", "label": "请为刚才的服务打分。"},
        {"type": "select_one sat", "name": "q1", "label": "今天的事办成了吗"},
        {"type": "text", "name": "q2", "label": "没办成是因为什么", "relevant": "${q1} = 'no'"},
        {"type": "geopoint", "name": "where", "label": "您在哪里填的"},
    ],
    [
        {"list_name": "sat", "name": "yes", "label": "办成了"},
        {"list_name": "sat", "name": "no", "label": "没办成"},
    ],
    {"form_title": "窗口服务小问卷"},
)


def fill(county: County, until: datetime, random: Random) -> None:
    """几份问卷, by commands."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    style = _form("机关作风群众评议问卷", STYLE_INTRO, "style", "opinions")
    version = commands.draw_up(form=style, unit=county.top, by=clerk, at=until)
    version = commands.approve(version=version, by=leader, at=until)
    units = county.townships[:6] + list(county.departments.values())[:4]
    commands.push_down(version=version, units=units, by=clerk, at=until)
    _added_to(county, version, until)
    five = _form("党支部和党员群众评议表", "请逐个评。不了解的可以选“不了解”。", "six_sides", "five_good")
    for form in (
        five,
        _form("窗口服务“五心”评议", "请评一评刚才为您服务的窗口。", "five_hearts", "three_asked_service"),
    ):
        drawn = commands.draw_up(form=form, unit=county.top, by=clerk, at=until)
        commands.approve(version=drawn, by=leader, at=until)
    _school(county, until)
    commands.import_xlsform(survey=ASKED_ELSEWHERE, unit=county.top, by=clerk, at=until)


def _form(title: str, intro: str, *packs: str) -> Form:
    form = Form(title, intro)
    for code in packs:
        form = authoring.take(form, PACKS[code])
    return form


def _added_to(county: County, version: Version, until: datetime) -> None:
    """A township adds two questions of its own to the county's form."""
    town = county.townships[0]
    by = county.who(town, "township_clerk")
    own = commands.adopt(version=version, unit=town, by=by, at=until)
    asked = Item("", "赶集日便民大厅有没有人", scale="three_unknown", is_local=True)

    def add(form: Form) -> Form:
        form = authoring.put_item(form, asked, section="s_style_5", scale=SCALES["three_unknown"])
        form = authoring.add_section(form, "本镇想问的", is_local=True)
        why = Item("", "您最想让镇里先办哪一件事", TEXT, is_local=True)
        return authoring.put_item(form, why, section=form.sections[-1].code)

    own = commands.edit(version=own, change=add, by=by, at=until)
    commands.approve(version=own, by=county.who(town, "township_leader"), at=until)


def _school(county: County, until: datetime) -> None:
    """A school's form with a condition, written by itself."""
    school = county.schools[0]
    clerk, head = county.who(school, "school_clerk"), county.who(school, "school_head")
    form = authoring.add_section(Form("家长评议学校", PARENTS_INTRO), "教育教学")
    section = form.sections[0].code
    for wording in ("老师对孩子是否关心", "作业量是否合适", "家校沟通是否顺畅"):
        form = authoring.put_item(form, Item("", wording, scale="four"), section=section, scale=SCALES["four"])
    which = authoring.own_scale(form, ["食堂", "住宿", "校园安全", "课后服务", "收费"])
    mend = Item("", "最希望学校改进哪些方面", MANY, which.code)
    form = authoring.put_item(form, mend, section=section, scale=which)
    code = form.items[-1].code
    form = authoring.put_item(form, Item("", "食堂哪里要改", TEXT, only_if=(code, ("o1",))), section=section)
    version = commands.draw_up(form=form, unit=school, by=clerk, at=until)
    commands.approve(version=version, by=head, at=until)
    draft = commands.revise(questionnaire=version.questionnaire, by=clerk, at=until)
    first = draft.form.items[0]
    commands.edit(
        version=draft, by=clerk, at=until,
        change=lambda one: authoring.put_item(one, replace(first, wording="老师对每个孩子是否都关心"), scale=SCALES["four"]),
    )  # fmt: skip
