"""从记录起草公文: the link that begins a document from the record that it is written of, for who may write it."""

from django.urls import reverse
from django.utils.translation import gettext

from lianxin.base.drafting import COMPOSERS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PERMISSIONS, Actor


def may_start(actor: Actor, kind: str, path: str) -> bool:
    """Whether the actor may write documents of this kind at a unit: his own, since nobody else reads its drafts."""
    write = PERMISSIONS["document.write"]
    return path == actor.own_path and actor.may_at(write, path) and actor.may_at(COMPOSERS[kind].to_write, path)


def worded(kind: str) -> str:
    """起草调查报告: the words of the button."""
    return gettext("起草%(word)s") % {"word": COMPOSERS[kind].label}


def start_url(actor: Actor, kind: str, ref: str, unit: Unit) -> str:
    """Where a document of this kind about this record is begun; empty for who may not write it."""
    return address(kind, ref, unit.pk) if may_start(actor, kind, unit.path) else ""


def address(kind: str, ref: str, unit: int | None = None) -> str:
    """The page of a new document with its kind and subject chosen; of one's own unit where none is given."""
    query: dict[str, str | int] = {"kind": kind, "subject": ref}
    return reverse("documents:new", query=query | ({"unit": unit} if unit else {}))
