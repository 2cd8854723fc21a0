"""办一件事: run a command with what a form read; a refusal goes beside the field that it belongs to."""

from collections.abc import Callable
from typing import Any

from lianxin.pure.problems import Unfit
from lianxin.web.ui.request import Request


def done(form: Any, command: Callable[..., Any], request: Request, **given: Any) -> bool:
    """Run the command; whether it was done. An `Unfit`, of whatever room, becomes the form's error."""
    form.result = None
    try:
        form.result = command(by=request.actor, at=request.now, **given)
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True
