"""承诺的规矩: words that can be checked later, and letters that speak of work, never of people to be kept an eye on."""

import re
from datetime import date

from django.utils.translation import gettext as _

from lianxin.pure.vague import EXAMPLE, faults_of
from lianxin.work.concerns.problems import Unfit

MOST_ITEMS = 12
#: words by which a letter would make somebody a person to be watched; a thing, a place, a kind of matter is named otherwise
_WATCHING = re.compile(
    r"重点人员|重点人(?!群|口|才|物|大)|重点(?:上访|信访|涉访)|特殊人员|稳控|盯防(?:人|对象|到人)|盯人|盯死|逐人(?:盯|看|管|跟)|人盯人|看(?:住|牢)(?:人|其|他)|"
    r"布控|管控(?:对象|人员)|一对一(?:包保|稳|看|盯)|(?:上访|信访|缠访|闹访|非访|重访|涉访)(?:人员|户|老户|对象|人)(?:名单|台账|动向|行踪|的?去向)|"
    r"缠访|闹访|邪教人员|练习者|(?:人员|对象)名单|行踪|(?:人员|对象|思想|其)动向|每日动向|上报动向|去向报告|手机定位|跟踪(?:监控|人员|对象|到人)|"
    r"监视(?:人|对象)|监控(?:对象|人员)|摸排(?:人员|对象)|思想动态|不放心人员|失控漏管|脱管漏管"
)
_NAMES = re.compile(r"(?:姓名|名单|身份证)[：:]|\d{17}[\dXx]|1\d{10}")


def must_be_concrete(text: str, field: str) -> None:
    """Raise Unfit where a promise is words without object, amount or date (as a rectification's measure, M191)."""
    faults = faults_of(text)
    if faults:
        words = "、".join(dict.fromkeys(f"“{fault.words}”" for fault in faults[:3]))
        raise Unfit(
            _("%(words)s 说得不够具体，以后没法核对。请写清做什么、做多少、到哪天，例如：%(example)s")
            % {"words": words, "example": EXAMPLE},
            field,
        )


def must_be_in_year(due_on: date | None, year: int, field: str = "due_on") -> date:
    """The day of a promise lies in its year or in the first half of the next one (a school year, a winter)."""
    if due_on is None:
        raise Unfit(_("请写明到哪天做到。"), field)
    if not date(year, 1, 1) <= due_on <= date(year + 1, 7, 31):
        raise Unfit(_("期限应在 %(year)s 年内，最迟到次年 7 月底。") % {"year": year}, field)
    return due_on


def watching_words(text: str) -> list[str]:
    """Words in a text that hint at keeping an eye on people, and entries that hold names or numbers of people."""
    found = [one.group() for one in _WATCHING.finditer(text)] + [one.group()[:4] for one in _NAMES.finditer(text)]
    return list(dict.fromkeys(found))


def must_be_about_work(text: str, field: str) -> None:
    """责任书只写事: raise Unfit where a letter names people to be watched, or hints at it. No such list is kept here (M213)."""
    words = watching_words(text)
    if words:
        raise Unfit(
            _("“%(words)s”像是要盯住具体的人。责任书只写要办的事、要查的地方和办到什么程度，不写人员名单。")
            % {"words": "、".join(words[:3])},
            field,
        )


def must_say(text: str, sentence: str, field: str, least: int = 1) -> str:
    """The text without blanks around it; raises Unfit with the sentence where there is none."""
    if len(text.strip()) < least:
        raise Unfit(sentence, field)
    return text.strip()
