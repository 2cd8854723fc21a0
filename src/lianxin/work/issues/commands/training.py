"""训练分类建议: learn from the office's own sorted concerns, and say how well it does on those it has not seen."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.likeness import Example, train, validated
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.issues.models import Learned
from lianxin.work.issues.reading import seeds, without_subjects
from lianxin.work.issues.terms import TRAIN

MOST = 3_000  # the newest sorted concerns: enough to learn from, some minutes of one processor with ninety topics
FEWEST = 20  # below, nothing is held out and no accuracy is stated
KEPT = 5


def train_topics(*, by: Actor, at: datetime) -> Learned:
    """训练分类建议: on the newest sorted concerns, without those that are hidden from somebody.

    A fifth is held out to measure by; the model in use then learns from all. Only the storing is one transaction.
    """
    by.must_at(TRAIN, by.own_path)
    topics = list(Topic.objects.filter(valid_to=None).values_list("code", "label"))
    if not topics:
        raise Unfit(_("还没有分类，不能训练。"))
    found = (
        without_subjects(Concern.objects.reachable(by=by, to=SEE_CONCERN)).exclude(topic=None).exclude(accepted_on=None)
    )
    rows = (
        found.filter(topic__valid_to=None).order_by("-received_on", "-pk").values_list("topic__code", "title", "text")
    )
    examples = [Example(*row) for row in rows[:MOST]]
    judged = validated(examples, only=0) if len(examples) >= FEWEST else []
    model = train(examples, seeds(topics))
    return _store(model=model.as_data(), examples=len(examples), judged=judged, by=by, at=at)


@transaction.atomic
def _store(*, model: dict[str, Any], examples: int, judged: list[tuple[str, str]], by: Actor, at: datetime) -> Learned:
    hits = sum(label == got for label, got in judged)
    learned = Learned.objects.create(
        kind=Learned.TOPICS, at=at, by_name=by.name, count=examples, labels=len(model["labels"]),
        accuracy=hits / len(judged) if judged else None, tested=len(judged), packed=Learned.pack(model),
    )  # fmt: skip
    old = Learned.objects.filter(kind=Learned.TOPICS).order_by("-at", "-pk").values_list("pk", flat=True)[KEPT:]
    Learned.objects.filter(pk__in=list(old)).delete()
    accuracy = f"{hits}/{len(judged)}" if judged else "—"
    book.record("issue.trained", of=f"learned:{learned.pk}", unit_path=by.own_path, by=by, at=at, count=examples,
                accuracy=accuracy)  # fmt: skip
    return learned
