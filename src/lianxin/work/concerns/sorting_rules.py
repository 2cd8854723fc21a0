"""分类的规矩: what each of the three classes requires in writing, and what a decision does to a concern in memory.

`commands.classify`, `commands.reclassify` and the bulk deeds all decide here, so that they cannot differ. Nothing is
saved here. 即办 needs no words (M047); 限期 a stance, a person responsible and a date not later than the rule (M048);
释明 the policy and its article (M049), or the objective conditions that stand in the way (M072).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Handling


@dataclass(frozen=True)
class Texts:
    """分类要写明的: what was typed with the class."""

    stance: str = ""
    responsible: str = ""
    promised_on: date | None = None
    review_on: date | None = None
    policy: str = ""
    article: str = ""
    objective: str = ""


def decide(concern: Concern, texts: Texts, today: date, reason: str = "") -> dict[str, Any]:
    """Check the texts of the class that the concern has been given, and set what follows on it; returns a `Sorting`'s fields.

    What is 限期 goes on the shelf with the day of its first review, anything else comes off it. An earlier promise only
    brings the working date nearer. Raises Unfit with the field that lacks something.
    """
    row: dict[str, Any] = {
        "kind": concern.kind, "handling": concern.handling, "reason": reason.strip(),
        "topic_label": concern.topic.label if concern.topic else "",
    }  # fmt: skip
    concern.is_objective = False
    if concern.handling == Handling.TIME_LIMIT:
        return row | _with_limit(concern, texts, today)
    if concern.shelved_on is not None:
        concern.off_shelf_on = concern.off_shelf_on or today
    return row | (_explained(concern, texts) if concern.handling == Handling.EXPLAIN else {})


def _with_limit(concern: Concern, texts: Texts, today: date) -> dict[str, Any]:
    _required(texts.stance, _("限期的要明确态度：能不能办、准备怎么办，请写明。"), "stance")
    _required(texts.responsible, _("限期的要落实责任，请写明责任人的姓名和职务。"), "responsible")
    rule = max(concern.due_on or today, today)
    promised = texts.promised_on
    if promised is not None and not today <= promised <= rule:
        raise Unfit(_("答应的日期应在今天和规定期限 %(due)s 之间。") % {"due": rule}, "promised_on")
    if promised is not None and concern.due_on is not None:
        concern.due_on = min(promised, concern.due_on)
    latest = max(concern.due_on or today, today)
    review_on = texts.review_on or latest
    if not today <= review_on <= latest:
        raise Unfit(_("首次复核应在今天和办理期限 %(due)s 之间。") % {"due": latest}, "review_on")
    concern.shelved_on, concern.off_shelf_on = concern.shelved_on or today, None
    concern.review_on = review_on
    return {"stance": texts.stance.strip(), "responsible": texts.responsible.strip(), "promised_on": promised}


def _explained(concern: Concern, texts: Texts) -> dict[str, Any]:
    objective = texts.objective.strip()
    if not objective:
        _required(texts.policy, _("释明要写明依据的政策或法律名称。"), "policy")
        _required(texts.article, _("释明要写明是哪一条。"), "article")
    concern.is_objective = bool(objective)
    return {"policy": texts.policy.strip(), "article": texts.article.strip(), "objective": objective}


def refuse_late_change(concern: Concern, *, kind: str, handling: str, today: date) -> None:
    """T11: after the first day the nature and the class are changed by the level above, with a reason, not here."""
    if concern.accepted_on is None or today <= concern.accepted_on or not concern.handling:
        return
    if (kind, handling) != (concern.kind, concern.handling):
        raise Unfit(
            _("受理当天以后改性质或处理方式，要由上一级“改定分类”并写明理由。分类（事项）仍可在这里改。"), "handling"
        )


def check_explanation(concern: Concern, explained: str) -> str:
    """M049: where the class is 释明 the answer carries a record of what was explained, how and to whom."""
    if concern.handling == Handling.EXPLAIN:
        _required(explained, _("释明的请记下怎样解释的：讲了哪些政策、用什么方式、对方是否听明白。"), "explained")
    return explained.strip()


def _required(text: str, sentence: str, field: str) -> None:
    if not text.strip():
        raise Unfit(sentence, field)
