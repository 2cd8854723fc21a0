"""办一件事: run a command with what a form read; a refusal goes beside the field that it belongs to."""

from collections.abc import Callable
from typing import Any

from lianxin.base.orgs.commands import Unfit as OrgsUnfit
from lianxin.reports.definitions.problems import Unfit as DefinitionUnfit
from lianxin.reports.filling.problems import Unfit as FillingUnfit
from lianxin.reports.freezes.problems import Unfit as FreezeUnfit
from lianxin.reports.nextsteps.problems import Unfit as NextStepUnfit
from lianxin.reports.returns.problems import Unfit as ReturnUnfit
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit as ConcernUnfit
from lianxin.work.feedback.commands import Unfit as FeedbackUnfit

REFUSALS = (
    OrgsUnfit,
    ConcernUnfit,
    DefinitionUnfit,
    FeedbackUnfit,
    FillingUnfit,
    FreezeUnfit,
    NextStepUnfit,
    ReturnUnfit,
)


def done(form: Any, command: Callable[..., Any], request: Request, **given: Any) -> bool:
    """Run the command; whether it was done. An `Unfit`, with its `.field` if it has one, becomes the form's error."""
    form.result = None
    try:
        form.result = command(by=request.actor, at=request.now, **given)
    except REFUSALS as problem:
        field = getattr(problem, "field", "")
        form.add_error(field if field in form.fields else None, str(problem))
        return False
    return True
