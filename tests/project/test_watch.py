"""看守: a web server that fell is started again; one that falls again and again ends the service."""

import time

from lianxin.project import serve


def watched(monkeypatch, *, falls: int) -> tuple[int, int]:
    """How the watch ended, and how often the web server was started: it falls so many times, then Ctrl-C is pressed."""
    children, started = serve.Children(), []
    monkeypatch.setattr(serve.time, "sleep", lambda _seconds, rest=time.sleep: rest(0.02))

    def start_web() -> None:
        started.append(1)
        if len(started) > falls:
            raise KeyboardInterrupt  # it stays, and somebody presses Ctrl-C
        children.start("web", ["-c", ""]).wait()

    children.start("tasks", ["-c", "import time; time.sleep(60)"])
    children.start("web", ["-c", ""]).wait()
    try:
        return serve._watch(children, start_web), len(started)
    except KeyboardInterrupt:
        return 0, len(started)
    finally:
        children.stop()


def test_a_web_server_that_fell_is_started_again(monkeypatch, capsys) -> None:
    assert watched(monkeypatch, falls=2) == (0, 3)
    assert "重新启动" in capsys.readouterr().err


def test_one_that_falls_again_and_again_ends_the_service(monkeypatch, capsys) -> None:
    assert watched(monkeypatch, falls=100) == (1, serve.MOST_FALLS)
    assert "一再退出" in capsys.readouterr().err
