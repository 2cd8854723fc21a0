"""告诉提意见的人: where a rectification stands, in words for whoever may not open its page."""

from typing import Any

from django.utils.translation import gettext as _

from lianxin.work.rectification.models import Rectification


def progress(item: Rectification) -> list[tuple[str, str]]:
    """整改到哪一步, in words: for the giver and for everybody; no person but the unit is named."""
    now: Any = item.rounds.order_by("-number").first()
    lines = [
        (_("责任单位"), item.owner_name), (_("整改措施"), item.measure),
        (_("时间"), f"{item.starts_on:%Y-%m-%d} — {item.due_on:%Y-%m-%d}"), (_("状态"), str(item.get_status_display())),
    ]  # fmt: skip
    if item.round > 1:
        lines.append((_("轮次"), _("第 %(n)s 轮") % {"n": item.round}))
    if now is not None and now.report:
        lines.append((_("完成情况"), now.report))
    if now is not None and now.check_note and now.is_passed:
        lines.append((_("核查情况"), now.check_note))
    return lines
