"""加密存放: opens in its own row and column under its own key, and nowhere else; what does not open is told, never empty."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models

from lianxin.base.protection import register
from lianxin.base.protection.terms import Kind
from lianxin.base.sealing import keys, rotating
from lianxin.base.sealing.fields import Sealed
from lianxin.base.sealing.models import FieldKey
from lianxin.pure import sealing
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Requester
from lianxin.work.households.models import Household
from tests.work.conftest import registered
from tests.work.household_scenes import household_made

PHONE, OTHER, PLACE = "13987650001", "13987650002", "石桥村后街七号"
#: contact of residents that stands open, and why
OPEN = {
    "households.Household.door": "the register is ordered and searched by it; no name stands beside it",
    "households.Household.place_key": "the same, folded for ordering",
    "pairings.Expert.public_phone": "he agreed to have it published",
    "hazards.Hazard.keeper_phone": "it hangs at the place of danger",
    "stations.Contact.phone": "whom the office rings there, with his post",
}


@pytest.fixture
def own_keys(settings, tmp_path, db):
    settings.KEYS = tmp_path / "keys"
    return settings


@pytest.fixture
def two(own_keys, town):
    """Two requesters, each with telephone and address."""
    return [registered(town, asker=Asker("王长青", phone, PLACE)).concern.requester for phone in (PHONE, OTHER)]


def in_column(name: str) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT concern_id, {name} FROM concerns_requester")
        return dict(cursor.fetchall())


def put(column: str, pk: int, token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE concerns_requester SET {column} = %s WHERE concern_id = %s", [token, pk])


def read(one: Requester, name: str = "phone") -> str:
    return getattr(Requester.objects.get(pk=one.pk), name)


class TestAValue:
    @pytest.mark.parametrize("cipher", ["aes", "sm4"])
    def test_is_sealed_in_the_column_and_read_as_it_was_written(self, own_keys, town, cipher) -> None:
        own_keys.FIELD_CIPHER = cipher
        one = registered(town, asker=Asker("王长青", PHONE, PLACE)).concern.requester

        assert (one.phone, one.address) == (PHONE, PLACE)
        token = in_column("phone")[one.pk]
        assert token.startswith(f"lx1{sealing.CIPHERS[cipher]}1:") and PHONE not in token
        one.save()
        assert in_column("phone")[one.pk] != token and read(one) == PHONE  # a new nonce each time

    def test_moved_to_another_row_or_column_or_changed_or_put_in_plain_is_refused(self, two) -> None:
        first, second = two
        token = in_column("phone")[first.pk]
        for column, pk, put_there in (
            ("phone", second.pk, token), ("address", first.pk, token), ("phone", first.pk, token[:-6] + "AAAAAA"),
            ("phone", first.pk, "13900000000"), ("phone", first.pk, token.replace("lx1A", "lx1S")),
        ):  # fmt: skip
            put(column, pk, put_there)
            with pytest.raises(keys.Unreadable, match="读不出"):
                read(Requester(pk=pk), column)
            put("phone", first.pk, token)

        assert read(first) == PHONE

    def test_under_another_or_a_missing_key_is_told_in_a_sentence_and_no_new_key_is_made(
        self, two, own_keys, tmp_path
    ) -> None:
        keys.note()
        own_keys.KEYS = tmp_path / "lost"
        with pytest.raises(keys.Unreadable, match="放回 LIANXIN_KEYS"):
            read(two[0])
        with pytest.raises(keys.Unreadable, match="放回 LIANXIN_KEYS"):
            keys.must_match()
        assert not list(keys.place().glob("*"))

        FieldKey.objects.all().delete()
        keys.make()
        with pytest.raises(keys.Unreadable, match="密钥不是原来的"):
            read(two[0])

    def test_that_is_empty_stays_empty_and_no_other_comparison_is_let_through(self, own_keys, town) -> None:
        one = registered(town, asker=Asker("王长青")).concern.requester

        assert (one.phone, in_column("phone")[one.pk]) == ("", "")
        assert Requester.objects.filter(phone="").exists() and not Requester.objects.exclude(phone="").exists()
        for ask in ({"phone": PHONE}, {"phone__contains": "139"}, {"address__in": ["x"]}, {"phone__gt": ""}):
            with pytest.raises(FieldError, match="sealed"):
                Requester.objects.filter(**ask).exists()
        with pytest.raises(FieldError, match="sealed"):
            Requester.objects.update(phone=PHONE)

    def test_without_its_record_is_opened_by_whoever_knows_the_row(self, two) -> None:
        found = dict(Requester.objects.values_list("pk", "phone"))

        assert isinstance(found[two[0].pk], Sealed) and found[two[0].pk].opened(two[0].pk) == PHONE
        with pytest.raises(TypeError):
            str(found[two[0].pk])
        with pytest.raises(keys.Unreadable):
            found[two[0].pk].opened(two[1].pk)


class TestRotation:
    def test_turns_all_to_the_new_key_and_cipher_and_goes_on_where_it_stopped(self, two, own_keys, capsys) -> None:
        told = []
        old = in_column("phone")
        assert keys.make() == 2
        own_keys.FIELD_CIPHER = "sm4"

        walk = rotating.rotate(lambda *line: told.append(line))

        assert (walk.values, walk.turned, walk.shut) == (
            6,
            6,
            [],
        )  # two numbers, two addresses, two titles in the journal
        assert ("concerns_requester", 2, 2) in told
        assert all(token.startswith("lx1S2:") for token in in_column("phone").values())
        assert [read(one) for one in two] == [PHONE, OTHER] and rotating.rotate().turned == 0
        put("phone", two[0].pk, old[two[0].pk])
        assert read(two[0]) == PHONE  # an old backup brings old cipher texts; the old key still opens them
        (keys.place() / "1.key").unlink()
        assert rotating.check().shut == [f"concerns_requester.phone {two[0].pk}"]

    def test_keeps_what_somebody_writes_meanwhile(self, two, monkeypatch) -> None:
        keys.make()
        plain = rotating.EncryptedTextField.sealed

        def slow(field, value, row):
            if field.name != "phone":
                return plain(field, value, row)
            monkeypatch.setattr(rotating.EncryptedTextField, "sealed", plain)
            Requester.objects.filter(pk=two[0].pk).update(phone="")
            return plain(field, value, row)

        monkeypatch.setattr(rotating.EncryptedTextField, "sealed", slow)
        rotating.rotate()

        assert read(two[0]) == "" and read(two[1]) == OTHER


class TestWhatIsSealed:
    def test_is_every_telephone_and_address_of_a_resident_but_those_named_here(self) -> None:
        contact = [line for line in register.lines() if line.kind == Kind.CONTACT]

        assert {f"{line.table}.{line.field}" for line in contact if not line.is_encrypted} == set(OPEN)
        assert {"concerns.Requester.phone", "concerns.Requester.address"} <= {
            f"{line.table}.{line.field}" for line in contact if line.is_encrypted
        }

    def test_is_bound_to_something_of_its_row_that_never_changes(self) -> None:
        for model, fields in rotating.columns():
            for one in fields:
                named = [
                    model._meta.pk if name == "pk" else model._meta.get_field(name) for name in one.bound_to.split()
                ]
                assert not any(isinstance(part, models.AutoField) for part in named), one
                assert one.bound_to != "pk", one

    def test_of_a_household_is_sealed_too(self, own_keys, town) -> None:
        home = household_made(town, phone=PHONE)

        assert Household.objects.get(pk=home.pk).phone == PHONE
        with connection.cursor() as cursor:
            cursor.execute("SELECT phone FROM households_household")
            assert cursor.fetchone()[0].startswith("lx1A1:")
