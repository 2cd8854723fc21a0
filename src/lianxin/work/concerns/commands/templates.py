"""答复参考和渠道时限: answers with their source and until when they hold; which set of clocks a channel runs under."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.clocks import commands as clocks
from lianxin.base.clocks.terms import LOAD_NOTICE
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import ChannelRegime, ReplyTemplate, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.regimes import offered
from lianxin.work.concerns.terms import Channel
from lianxin.work.concerns.through_terms import EDIT_TEMPLATES


@transaction.atomic
def write_template(
    *, unit: Unit, title: str, text: str, by: Actor, at: datetime, source: str = "", topic: Topic | None = None,
    valid_to: date | None = None, of: ReplyTemplate | None = None,
) -> ReplyTemplate:  # fmt: skip
    """写答复参考: new, or a further version of one; earlier versions stay as they were."""
    by.must_at(EDIT_TEMPLATES, unit.path)
    if not title.strip():
        raise Unfit(_("请写明这是回答什么问题。"), "title")
    if not text.strip():
        raise Unfit(_("请写明答复。"), "text")
    if valid_to is not None and valid_to < clocking.today(at):
        raise Unfit(_("有效期不能早于今天。"), "valid_to")
    version = 1
    if of is not None:
        newest = ReplyTemplate.objects.select_for_update().filter(key=of.key).order_by("-version").first()
        version = (newest.version if newest else of.version) + 1
        ReplyTemplate.objects.filter(key=of.key, retired_at=None).update(retired_at=at)
    made = ReplyTemplate.objects.create(
        key=of.key if of else uuid4().hex, version=version, unit=unit, unit_path=unit.path, topic=topic,
        title=title.strip(), text=text.strip(), source=source.strip(), valid_to=valid_to, by_name=by.name, at=at,
    )  # fmt: skip
    book.record("template.written", of=made.ref, unit_path=unit.path, by=by, at=at, name=made.title, version=version)
    return made


@transaction.atomic
def retire_template(*, template: ReplyTemplate, by: Actor, at: datetime) -> ReplyTemplate:
    """停用答复参考: nobody is offered it any more; what was answered with it stays."""
    template = ReplyTemplate.objects.select_for_update().get(pk=template.pk)
    by.must(EDIT_TEMPLATES, template)
    if template.retired_at is not None:
        raise Unfit(_("已经停用。"))
    template.retired_at = at
    template.save(update_fields=["retired_at"])
    book.record("template.retired", of=template.ref, unit_path=template.unit_path, by=by, at=at, name=template.title)
    return template


@transaction.atomic
def choose_regime(
    *, channel: str, regime: str, valid_from: date, by: Actor, at: datetime, path: str = ""
) -> ChannelRegime:
    """设定渠道时限: from that day on; what was promised before stays as promised."""
    by.must_at(LOAD_NOTICE, path or by.own_path)
    found = offered(valid_from).get(regime)
    if found is None:
        raise Unfit(_("没有这个时限体系，或者到那一天还没有启用。"), "regime")
    if valid_from < clocking.today(at):
        raise Unfit(_("启用日期不能早于今天，已经作出的承诺不变。"), "valid_from")
    made = ChannelRegime.objects.create(channel=channel, regime=regime, valid_from=valid_from, by_name=by.name, at=at)
    clocks.redraw()
    book.record(
        "regime.chosen", of=f"channel:{channel}", unit_path=path or by.own_path, by=by, at=at,
        channel=Channel(channel).label, regime=str(found.label), valid_from=valid_from.isoformat(),
    )  # fmt: skip
    return made
