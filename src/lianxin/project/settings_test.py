"""测试设置: in memory, fast hashing, fixed keys; a variable that a template lacks is an error, not a blank."""

import os
from pathlib import Path

_mine = f"{os.getuid()}{os.environ.get('PYTEST_XDIST_WORKER', '')}"  # each worker has folders of its own
for _name, _what in (("LIANXIN_KEYS", "test-keys"), ("LIANXIN_DATA", "test")):
    os.environ.setdefault(_name, os.path.join(os.environ.get("TMPDIR", "/tmp"), f"lianxin-{_what}-{_mine}"))

from lianxin.project.settings import *  # noqa: E402, F403
from lianxin.project.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

BALLOT_SCRYPT_COST = 2
_memory = "/dev/shm"  # noqa: S108  (each ballot waits for the disk; in tests it need not turn)
if os.path.isdir(_memory):
    BALLOTS = Path(_memory, f"lianxin-ballots-{os.getpid()}")
SECRET_KEY = "test-only"
SECRET_PEPPER = "test-only"
ISSUING_KEY_BITS = 1024
BACKUPS_ARE_MADE = False
SHOWS_COMPONENTS = True
PLAIN = "1"  # the people of the stories come from many addresses; who may is tested in tests/web/test_from_afar.py
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATICFILES_STORAGE_IS_PLAIN = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if "postgresql" not in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF;"
os.makedirs(STATIC_ROOT, exist_ok=True)  # whitenoise warns, and a warning is an error here, where the folder is missing
