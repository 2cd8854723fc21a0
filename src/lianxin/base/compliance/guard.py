"""把关: a setting that breaks a burden rule is switched on by nobody alone, one that breaks an absolute ban by nobody.

A command asks before it switches something on; with no breach nothing happens. With one, a standing exemption of
another person must cover this very value, and its use is journalled by whoever keeps the exemptions.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.base.compliance.register import Breach
from lianxin.base.compliance.rules import RULES, rule_words
from lianxin.base.orgs.commands import Unfit
from lianxin.base.orgs.permissions import Actor

#: (setting, key, value, rules, by, at) → whether an exemption stands; it journals that it was used
Clear = Callable[[str, str, str, Sequence[str], Actor, datetime], bool]
_CLEAR: list[Clear] = []
MOST = 200


class Uncleared(Unfit):
    """未经批准: what is to be switched on breaks a rule, and nobody has allowed it; the sentence says which, and what to do."""


def cleared_by(clear: Clear) -> None:
    """Declare who knows of exemptions."""
    if clear not in _CLEAR:
        _CLEAR.append(clear)


def guard(
    setting: str, key: str, value: str, breaches: Sequence[Breach], *, by: Actor, at: datetime, can_ask: bool = True
) -> None:
    """把关 inside the transaction that switches it on. Raises Uncleared.

    `value` is the value in words as the setting's reading gives it: an exemption covers it to the letter. What has no
    draft to be exempted (`can_ask` false) can only be made smaller.
    """
    if not breaches:
        return
    absolute = [one for one in breaches if one.is_absolute]
    if absolute:
        rule = RULES[absolute[0].rule]
        raise Uncleared(_("不能启用：%(why)s。%(rule)s：%(sentence)s谁也不能批准例外。") % {
            "why": absolute[0].why, "rule": rule.label, "sentence": rule.sentence,
        })  # fmt: skip
    rules = sorted({one.rule for one in breaches})
    if any(clear(setting, key, value[:MOST], rules, by, at) for clear in _CLEAR):
        return
    if not can_ask:
        sentence = _("不能这样设：%(why)s，不符合%(rules)s。请改小。")
        raise Uncleared(sentence % {"why": breaches[0].why, "rules": rule_words(rules)})
    raise Uncleared(_("先不能启用：%(why)s，不符合%(rules)s。请改小，或者在“制度—对照检查”里申请例外，由另一位领导批准。") % {
        "why": breaches[0].why, "rules": rule_words(rules),
    })  # fmt: skip
