from __future__ import annotations

import json
from importlib.resources import files

from click.testing import CliRunner, Result

from rag.cli import main
from rag.prompts import catalogue, load

VALUES = {"sentence": "트램은 10일 착공했습니다.", "evidence": "[1] {x} …", "delimiter": "=====7f", "mark": "ˆ"}
GIVEN = [f"--var={name}={value}" for name, value in VALUES.items()]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["prompts", *arguments])


def test_list_gives_every_prompt_with_its_version_and_variables() -> None:
    lines = run("list").stdout.splitlines()

    assert [line.split("  ")[0] for line in lines] == [prompt.id for prompt in catalogue()]
    assert "judge  v1  sentence, evidence, delimiter, mark" in lines


def test_list_as_json_is_one_object_a_line() -> None:
    rows = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]

    assert [row["id"] for row in rows] == [prompt.id for prompt in catalogue()]
    assert rows[0].keys() == {"id", "version", "variables", "hints"}


def test_show_prints_the_file() -> None:
    result = run("show", "judge")

    assert result.exit_code == 0
    assert result.stdout == files("prompts").joinpath("judge.md").read_text(encoding="utf-8")


def test_show_as_json_is_one_line_with_the_messages_as_they_are_written() -> None:
    [row] = [json.loads(line) for line in run("show", "judge", "--json").stdout.splitlines()]

    assert (row["id"], row["hints"]) == ("judge", {"temperature": 0, "tokens": 8})
    assert [one["role"] for one in row["messages"]] == ["system", "user"]
    assert "{sentence}" in row["messages"][1]["content"]


def test_render_prints_what_is_sent_role_by_role() -> None:
    system, user = load("judge").render(**VALUES)

    assert run("show", "judge", "--render", *GIVEN).stdout == f"## system\n{system.text}\n\n## user\n{user.text}\n"


def test_render_as_json_is_one_message_a_line() -> None:
    sent = [json.loads(line) for line in run("show", "judge", "--render", "--json", *GIVEN).stdout.splitlines()]

    assert sent == [{"role": one.role, "content": one.text} for one in load("judge").render(**VALUES)]


def test_a_value_may_hold_an_equals_sign_and_the_question_has_an_option_of_its_own() -> None:
    result = run("show", "rewrite", "--render", "--question", "a=b?", "--var", "history=c=d", "--var", "delimiter==")

    assert result.stdout.endswith("## user\n=\nc=d\n=\n\n질문: a=b?\n")


def test_a_missing_value_is_a_wrong_command_line_that_says_which() -> None:
    result = run("show", "judge", "--render", *GIVEN[1:])

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("Error: The prompt file judge.md needs a value for sentence.\n")


def test_a_value_too_many_is_a_wrong_command_line_that_says_which() -> None:
    result = run("show", "judge", "--render", *GIVEN, "--question", "?")

    assert result.exit_code == 2
    assert "has no variable question" in result.stderr


def test_values_that_cannot_be_used_are_a_wrong_command_line() -> None:
    for arguments in (
        ["--render", "--var", "mark"],
        ["--render", "--var", "=x"],
        [*GIVEN],
        ["--render", *GIVEN, *GIVEN],
    ):
        assert run("show", "judge", *arguments).exit_code == 2


def test_an_unknown_prompt_is_one_sentence_with_what_is_near() -> None:
    result = run("show", "sumary")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: There is no prompt sumary; did you mean summary?\n"
