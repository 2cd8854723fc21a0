"""整改的规矩: a measure that can be checked, and no department's work for a village."""

from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.vague import EXAMPLE, faults_of
from lianxin.work.concerns.duty_book import GRASS_ROOTS, DutyBook, is_outside
from lianxin.work.concerns.duty_terms import LEAST_REASON
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.problems import Unfit

OFFICES = (UnitKind.DEPARTMENT, UnitKind.CENTRE)


def must_be_concrete(measure: str) -> None:
    """Raise Unfit where the measure is words without object, amount or date (M191); the sentence says how to write it."""
    faults = faults_of(measure)
    if faults:
        words = "、".join(dict.fromkeys(f"“{fault.words}”" for fault in faults[:3]))
        raise Unfit(
            _("%(words)s 说得不够具体，以后没法核对。请写清做什么、做多少、到哪天，例如：%(example)s")
            % {"words": words, "example": EXAMPLE},
            "measure",
        )


def must_be_in_duty(
    *, owner: Unit, issuer: Unit, about: Unit | None, topic: Topic | None, reason: str, today: date
) -> None:
    """JF-10: a department's matter is not handed to a village; other matters outside its list need a reason."""
    if owner.kind not in GRASS_ROOTS or owner.pk == issuer.pk or (about is not None and about.pk == owner.pk):
        return
    found = DutyBook().owners(topic, owner, today)
    leads = [one.lead for one in found.owners if one.lead is not None and one.lead.kind in OFFICES]
    theirs = about.name if about is not None and about.kind in OFFICES else "、".join(unit.name for unit in leads)
    if theirs and not found.names(owner):
        raise Unfit(_("这是%(unit)s的职责，不能交给村、社区整改。") % {"unit": theirs}, "owner")
    place = about or issuer
    if is_outside(found, place, owner) and len(reason.strip()) < LEAST_REASON:
        raise Unfit(
            _("这件事不在%(unit)s的责任清单内。请交给主管单位；确需交给%(unit)s的，写明理由（不少于 %(least)s 个字）。")
            % {"unit": owner.name, "least": LEAST_REASON},
            "outside_reason",
        )
