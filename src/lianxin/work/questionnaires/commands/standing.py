"""审定与停用: an approved version is frozen, its fingerprint stands in the journal."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.questions import BadForm
from lianxin.work.concerns.problems import Unfit
from lianxin.work.questionnaires import sharing
from lianxin.work.questionnaires.models import Version
from lianxin.work.questionnaires.terms import APPROVE, VERSION_FLOW, VersionStatus


@transaction.atomic
def approve(*, version: Version, by: Actor, at: datetime) -> Version:
    """审定问卷: from now on this version never changes; the one before it is no longer asked. Raises Unfit as it stands."""
    version = (
        Version.objects.select_for_update(of=("self",)).select_related("questionnaire", "parent").get(pk=version.pk)
    )
    by.must(APPROVE, version)
    version.status = VERSION_FLOW.after("approve", version.status)
    try:
        version.form.check()
    except BadForm as wrong:
        raise Unfit(str(wrong)) from wrong
    if version.parent is not None:
        sharing.refuse_changes(version.parent.form, version.form)
    today, questionnaire = localdate(at), version.questionnaire
    questionnaire.versions.approved().update(status=VersionStatus.WITHDRAWN, withdrawn_on=today)
    version.fingerprint, version.approved_on, version.approved_name = version.form.fingerprint, today, by.name
    version.save(update_fields=["status", "fingerprint", "approved_on", "approved_name"])
    if questionnaire.title != version.form.title:
        questionnaire.title = version.form.title
        questionnaire.save(update_fields=["title"])
    counts = sharing.counts(version.form)
    book.record(
        "questionnaire.approved", of=version.ref, unit_path=version.unit_path, by=by, at=at, private={"title": questionnaire.title},
        number=version.number, sections=counts.sections, items=counts.items, fingerprint=version.fingerprint,
    )  # fmt: skip
    return version


@transaction.atomic
def withdraw(*, version: Version, by: Actor, at: datetime) -> Version:
    """停用问卷: no new campaign can choose it; those that have it keep their own copy."""
    version = Version.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=version.pk)
    by.must(APPROVE, version)
    version.status, version.withdrawn_on = VERSION_FLOW.after("withdraw", version.status), localdate(at)
    version.save(update_fields=["status", "withdrawn_on"])
    book.record(
        "questionnaire.withdrawn", of=version.ref, unit_path=version.unit_path, by=by, at=at,
        private={"title": version.questionnaire.title}, number=version.number,
    )  # fmt: skip
    return version
