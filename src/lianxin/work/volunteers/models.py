"""志愿服务队的表: teams, members, shifts, who came to which, sign-ups from the web. No points, no ranks, no total typed."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.work.pairings.models import Expert
from lianxin.work.pairings.terms import Skill
from lianxin.work.volunteers.terms import KEPT_DAYS, VIEW, Colour, JoiningStatus, ShiftStatus, Source


class TeamWording(models.Model):
    """本县的队伍样子: how a county words one of the seven; a colour without a row stands as in `SEVEN`."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    colour = models.CharField("颜色", max_length=8, choices=Colour.choices)
    name = models.CharField("名称", max_length=40)
    task = models.CharField("任务", max_length=80)
    duties = models.JSONField("做什么", default=list)
    is_left_out = models.BooleanField("本县不设", default=False)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿服务队样子"
        constraints = [models.UniqueConstraint(fields=["unit", "colour"], name="team_wording_once")]

    @property
    def ref(self) -> str:
        return f"team_wording:{self.colour}"


class TeamQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Teams not ended."""
        return self.filter(ended_on=None)

    def own(self, *, by: Actor, to: Permission) -> Q:
        """The teams that one belongs to, wherever one is posted now; the same as `Team.is_own_of`."""
        if to != VIEW or not by.is_person:
            return Q(pk__in=())
        return Q(Exists(Member.objects.filter(team=OuterRef("pk"), person_id=by.person_id or 0, until=None)))


class Team(models.Model):
    """志愿服务队 of a unit: colour, name, task, what it does. Its members' names are seen in its unit alone.

    `phone` is what stands on the public page; empty, it is the station's. `takes_web`: one may sign up on the web.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    colour = models.CharField("颜色", max_length=8, choices=Colour.choices)
    name = models.CharField("名称", max_length=40)
    task = models.CharField("任务", max_length=80)
    duties = models.JSONField("做什么", default=list)
    phone = models.CharField("报名电话", max_length=40, blank=True)
    takes_web = models.BooleanField("可以网上报名", default=False)
    founded_on = models.DateField("组建日期")
    ended_on = models.DateField("撤销日期", null=True, blank=True)
    ended_why = models.CharField("撤销理由", max_length=200, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿服务队"
        ordering = ["unit_path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "colour"], condition=Q(ended_on=None) & ~Q(colour="other"), name="team_colour_once"
            ),
            models.CheckConstraint(condition=Q(ended_on=None) | ~Q(ended_why=""), name="team_end_has_reason"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"team:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """A member who works here sees his own team."""
        return (
            permission == VIEW
            and by.is_person
            and self.members.filter(person_id=by.person_id or 0, until=None).exists()
        )

    def shows_names_to(self, by: Actor) -> bool:
        """姓名电话 are read in the team's own unit alone: the levels above see how many, not who."""
        return self.unit_path == by.own_path and by.may(VIEW, self)


class NamesQuerySet(PlacedQuerySet):
    """What bears names and telephones of volunteers: read in the team's own unit alone."""

    def past_the_wall(self, *, by: Actor) -> Self:
        """The same as `is_hidden_from`."""
        return self.filter(unit_path=by.own_path)

    def has_walled(self, *, by: Actor) -> bool:
        return True


class MemberQuerySet(NamesQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """One's own entry one may always read."""
        return self.filter(Q(unit_path=by.own_path) | Q(person_id=by.person_id or 0))

    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted now; the same as `Member.is_own_of`."""
        return Q(person_id=by.person_id or 0) if to == VIEW else Q(pk__in=())

    def standing(self) -> Self:
        """Those who have not left."""
        return self.filter(until=None)


class Member(models.Model):
    """队员: a resident, a student, an official; came from where, can do what. The leader is one of them.

    Skills are those of the directory (`pairings`): where the member is registered there (`expert`) they are read from
    there, else they stand here. The phone goes with the day of leaving; nobody's hours are kept as a total.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="members", verbose_name="志愿服务队")
    unit_path = models.CharField(max_length=40)
    name = models.CharField("姓名", max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="系统里的人员"
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="志愿者和专家"
    )
    phone = EncryptedTextField("电话", max_length=40, blank=True, bound_to="code")
    source = models.CharField("来自哪里", max_length=12, choices=Source.choices)
    source_name = models.CharField("哪个单位、学校", max_length=60, blank=True)
    own_skills = models.JSONField("特长", default=list)
    is_leader = models.BooleanField("队长", default=False)
    since = models.DateField("入队日期")
    until = models.DateField("离队日期", null=True, blank=True)
    consent_how = models.CharField("怎样同意的", max_length=120)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "队员"
        ordering = ["-is_leader", "pk"]
        indexes = [models.Index(fields=["unit_path", "since"], name="member_unit_since")]
        constraints = [
            models.UniqueConstraint(fields=["team"], condition=Q(is_leader=True, until=None), name="team_one_leader"),
            models.UniqueConstraint(
                fields=["team", "person"], condition=Q(person__isnull=False, until=None), name="member_person_once"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(phone=""), name="member_left_no_phone"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whoever it is about sees it."""
        return permission == VIEW and by.is_person and self.person_id == by.person_id

    def is_hidden_from(self, by: Actor) -> bool:
        """Read in the team's own unit alone, and by himself."""
        return self.unit_path != by.own_path and not (by.is_person and self.person_id == by.person_id)

    @property
    def skills(self) -> list[str]:
        """Codes of what the member can do."""
        return [one.skill for one in self.expert.skills.all()] if self.expert else list(self.own_skills)

    @property
    def skill_words(self) -> str:
        """What the member can do, in words."""
        held = set(self.skills)
        return "、".join(str(one.label) for one in Skill if one.value in held)

    @property
    def source_words(self) -> str:
        """Where he comes from, with the organization."""
        return "，".join(filter(None, (str(Source(self.source).label), self.source_name)))


class ShiftQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """Those of the teams that one belongs to; the same as `Shift.is_own_of`."""
        if to != VIEW or not by.is_person:
            return Q(pk__in=())
        mine = Member.objects.filter(team=OuterRef("team"), person_id=by.person_id or 0, until=None)
        return Q(Exists(mine))

    def coming(self, on: date) -> Self:
        """Planned, from that day on."""
        return self.filter(status=ShiftStatus.PLANNED, on__gte=on).order_by("on", "from_time", "pk")

    def past(self, on: date) -> Self:
        """Planned, the day is over, and nobody said how it went."""
        return self.filter(status=ShiftStatus.PLANNED, on__lt=on).order_by("on", "pk")

    def held(self) -> Self:
        """Those that took place."""
        return self.filter(status=ShiftStatus.HELD)


class Shift(models.Model):
    """班次、活动 of a team: when, where, how many are wanted. It has no place for a report: a patrol is a shift only.

    `of_ref` names the activity that called for it. `is_public`: it stands on the public page.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="shifts", verbose_name="志愿服务队")
    unit_path = models.CharField(max_length=40)
    title = models.CharField("做什么", max_length=60)
    on = models.DateField("日期")
    from_time = models.TimeField("开始时间")
    to_time = models.TimeField("结束时间")
    place = models.CharField("地点", max_length=80)
    wanted = models.PositiveSmallIntegerField("要几个人", default=0)
    is_public = models.BooleanField("在公开页上报名", default=False)
    of_ref = models.CharField("所属活动", max_length=40, blank=True, db_index=True)
    status = models.CharField("状态", max_length=10, choices=ShiftStatus.choices, default=ShiftStatus.PLANNED)
    called_why = models.CharField("不办的理由", max_length=200, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿服务班次"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "-on"], name="shift_unit_on")]
        constraints = [
            models.CheckConstraint(condition=Q(to_time__gt=F("from_time")), name="shift_from_to"),
            models.CheckConstraint(
                condition=~Q(status="called_off") | ~Q(called_why=""), name="shift_called_off_has_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"shift:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """A member who works here sees what his team does."""
        return self.team.is_own_of(by, permission)


class Serving(models.Model):
    """报名和签到: a member is down for a shift; once he came, for how many hours. Who did not come leaves no mark."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="servings", verbose_name="志愿服务班次")
    member = models.ForeignKey(Member, models.PROTECT, related_name="servings", verbose_name="队员")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    hours = models.DecimalField("小时", max_digits=4, decimal_places=1, null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿服务记录"
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="serving_unit_on")]
        constraints = [
            models.UniqueConstraint(fields=["shift", "member"], name="serving_once"),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__gt=0, hours__lte=24), name="serving_hours"),
        ]


class JoiningQuerySet(NamesQuerySet):
    def waiting(self, on: date) -> Self:
        """Undecided and not yet lapsed."""
        return self.filter(status=JoiningStatus.WAITING, asked_on__gt=on - timedelta(days=KEPT_DAYS))


class Joining(models.Model):
    """网上报名: name and phone until it is decided, at most `KEPT_DAYS`; then neither is kept here."""

    code = models.CharField("编号", max_length=12, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="joinings", verbose_name="志愿服务队")
    unit_path = models.CharField(max_length=40, db_index=True)
    shift = models.ForeignKey(
        Shift, models.PROTECT, null=True, blank=True, related_name="joinings", verbose_name="志愿服务班次"
    )
    name = models.CharField("称呼", max_length=60, blank=True)
    phone = EncryptedTextField("电话", max_length=40, blank=True, bound_to="code")
    note = models.CharField("想说的话", max_length=200, blank=True)
    asked_on = models.DateField("报名日期")
    status = models.CharField("状态", max_length=8, choices=JoiningStatus.choices, default=JoiningStatus.WAITING)
    decided_on = models.DateField("答复日期", null=True, blank=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿服务网上报名"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="waiting", decided_on=None) | (~Q(status="waiting") & Q(name="", phone="", note="")),
                name="joining_decided_is_empty",
            )
        ]

    def is_hidden_from(self, by: Actor) -> bool:
        """Read in the team's own unit alone."""
        return self.unit_path != by.own_path
