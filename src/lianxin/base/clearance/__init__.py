"""公开前的扫描: the one scan of every deed that makes words readable for everybody (security.md T15).

Identity numbers, mobile numbers and bank cards pass under no circumstances, whoever has read the text and ticked it;
a landline passes where it is the telephone of an office, or stands in the field that is made for it (`own`), or where
two persons were shown it and let it stand (`is_read`). The rules
of a room (who may be named, what has to be read by a second person) stand beside this and are stricter where need be.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.pure.problems import Unfit
from lianxin.pure.redaction import BARRED, LABELS, TELEPHONE, Mark, find

#: numbers that services have for everybody
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_CHECK_SUM = re.compile(r"[0-9a-f]{20,}")


def demand(words: Mapping[str, str | Iterable[str]], *, own: Collection[str] = (), is_read: bool = False) -> None:
    """Raise Unfit with the field of the first number of a person in these words, by field; `own` are telephones for all."""
    for field, said in words.items():
        for text in (said,) if isinstance(said, str) else said:
            if found := barred(text, own=own, is_read=is_read):
                raise Unfit(
                    _("“%(words)s”像是%(what)s，公开的文字里不能有，请删去。单位的固定电话先登记在单位信息里。")
                    % {"words": found.text, "what": LABELS[found.kind]},
                    field,
                )


def barred(text: str, *, own: Collection[str] = (), is_read: bool = False) -> Mark | None:
    """The first number in a text that nobody may publish."""
    offices: set[str] | None = None
    for mark in find(text):
        if mark.kind in BARRED:
            return mark
        if is_read or mark.kind != TELEPHONE or _SERVICE.fullmatch(_digits(mark.text)):
            continue
        if offices is None:
            offices = {_digits(one) for one in own} | _of_offices()
        if _digits(mark.text) not in offices:
            return mark
    return None


def words_in(data: object) -> list[str]:
    """Every text in plain JSON that somebody may have typed; keys and check sums are none."""
    if isinstance(data, str):
        return [] if _CHECK_SUM.fullmatch(data) else [data]
    held = data.values() if isinstance(data, Mapping) else data if isinstance(data, list | tuple) else ()
    return [text for one in held for text in words_in(one)]


def _of_offices() -> set[str]:
    return {_digits(one) for one in Unit.objects.exclude(phone="").order_by().values_list("phone", flat=True)}


def _digits(number: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", number))
