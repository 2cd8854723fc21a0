"""接口密钥的读法: which one was shown, and who acts in the journal when a program does."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.orgs.permissions import Actor
from lianxin.base.programs import secret
from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.terms import LENT


def shown(plain: str, on: date) -> ProgramKey | None:
    """The key that was shown, if it is one that holds today."""
    if not secret.looks_like_one(plain):
        return None
    found: ProgramKey | None = (
        ProgramKey.objects.valid(on).select_related("unit").filter(digest=secret.digest(plain)).first()
    )
    return found


def actor_of(key: ProgramKey) -> Actor:
    """经办的程序: a name for the journal; it holds no permission anywhere and has no unit of its own."""
    with override(settings.LANGUAGE_CODE):
        post = _("%(unit)s的接口程序") % {"unit": key.unit.name}
    return Actor(ref=key.ref, name=key.name, post=post)


def standing_in(key: ProgramKey) -> Actor:
    """以单位名义的程序: what the key's scopes lend it, in its unit alone; the wall of that unit stands before it too."""
    lent = [code for scope in key.scopes for code in LENT.get(scope, ())]
    bare, unit = actor_of(key), key.unit
    return replace(
        bare, unit_id=unit.pk, own_path=unit.path, former=unit.paths[1:], grants=dict.fromkeys(lent, unit.paths)
    )
