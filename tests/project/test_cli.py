"""命令行: what there is, what each says of itself, and what it refuses."""

import json
import subprocess
import sys

import pytest

from lianxin.project import cli, serve


class TestTheCommandLine:
    def test_without_a_command_lists_all_that_are_there(self, capsys):
        assert cli.main([]) == 0

        listed = capsys.readouterr().out
        assert all(name in listed for name in cli.present())
        assert {"serve", "demo", "compare", "backup", "restore"} <= set(cli.present())

    @pytest.mark.parametrize("name", [name for name in cli.present() if name != "manage"])
    def test_every_command_explains_itself_with_examples(self, name, capsys):
        with pytest.raises(SystemExit) as end:
            cli.main([name, "--help"])

        shown = capsys.readouterr().out
        assert end.value.code == 0
        assert f"lianxin {name}" in shown.split("usage:")[1] and shown.count(f"lianxin {name}") >= 2

    def test_refuses_a_command_that_it_does_not_know(self, capsys):
        with pytest.raises(SystemExit) as end:
            cli.main(["lorem"])

        assert end.value.code == 2
        assert "lorem" in capsys.readouterr().err

    def test_leaves_out_a_command_whose_module_is_not_there(self, monkeypatch, capsys):
        monkeypatch.setitem(cli.COMMANDS, "nowhere", "not there")

        assert "nowhere" not in cli.present()
        with pytest.raises(SystemExit):
            cli.main(["nowhere"])

    @pytest.mark.thorough
    def test_check_and_compare_start_without_django(self):
        program = (
            "import sys; from lianxin.project import cli, compare_cli, check_cli, serve_cli; "
            "sys.exit('django' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


class TestServe:
    def test_takes_the_next_port_when_one_is_taken_and_says_so(self, capsys):
        import socket

        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]

            assert serve.free_port("127.0.0.1", port) > port
        assert f"端口 {port} 已被占用" in capsys.readouterr().out

    def test_names_the_accounts_only_where_there_is_a_demo_county(self, tmp_path, monkeypatch):
        monkeypatch.setenv("LIANXIN_DATA", str(tmp_path))
        assert "不是演示县" in serve.accounts_text()

        slip = {"code": "7A8B9C0D", "secret": "123456789012", "title": "路灯", "status": "在办"}
        (tmp_path / "demo.json").write_text(json.dumps({"slips": [slip]}), encoding="utf-8")
        shown = serve.accounts_text()
        assert slip["secret"] in shown and all(a.username in shown for a in serve.ACCOUNTS)

    def test_ends_its_children_with_itself(self):
        children = serve.Children()
        child = children.start("sleeper", ["-c", "import time; time.sleep(600)"])

        children.stop()

        assert child.poll() is not None
