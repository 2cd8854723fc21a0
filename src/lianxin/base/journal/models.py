"""流水: the append-only journal. Only `book` reads and writes these tables (an import contract keeps it so)."""

from django.db import models

from lianxin.base.sealing.fields import EncryptedTextField


class Entry(models.Model):
    """留痕: one deed, who did it, when, on what. Never changed, never deleted; triggers refuse both.

    `of` and `by` are text references, not foreign keys, so that the trace outlives the record. `leaf` is
    SHA-256(0x00 ‖ canonical body); `chain` is SHA-256(previous chain ‖ leaf), so that any change, gap or
    exchange of entries is seen from the last chain value alone (security.md T9). `salt` is part of the body: the
    leaf of a neighbour stands in the proof of a resident's receipt, and without it he could guess what it says.
    """

    n = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    of = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=40)
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    by_post = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    digests = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    leaf = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        verbose_name = "流水"
        indexes = [models.Index(fields=["of", "n"], name="entry_of_n")]


class PrivateDetail(models.Model):
    """流水中的个人信息: salt and plain text of a field of which the journal itself holds only the digest.

    Erasing a person's data deletes these rows; the journal still verifies (security.md D3). The text is sealed: it holds
    reasons and instructions in which persons are named (ADR 0057). The salt is not: without the text it tells nothing.
    """

    entry_n = models.BigIntegerField(db_index=True)
    field = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)
    text = EncryptedTextField("附文", bound_to="entry_n field")

    class Meta:
        verbose_name = "流水附文"
        constraints = [models.UniqueConstraint(fields=["entry_n", "field"], name="private_entry_field")]


class Head(models.Model):
    """流水末端: the number and the chain value of the last entry; its row lock puts writers in line."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    n = models.BigIntegerField(default=0)
    chain = models.CharField(max_length=64, default="0" * 64)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "流水末端"


class Subtree(models.Model):
    """子树: the hash over `256 ** level` entries, kept so that a day's growth and a proof cost little.

    Nothing is believed because it stands here: the walk through the journal reckons all anew, and a checkpoint is not made
    where the tree does not begin with the one before.
    """

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "流水子树"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="subtree_place")]
