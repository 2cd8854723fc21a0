"""安装说明: every command of the guides exists with its options, the unit is strict, the container pinned and rootless."""

import argparse
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from lianxin.project import cli
from tests.house import source

GUIDES = ("deploy.md", "deploy.en.md")
UNIT = source.ROOT / "deploy" / "lianxin.service"
CONTAINER = (source.ROOT / "deploy" / "Containerfile").read_text("utf-8")
STRICT = {
    "ProtectSystem": "strict", "ProtectHome": "yes", "NoNewPrivileges": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes",
    "CapabilityBoundingSet": "", "RestrictNamespaces": "yes", "LockPersonality": "yes", "UMask": "0077",
    "SystemCallArchitectures": "native", "User": "lianxin",
}  # fmt: skip


def text(name: str) -> str:
    return (source.ROOT / "docs" / name).read_text("utf-8")


def commands(told: str) -> list[list[str]]:
    """Every call of `lianxin` in a block of the shell or between back-ticks."""
    blocks = re.findall(r"```sh\n(.*?)```", told, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if not line.startswith("alias ")]
    lines += re.findall(r"`((?:lianxin) [^`]+)`", told)
    found = []
    for line in lines:
        if call := re.search(r"(?:^|\s)lianxin (?=[a-z]+)((?!lianxin).*)$", line):
            words = shlex.split(call[1].split("&&")[0])
            if words[0] in cli.COMMANDS or line.startswith("lianxin "):
                found.append(words)
    return found


def unknown(words: list[str]) -> str:
    """What the command line would say against this call; "" where it would take it."""
    if words[0] not in cli.present():
        return f"no command {words[0]}"
    parser = argparse.ArgumentParser(exit_on_error=False)
    importlib.import_module(f"lianxin.project.{words[0]}_cli").add(parser.add_subparsers())
    try:
        parser.parse_args(words)
    except (SystemExit, argparse.ArgumentError) as wrong:
        return f"{words}: {wrong}"
    return ""


def settings_of(unit: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_a_guide_is_one_of_ours_with_its_options(name: str) -> None:
    found = commands(text(name))

    assert len(found) >= 15
    assert [told for words in found if (told := unknown(words))] == []
    assert unknown(["backup", "--no-such-option"]) and unknown(["fly"])


def test_both_guides_give_the_same_commands() -> None:
    first, second = (
        [[words[0], *(w for w in words if w.startswith("-"))] for words in commands(text(n))] for n in GUIDES
    )

    assert first == second


def test_the_names_of_the_environment_are_those_of_the_settings() -> None:
    known = (source.SRC / "project" / "settings.py").read_text("utf-8")
    told = [text(name) for name in GUIDES] + [UNIT.read_text("utf-8"), CONTAINER]
    named = {name for one in told for name in re.findall(r"LIANXIN_[A-Z_]+", one)}

    assert len(named) >= 6 and [name for name in sorted(named) if f'"{name}"' not in known] == []


def test_the_files_that_a_guide_names_are_there() -> None:
    for name in GUIDES:
        links = re.findall(r"\]\(([\w./-]+)\)", text(name))
        files = re.findall(r"(?:deploy|tests)/[\w/]+\.\w+", text(name))
        assert links and files
        assert [one for one in links if not (source.ROOT / "docs" / one).exists()] == []
        assert [one for one in files if not (source.ROOT / one).exists()] == []


def test_the_unit_lets_the_service_have_its_own_folders_alone() -> None:
    told = settings_of(UNIT.read_text("utf-8"))

    assert {name: told.get(name) for name in STRICT} == STRICT
    assert told["ExecStart"].endswith("lianxin serve --workers 2") and told["StateDirectoryMode"] == "0700"
    data, keys, backups = re.findall(r"=(/\S+)", told["Environment"])
    assert len({data, keys, backups}) == 3 and not keys.startswith(data)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_the_unit_is_taken_by_systemd_and_is_little_exposed(tmp_path) -> None:
    unit = tmp_path / "lianxin.service"
    unit.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", UNIT.read_text("utf-8"), flags=re.M))
    calm = {**os.environ, "SYSTEMD_COLORS": "0", "LC_ALL": "C.UTF-8"}

    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], env=calm, capture_output=True,
                              text=True, timeout=60, check=False)  # fmt: skip
    weighed = subprocess.run(["systemd-analyze", "security", "--offline=true", str(unit)], env=calm, capture_output=True,
                             text=True, timeout=60, check=False)  # fmt: skip

    assert [line for line in verified.stderr.splitlines() if "lianxin.service" in line] == []
    level = re.search(r"exposure level for lianxin\.service: ([\d.]+)", weighed.stdout)
    assert level and float(level[1]) <= 2.0


def test_the_container_is_pinned_rootless_and_asks_nothing_outside_when_it_runs() -> None:
    bases = re.findall(r"^FROM (\S+)", CONTAINER, re.MULTILINE)
    last = CONTAINER.rpartition("\nFROM ")[2]

    assert bases and all(re.search(r":\d+\.\d+\.\d+-", base) for base in bases)
    assert re.search(r"^USER (?!0\b|root\b)\d+", last, re.MULTILINE) and "--require-hashes" in CONTAINER
    assert "HEALTHCHECK" in last and "/health/" in last and not re.search(r"\b(pip|apt-get|curl|wget)\b", last)
    assert "http://" not in CONTAINER and "https://" not in CONTAINER


def test_the_proxy_writes_no_query_and_nothing_of_a_vote() -> None:
    told = (source.ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    form = re.search(r"log_format \S+ '([^']*)'", told)

    assert form and not re.search(r"\$(request|request_uri|args|uri|remote_addr|http_\w+)\b", form[1])
    voting = re.search(r"location ~ (\S+) \{([^}]*)\}", told)
    assert voting and "access_log off" in voting[2] and "error_log /dev/null" in voting[2]
    from lianxin.web.public.unseen import UNDER

    assert all(re.match(voting[1], one) for one in UNDER)


def test_times_for_mending_are_said() -> None:
    told = (source.ROOT / "SECURITY.md").read_text("utf-8")

    days = {int(one) for one in re.findall(r"\| (\d+) 天 days", told)}
    assert {3, 14, 60} <= days and "requirements/" in told


def test_the_proxy_speaks_tls_alone_and_with_good_ciphers() -> None:
    told = (source.ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    plain = re.search(r"server \{\s+listen 80;(.*?)\}", told, re.DOTALL)
    ciphers = re.search(r"ssl_ciphers ([^;]+);", told)

    assert plain and "return 301 https://" in plain[1] and "proxy_pass" not in plain[1]
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in told and ciphers
    assert [
        one
        for one in ciphers[1].split(":")
        if not re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM|CHACHA20)-\w+", one)
    ] == []
