"""署名的自查、自评和领导点评: declared named, entered by login, never ballots."""

from django.db import models
from django.db.models import Q

from lianxin.work.appraisals.models.campaigns import Campaign
from lianxin.work.appraisals.models.parties import CampaignSubject, Line


class SelfReview(models.Model):
    """自查自纠 of a subject: what it found in each area of the template (000-1 四方面, 001-2 四查四看), and what it will do."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reviews", verbose_name="评议活动")
    subject = models.ForeignKey(CampaignSubject, models.PROTECT, related_name="reviews", verbose_name="评议对象")
    template = models.CharField("提纲", max_length=8)
    found = models.JSONField("查找的问题", default=dict)
    measures = models.TextField("整改打算", blank=True)
    by_name = models.CharField("填写人", max_length=60)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "自查情况"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "subject"], name="review_once")]


class NamedRating(models.Model):
    """署名评分 on a questionnaire: of a subject by itself (自评), or by a leader (领导点评). One of each name and subject."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="ratings", verbose_name="评议活动")
    line = models.ForeignKey(Line, models.PROTECT, related_name="ratings", verbose_name="评议矩阵")
    subject = models.ForeignKey(CampaignSubject, models.PROTECT, related_name="ratings", verbose_name="评议对象")
    answers = models.JSONField("选择", default=dict)
    texts = models.JSONField("文字", default=dict)
    by_name = models.CharField("评分人", max_length=60)
    by_post = models.CharField("职务", max_length=120, blank=True)
    by_ref = models.CharField(max_length=40)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "署名评分"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["line", "subject", "by_ref"], name="named_rating_once")]


class Comment(models.Model):
    """领导点评 in words (M174, M200): may be turned into rectifications; `measure_ref` names the last of them."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="comments", verbose_name="评议活动")
    subject = models.ForeignKey(CampaignSubject, models.PROTECT, related_name="comments", verbose_name="评议对象")
    words = models.TextField("点评意见")
    by_name = models.CharField("点评人", max_length=60)
    by_post = models.CharField("职务", max_length=120, blank=True)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "领导点评"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="comment_has_words")]

    @property
    def ref(self) -> str:
        return f"comment:{self.pk}"
