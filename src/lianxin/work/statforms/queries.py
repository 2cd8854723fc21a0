"""统计单的读法: the six lines counted from the records, what is still missing and where it is entered, the sum of units."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import statform
from lianxin.pure.statform import Method, Values
from lianxin.work.appraisals.facts import Facts, Figure, facts_of
from lianxin.work.appraisals.models import Campaign, Help
from lianxin.work.appraisals.models import Method as HeldMethod
from lianxin.work.appraisals.terms import VIEW as SEE_CAMPAIGN
from lianxin.work.appraisals.terms import CampaignStatus, MethodKind
from lianxin.work.statforms.grading import Graded, Vote, vote_of
from lianxin.work.statforms.models import SignedForm, StatForm
from lianxin.work.statforms.terms import FILL, VIEW

#: how the official form calls the other ways, and in what it counts them (统计单第 3 行); always in Chinese
WAYS = {
    MethodKind.VISIT: ("走访调研", "次"), MethodKind.TALK: ("个别谈话", "个"), MethodKind.FORUM: ("座谈交流", "次"),
    MethodKind.OPINION_SHEET: ("发放征求意见表", "张"), MethodKind.HOTLINE: ("热线电话", "个"),
}  # fmt: skip
FORM, VOTE = "form", "vote"  # where a missing fact is entered


@dataclass(frozen=True)
class Missing:
    """缺的数: which numbers, why, and where they come from (`form`: its own settings; `vote`: the close of the vote)."""

    keys: tuple[str, ...]
    sentence: str
    where: str


@dataclass(frozen=True)
class Filled:
    """填好的统计单: the values, the records behind each (by key), what is missing, what is to be known beside it."""

    values: Values
    behind: dict[str, tuple[HeldMethod | Help | Graded, ...]]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def records(self) -> dict[str, list[str]]:
        """The ids of what was counted, by key: frozen with the form."""
        return {key: [_ref(one) for one in found] for key, found in self.behind.items() if found}


def _ref(record: HeldMethod | Help | Graded) -> str:
    if isinstance(record, Graded):
        return f"subject:{record.subject.code}"
    return f"{'method' if isinstance(record, HeldMethod) else 'help'}:{record.pk}"


def filled(form: StatForm) -> Filled:
    """六行 of a form as the records stand now."""
    facts, vote = facts_of(form.campaign), vote_of(form.campaign, form.grades)
    numbers: dict[str, int | None] = {}
    behind: dict[str, tuple[HeldMethod | Help | Graded, ...]] = {}
    for key, figure in _counted(facts).items():
        numbers[key], behind[key] = figure.number, figure.records
    if vote is not None:
        _voted(vote, numbers, behind)
    numbers["members_total"] = _members(form)
    ways = {kind: figure for kind, figure in facts.other_methods.items() if figure.number}
    for kind, figure in ways.items():
        behind[f"method:{WAYS[kind][0]}"] = figure.records
    methods = tuple(Method(label, ways[kind].number, unit) for kind, (label, unit) in WAYS.items() if kind in ways)
    return Filled(Values(numbers, methods), behind, _missing(form, vote), _notes(form, vote))


def _counted(facts: Facts) -> dict[str, Figure]:
    return {
        "meetings": facts.meetings, "head_briefings": facts.head_reported, "delegates": facts.sent_from_above,
        "self_introduced": facts.introduced, "deeds": facts.helps,
    }  # fmt: skip


def _members(form: StatForm) -> int | None:
    return form.campaign.members if form.members is None else form.members


def _voted(
    vote: Vote, numbers: dict[str, int | None], behind: dict[str, tuple[HeldMethod | Help | Graded, ...]]
) -> None:
    numbers["participants"] = vote.people
    for kind, is_member in (("organisations", False), ("members", True)):
        rated = tuple(one for one in vote.subjects if one.is_member == is_member and one.voters)
        steps = {
            "rated": rated, "fairly": tuple(one for one in rated if one.is_fairly),
            "satisfied": tuple(one for one in rated if one.is_satisfied),
        }  # fmt: skip
        for step, found in steps.items():
            numbers[f"{kind}_{step}"], behind[f"{kind}_{step}"] = len(found), found


def _missing(form: StatForm, vote: Vote | None) -> tuple[Missing, ...]:
    found = []
    if vote is None:
        keys = (*statform.ORGANISATIONS, *statform.MEMBERS[1:], "participants")
        found.append(Missing(keys, _("投票还没有截止开箱，被评议的对象、等次和参加评议的人数还数不出来。"), VOTE))
    if _members(form) is None:
        sentence = _("还没有填%(member)s总数，请在称谓和口径里填写。") % {"member": form.member}
        found.append(Missing(("members_total",), sentence, FORM))
    return tuple(found)


def _notes(form: StatForm, vote: Vote | None) -> tuple[str, ...]:
    notes = [
        _("等次口径：按题平均、按评议主体权重加权的测评得分，%(satisfied)s 分以上为满意，%(fairly)s 分以上为基本满意。")
        % {"satisfied": form.satisfied_from, "fairly": form.fairly_from},
        _("参加评议的群众按收回的答卷计，一人填几张的只计一次；会议、走访等按登记的记录计，没有的是 0。"),
    ]
    few = [one for one in vote.subjects if one.voters and not one.step] if vote else []
    if few:
        notes.append(
            _("%(names)s 只有不足 %(least)s 人评议，为不认出评议人，不定等次，只计入被评议的。")
            % {"names": "、".join(one.subject.label for one in few), "least": form.campaign.counts.least}
        )
    return tuple(notes)


def forms(by: Actor) -> "QuerySet[StatForm]":
    """统计单 that the actor may see, with their signed versions."""
    found: QuerySet[StatForm] = StatForm.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit", "campaign__box").prefetch_related(
        Prefetch("signed", SignedForm.objects.order_by("-version"))
    )


def without_form(by: Actor) -> "QuerySet[Campaign]":
    """评议活动 of the actor's units that are open or over and have no form yet."""
    found: QuerySet[Campaign] = Campaign.objects.reachable(by=by, to=SEE_CAMPAIGN)
    running = (CampaignStatus.OPEN, CampaignStatus.FINISHED)
    own = found.filter(within("unit_path", by.own_path), statform=None, status__in=running)
    return own.select_related("unit").order_by("-opens_on", "-pk")


def to_sign(by: Actor) -> "QuerySet[StatForm]":
    """待签署: forms of votes that are closed and that nobody has signed."""
    found: QuerySet[StatForm] = StatForm.objects.reachable(by=by, to=FILL)
    return found.filter(signed=None, campaign__box__status="closed").select_related("unit", "campaign").order_by("pk")


@dataclass(frozen=True)
class Row:
    """一个单位的统计单 in a sum: its signed version, or nothing."""

    form: StatForm
    signed: SignedForm


@dataclass(frozen=True)
class Sum:
    """汇总: the signed forms of a unit and all below, their sum, which forms are not signed, which units have none."""

    unit: Unit
    rows: tuple[Row, ...]
    values: Values
    words: statform.Words
    unsigned: tuple[Campaign, ...]
    absent: tuple[Unit, ...]
    rounds: int


def rolled_up(*, unit: Unit, first: date, last: date, by: Actor, today: date) -> Sum:
    """逐级汇总: of campaigns whose vote ended between the two days; 补课 rates the same again and is not added."""
    under: QuerySet[Campaign] = Campaign.objects.reachable(by=by, to=SEE_CAMPAIGN)
    found = list(
        under.filter(within("unit_path", unit.path), closes_on__range=(first, last))
        .exclude(status__in=(CampaignStatus.PLANNED, CampaignStatus.CANCELLED))
        .select_related("unit", "box").order_by("unit_path", "pk")
    )  # fmt: skip
    once = [one for one in found if one.round_of_id is None]
    by_campaign = {one.campaign_id: one for one in forms(by).filter(campaign__in=once)}
    rows, unsigned = [], []
    for campaign in once:
        form = by_campaign.get(campaign.pk)
        signed = next(iter(form.signed.all()), None) if form else None
        if form is not None and signed is not None:
            rows.append(Row(form, signed))
        else:
            unsigned.append(campaign)
    words = rows[0].signed.wording if len({tuple(row.signed.words.items()) for row in rows}) == 1 else statform.PARTY
    values = statform.total(row.signed.frozen for row in rows)
    return Sum(unit, tuple(rows), values, words, tuple(unsigned), _absent(unit, found, today), len(found) - len(once))


def _absent(unit: Unit, campaigns: Iterable[Campaign], today: date) -> tuple[Unit, ...]:
    """下级单位 directly below in which, or below which, no appraisal was held."""
    paths = [one.unit_path for one in campaigns]
    below = Unit.objects.valid(today).filter(parent=unit).order_by("path")
    return tuple(one for one in below if not any(is_within(path, one.path) for path in paths))
