from __future__ import annotations

import errno
import json
import logging
import signal
import socket
import subprocess
import sys
import urllib.request

import click
import pytest
from click.testing import CliRunner

from api.cli import listen
from api.logs import log_config
from rag.cli import main


def test_a_taken_port_is_one_clear_sentence_that_names_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--check", "--port", str(port)])

    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: Port {port} is taken by another program; stop it, or choose another port: "
        f"rag serve --port {port + 1} (make run PORT={port + 1}).\n"
    )


def test_a_free_port_is_fine() -> None:
    assert CliRunner().invoke(main, ["serve", "--check", "--port", "0"]).exit_code == 0


def test_an_address_that_is_not_ours_is_one_sentence() -> None:
    with pytest.raises(click.ClickException, match=r"^Cannot listen on 192\.0\.2\.1 port 0: "):
        listen("192.0.2.1", 0)


def test_nobody_can_take_the_port_between_the_check_and_the_start() -> None:
    with listen("127.0.0.1", 0) as held, socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with pytest.raises(OSError, match="in use") as caught:
            other.bind(held.getsockname())

    assert caught.value.errno == errno.EADDRINUSE


def test_a_json_log_has_one_object_a_record_whatever_the_message_holds() -> None:
    config = log_config("json")
    formatter = config["formatters"]["line"]["()"]
    module, name = formatter.rsplit(".", 1)
    line = getattr(__import__(module, fromlist=[name]), name)().format(
        logging.LogRecord("api", logging.INFO, "x.py", 1, 'two\nlines "and quotes"', None, None)
    )

    assert "\n" not in line
    assert json.loads(line)["message"] == 'two\nlines "and quotes"'


SERVER = """
from rag.cli import main
from tests.api.fake_geungeo import FakeGeungeo

class Told(FakeGeungeo):
    def close(self):
        super().close()
        print("closed", flush=True)

main(["serve", "--port", "0"], obj=Told().opener)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_closes_its_indexes_first(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        address = server.stderr.readline().split()[3]
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as response:
            assert json.load(response) == {"status": "ok"}
        server.send_signal(number)
        stdout, stderr = server.communicate(timeout=20)

    assert server.returncode == 0
    assert stdout == "closed\n"
    assert "Traceback" not in stderr
