"""一室的页面: the tabs of a room, a page with one form, the unit one works in, lists typed one per line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed, Permission
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request


@dataclass(frozen=True)
class RoomTab:
    """一页 of a room."""

    word: str | Promise
    url: str
    is_current: bool
    count: None = None


def room_tabs(pages: Iterable[tuple[str | Promise, str]], here: str) -> list[RoomTab]:
    """The pages of a room by word and name; `here` is the name of the present one."""
    return [RoomTab(word, reverse(name), name == here) for word, name in pages]


def see(request: Request, permission: Permission) -> None:
    """Raise NotAllowed where the post does not open this room at all."""
    if not request.actor.has(permission):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": permission.label})


def own_unit(request: Request, permission: Permission) -> Unit:
    """The unit of the present post, where the permission holds. Raises NotAllowed."""
    request.actor.must_at(permission, request.actor.own_path)
    return request.posting.unit


@dataclass(frozen=True)
class Asking:
    """一页一表: the words of a page with one form, and where it leads back to."""

    word: str | Promise
    purpose: str | Promise
    back: str
    button: str | Promise = ""


@dataclass(frozen=True)
class Deed:
    """一件事项: its form, its command, the right it needs, its words."""

    form: Callable[..., Any]
    command: Callable[..., Any]
    needs: Permission
    word: str | Promise
    purpose: str | Promise = ""


def form_page(request: Request, form: forms.Form, asking: Asking, **more: Any) -> HttpResponse:
    """The page of one form."""
    return render(request, "ui/form_page.html", {"form": form, "asking": asking, **more})


def pressed(request: Request, command: Callable[..., Any], **given: Any) -> Any:
    """A button without a form: what the deed gave, or None and the refusal stands on the next page."""
    form: Any = forms.Form({})
    if form.is_valid() and done(form, command, request, **given):
        return form.result
    for fault in form.non_field_errors():
        messages.error(request, str(fault))
    return None


class LinesField(forms.CharField):
    """一行一项: a list, typed one per line; empty lines do not count."""

    def __init__(self, *, rows: int = 4, most: int = 40, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"max_length": 4000, "required": False, "widget": widget, **kwargs})
        self.most = most

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip()[:200] for line in super().clean(value).splitlines()]
        return [line for line in lines if line][: self.most]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value
