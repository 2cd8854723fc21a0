"""The small county, made once; each test hurts a copy of its own. LIANXIN_COUNTY: a place where it was made before."""

import os
from pathlib import Path

import pytest

from tests.durability import places


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    if made := os.environ.get("LIANXIN_COUNTY"):
        return Path(made)
    return places.county(tmp_path_factory.mktemp("county") / "data")
