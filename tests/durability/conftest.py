"""The small county, made once; each test hurts a copy of its own."""

import pytest

from tests.durability import places


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    return places.county(tmp_path_factory.mktemp("county") / "data")
