"""术语: one Chinese term, one identifier, everywhere; docs/glossary.md and the code say the same."""

import re
from functools import cache

import pytest
from django.apps import apps
from django.db import models

from lianxin.base.orgs.roles import ROLES
from lianxin.work.concerns.terms import VERBS
from tests.house import source

GLOSSARY = source.ROOT / "docs" / "glossary.md"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OURS = [model for model in apps.get_models() if model.__module__.startswith("lianxin.")]


@cache
def glossary() -> dict[str, tuple[str, str]]:
    """identifier → (中文, English), from the tables `| 中文 | identifier | English |`."""
    found: dict[str, tuple[str, str]] = {}
    for line in GLOSSARY.read_text("utf-8").splitlines():
        row = re.fullmatch(r"\|\s*([^|]+?)\s*\|\s*`([^`|]+)`\s*\|\s*([^|]*?)\s*\|", line)
        if row:
            assert row[2] not in found, f"{row[2]} stands twice"
            found[row[2]] = (row[1], row[3])
    return found


def terms() -> dict[str, str]:
    """identifier → 中文 of everything that has a name in the code: models, fields, choices, roles, verbs."""
    found: dict[str, str] = {}
    for model in OURS:
        found[model.__name__] = str(model._meta.verbose_name)
        for field in model._meta.get_fields():
            if isinstance(field, models.Field) and CHINESE.search(str(field.verbose_name)):
                found[f"{model.__name__}.{field.name}"] = str(field.verbose_name)
                for value, label in field.flatchoices:
                    found[f'{model.__name__}.{field.name} "{value}"'] = str(label)
    found |= {f"role {code}": str(role.label) for code, role in ROLES.items()}
    found |= {f"{verb}()": str(word) for verb, word in VERBS.items()}
    return found


def test_every_term_of_the_code_is_in_the_glossary() -> None:
    missing = {key: word for key, word in terms().items() if glossary().get(key, ("", ""))[0] != word}

    assert not missing, f"{len(missing)} missing or different:\n" + "\n".join(
        f"{k}: {w}" for k, w in sorted(missing.items())
    )


def test_the_glossary_names_nothing_that_is_gone() -> None:
    assert set(glossary()) - set(terms()) == set()


def test_every_term_has_an_english_label() -> None:
    assert [key for key, (_word, english) in glossary().items() if not english or CHINESE.search(english)] == []


def test_every_model_has_a_chinese_name() -> None:
    assert [model.__name__ for model in OURS if not CHINESE.search(str(model._meta.verbose_name))] == []


@pytest.mark.parametrize("field_name", ["unit", "handler", "topic", "status", "kind", "due_on", "round"])
def test_one_identifier_has_one_word(field_name: str) -> None:
    """The same field on two models means the same thing, or says so (kind and status are named by their model)."""
    words = {
        str(field.verbose_name)
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and field.name == field_name and CHINESE.search(str(field.verbose_name))
    }

    assert len(words) <= (4 if field_name in ("unit", "kind", "status") else 1), words


def test_no_pinyin_is_used_as_a_name() -> None:
    syllables = re.compile(
        r"(?:^|_)(suqiu|banli|danwei|xiangzhen|qunzhong|zhengfu|shenhe|taizhang|gongzuo|xinxi|leixing)(?:_|$)"
    )
    names = [field.name for model in OURS for field in model._meta.get_fields()] + [
        model.__name__.lower() for model in OURS
    ]

    assert [name for name in names if syllables.search(name)] == []
