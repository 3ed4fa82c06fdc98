from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rag.bootstrap import Finding
from rag.cli import main
from rag.config import MASK, Settings
from rag.domain import KST, Filters, Turn
from rag.errors import ChatUnavailable, DataFolderBusy, GeungeoError
from tests.api.fake_geungeo import QUOTE, TRAM, UNTITLED, FakeGeungeo


def run(fake: FakeGeungeo, *arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, obj=fake.opener, input=stdin)


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# ---------------------------------------------------------------- the command itself


def test_help_names_every_command_and_takes_less_than_half_a_second() -> None:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "rag", "--help"], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - began

    for command in ("articles", "ask", "chat", "doctor", "ingest", "reindex", "samples", "serve", "status"):
        assert f"\n  {command} " in done.stdout
    assert seconds < 0.5 * 3  # three times the goal: test machines are busy


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from rag.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'chromadb', 'fastapi', 'kiwipiepy', 'numpy', 'pydantic', 'rich', 'sqlalchemy', 'tantivy'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [("ask", "트램?"), ("ingest", "."), ("status",), ("articles", "list"), ("articles", "show", "x"), ("reindex",)],
)
def test_an_error_is_one_sentence_on_stderr_and_exit_code_1(arguments: tuple[str, ...]) -> None:
    failure: GeungeoError = DataFolderBusy("The data folder is in use by process 7 (rag serve).")

    result = run(FakeGeungeo(failure=failure), *arguments)

    assert result.exit_code == 1
    assert result.stderr == "Error: The data folder is in use by process 7 (rag serve).\n"
    assert not result.stdout


def test_a_setting_that_cannot_work_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_DATADIR", "x")

    result = CliRunner().invoke(main, ["status"])

    assert result.exit_code == 1
    assert result.stderr == "Error: There is no environment variable RAG_DATADIR; did you mean RAG_DATA_DIR?\n"


def test_an_unknown_command_is_a_usage_error() -> None:
    assert run(FakeGeungeo(), "invent").exit_code == 2


# ---------------------------------------------------------------- ingest


def test_ingest_tells_what_became_of_the_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("가", "utf-8")

    result = run(FakeGeungeo(), "ingest", str(tmp_path / "a.txt"))

    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["outcome", "pages"],
        ["added", "1"],
        ["updated", "0"],
        ["unchanged", "0"],
        ["failed", "0"],
    ]
    assert "1 pages in 0.2 s, revision 7." in result.stderr


def test_ingest_with_a_failed_page_stores_the_rest_and_exits_with_3(tmp_path: Path) -> None:
    for name in ("a.txt", "bad.txt"):
        (tmp_path / name).write_text("가", "utf-8")

    result = run(FakeGeungeo(), "ingest", str(tmp_path / "a.txt"), str(tmp_path / "bad.txt"))

    assert result.exit_code == 3
    assert f"failed: {tmp_path / 'bad.txt'}: Nothing but white space." in result.stderr


def test_ingest_json_is_one_object_with_every_page(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("가", "utf-8")

    result = run(FakeGeungeo(), "ingest", "--json", str(tmp_path), str(tmp_path / "bad.txt"))

    [report] = lines(result)
    assert (report["added"], report["failed"], report["revision"]) == (1, 1, 7)
    assert report["pages"][0]["outcome"] == "added"
    assert report["pages"][1]["reason"] == "Nothing but white space."


def test_ingest_of_a_missing_path_does_nothing_and_exits_with_1() -> None:
    fake = FakeGeungeo()

    result = run(fake, "ingest", "/not/here")

    assert result.exit_code == 1
    assert result.stderr == "Error: There is no file or folder /not/here.\n"
    assert fake.ingested == []


def test_ingest_reads_standard_input_for_a_dash() -> None:
    fake = FakeGeungeo()

    run(fake, "ingest", "-", stdin="기사".encode("cp949"))

    assert fake.ingested == [((), "기사".encode("cp949"))]


def test_ingest_works_beside_a_server_that_owns_the_indexes() -> None:
    fake = FakeGeungeo(owned_by_another=True)

    result = run(fake, "ingest", "-", stdin="기사")

    assert result.exit_code == 0
    assert fake.opened_with == [True, False]
    assert "in use by process 7 (rag serve). The articles are stored now" in result.stderr


def test_ask_beside_a_server_says_who_owns_the_indexes() -> None:
    result = run(FakeGeungeo(owned_by_another=True), "ask", "트램?")

    assert (result.exit_code, result.stderr) == (1, "Error: The data folder is in use by process 7 (rag serve).\n")


# ---------------------------------------------------------------- ask


def test_an_answer_on_paper_shows_the_quotation_the_outlet_and_the_day() -> None:
    result = run(FakeGeungeo(), "ask", "트램은 언제 착공했나?")

    assert result.exit_code == 0
    for shown in (
        "2026년 3월 10일",
        f"{QUOTE}[1]",
        "[1] 표본일보, 「가람 트램 1호선 첫 삽」, 강표본 기자, 2026. 3. 10. 19:12",
        f"“{QUOTE}”",
        "https://pyobon.example/article/1",
        "함께 보도: 예시신문",
        "※ 이 기사에는 정정보도가 있습니다.",
    ):
        assert shown in result.stdout
    assert result.stderr == ""


def test_an_abstention_on_paper_shows_the_nearest_articles() -> None:
    result = run(FakeGeungeo(), "ask", "다른 이야기?")

    assert result.exit_code == 0
    assert "가지고 있는 기사에서는 확인되지 않습니다." in result.stdout
    assert "· 가람 트램 1호선 첫 삽 (표본일보 · 2026년 3월 10일)" in result.stdout
    assert "· 제목도 날짜도 없는 글이다.… (매체 미상 · 날짜 미상)" in result.stdout


def test_ask_json_is_the_one_shape_of_an_answer() -> None:
    [answer] = lines(run(FakeGeungeo(), "ask", "--json", "트램은 언제 착공했나?"))

    citation = answer["citations"][0]
    assert answer["status"] == "answered"
    assert TRAM.article.body[citation["start"] : citation["end"]] == citation["quote"] == QUOTE


def test_the_options_of_ask_reach_the_application() -> None:
    fake = FakeGeungeo()

    run(
        fake,
        *("ask", "트램?", "--asked-at", "2026-03-12T09:00", "--as-of", "2026-03-11", "--after", "2026-01-01"),
        *("--before", "2026-03-31", "--publisher", "표본일보", "--publisher", "예시신문", "--mode", "extractive"),
    )

    assert fake.asked == [
        {
            "question": "트램?",
            "history": (),
            "asked_at": datetime(2026, 3, 12, 9, tzinfo=KST),
            "as_of": datetime(2026, 3, 11, 23, 59, 59, tzinfo=KST),
            "filters": Filters(date(2026, 1, 1), date(2026, 3, 31), ("표본일보", "예시신문")),
            "mode": "extractive",
        }
    ]


@pytest.mark.parametrize(
    "arguments",
    [("ask",), ("ask", "트램?", "--as-of", "어제"), ("ask", "--batch", "-"), ("ask", "트램?", "--mode", "x")],
)
def test_a_wrong_command_line_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    assert run(FakeGeungeo(), *arguments).exit_code == 2


def test_a_batch_answers_line_by_line_with_the_ids_it_was_given() -> None:
    fake = FakeGeungeo()
    first = {"id": "q1", "question": "트램?", "asked_at": "2026-03-12T09:00:00+09:00", "as_of": "2026-03-11"}
    said = [{"role": "user", "content": "트램?"}, {"role": "assistant", "content": "네.", "cited": ["art_1"]}]
    second = {"id": 2, "question": "그건?", "history": said}

    result = run(fake, "ask", "--batch", "-", "--json", stdin=f"{json.dumps(first)}\n\n{json.dumps(second)}\n")

    assert result.exit_code == 0
    assert [(line["id"], line["status"]) for line in lines(result)] == [("q1", "answered"), (2, "abstained")]
    assert fake.asked[0]["asked_at"] == datetime(2026, 3, 12, 9, tzinfo=KST)
    assert fake.asked[0]["as_of"] == datetime(2026, 3, 11, 23, 59, 59, tzinfo=KST)
    assert fake.asked[1]["history"] == (Turn("user", "트램?"), Turn("assistant", "네.", ("art_1",)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", {"id": None, "error": "The line is not JSON: "}),
        ("[]", {"id": None, "error": "The line is not a JSON object."}),
        ('{"question":"트램?"}', {"id": None, "error": "The line has no id."}),
        ('{"id":"a"}', {"id": "a", "error": "The line has no question."}),
        ('{"id":"a","question":"  "}', {"id": "a", "error": "질문이 비어 있습니다."}),
        ('{"id":"a","question":"트램?","as_of":"x"}', {"id": "a", "error": "as_of is not an ISO 8601 time."}),
        ('{"id":"a","question":"트램?","history":"x"}', {"id": "a", "error": "history is not a list."}),
        ('{"id":"a","question":"트램?","history":[{"role":"x"}]}', {"id": "a", "error": "A turn of history needs"}),
        (
            '{"id":"a","question":"트램?","history":[{"role":"user","content":"왜?","cited":"x"}]}',
            {"id": "a", "error": "cited of a turn is not a list of article ids."},
        ),
    ],
)
def test_a_bad_line_of_a_batch_is_reported_and_the_others_are_answered(line: str, expected: dict[str, Any]) -> None:
    good = '{"id":"good","question":"트램?"}'

    result = run(FakeGeungeo(), "ask", "--batch", "-", "--json", stdin=f"{line}\n{good}\n")

    bad, answered = lines(result)
    assert result.exit_code == 1
    assert bad["id"] == expected["id"]
    assert bad["line"] == 1
    assert bad["error"].startswith(expected["error"])
    assert (answered["id"], answered["status"]) == ("good", "answered")


def test_a_store_that_breaks_stops_a_batch() -> None:
    fake = FakeGeungeo(failure=DataFolderBusy("The data folder is in use."))

    result = run(fake, "ask", "--batch", "-", "--json", stdin='{"id":"a","question":"트램?"}\n')

    assert (result.exit_code, result.stdout) == (1, "")


# ---------------------------------------------------------------- chat


def test_chat_remembers_earlier_turns_until_a_new_conversation_begins() -> None:
    fake = FakeGeungeo()

    result = run(fake, "chat", stdin="트램?\n\n그건 왜?\n:new\n다시?\n:quit\n안 읽힌다\n")

    assert result.exit_code == 0
    assert [asked["question"] for asked in fake.asked] == ["트램?", "그건 왜?", "다시?"]
    assert fake.asked[1]["history"] == (Turn("user", "트램?"), Turn("assistant", f"{QUOTE}[1]", (TRAM.id,)))
    assert fake.asked[2]["history"] == ()
    assert fake.closed == 1


def test_chat_ends_with_the_input() -> None:
    assert run(FakeGeungeo(), "chat", stdin="트램?").exit_code == 0


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """stdout is taken for a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", text)


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_an_answer_is_printed_as_it_comes() -> None:
    fake = FakeGeungeo(model="tiny")

    result = run(fake, "ask", "트램은 언제 착공했나?")

    shown = plain(result.stdout)
    assert fake.streams_closed == 1
    assert shown.count(f"{QUOTE}[1]") == 1
    in_order = [f"\n{QUOTE}[1]\n", "2026년 3월 10일\n", "※ 이 기사에는", "[1] 표본일보", "방식 llm(tiny)\n"]
    assert sorted(in_order, key=shown.index) == in_order


@pytest.mark.usefixtures("terminal")
def test_an_abstention_on_a_terminal_looks_as_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    streamed = plain(run(FakeGeungeo(), "ask", "다른 이야기?").stdout)
    monkeypatch.delenv("FORCE_COLOR")

    assert streamed == run(FakeGeungeo(), "ask", "다른 이야기?").stdout


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("command", [("ask", "트램?"), ("chat",)], ids=["ask", "chat"])
def test_an_interruption_ends_the_stream_and_the_command_with_130(command: tuple[str, ...]) -> None:
    fake = FakeGeungeo(interrupted=True)

    result = run(fake, *command, stdin="트램?\n")

    assert result.exit_code == 130
    assert (fake.streams_closed, fake.closed) == (1, 1)
    assert f"{QUOTE}[1]" in plain(result.stdout)
    assert "Aborted" not in result.stderr


def test_what_is_piped_or_json_is_written_at_once() -> None:
    fake = FakeGeungeo(model="tiny")

    piped = run(fake, "ask", "트램?").stdout
    [answer] = lines(run(fake, "ask", "--json", "트램?"))

    assert fake.streams_closed == 0
    assert piped.rstrip().endswith("기사 2건에서 찾았습니다. · 방식 llm(tiny)")
    assert answer["usage"] == {"calls": 2, "prompt_tokens": 300, "completion_tokens": 40, "cost": 0.0005}


def test_a_chat_goes_on_where_the_model_does_not_answer() -> None:
    fake = FakeGeungeo(failure=ChatUnavailable("The chat model is gone."))

    result = run(fake, "chat", "--mode", "llm", stdin="트램?\n왜?\n")

    assert result.exit_code == 0
    assert result.stderr.count("The chat model is gone.") == 2


# ---------------------------------------------------------------- what is stored


def test_articles_are_listed_as_json_lines_page_by_page() -> None:
    many = tuple(replace(TRAM, id=f"art_{number:016}") for number in range(450))

    result = run(FakeGeungeo(stored=many), "articles", "list", "--json")
    limited = run(FakeGeungeo(stored=many), "articles", "list", "--json", "--limit", "201")

    assert [article["id"] for article in lines(result)] == [stored.id for stored in many]
    assert len(lines(limited)) == 201


def test_articles_for_people_have_a_line_each() -> None:
    result = run(FakeGeungeo(), "articles", "list")

    assert result.stdout.splitlines() == [
        f"{TRAM.id}  표본일보 · 2026년 3월 10일  가람 트램 1호선 첫 삽",
        f"{UNTITLED.id}  매체 미상 · 날짜 미상  제목도 날짜도 없는 글이다.…",
    ]


def test_one_article_is_shown_whole() -> None:
    [article] = lines(run(FakeGeungeo(), "articles", "show", TRAM.id, "--json"))
    on_paper = run(FakeGeungeo(), "articles", "show", TRAM.id, "--version", "2").stdout

    assert article["paragraphs"] == ["머리말이다.", QUOTE]
    assert article["notices"] == ["개통 시기를 바로잡습니다."]
    assert all(shown in on_paper for shown in ("머리말이다.", QUOTE, "※ 개통 시기를 바로잡습니다."))


def test_an_article_that_is_not_there_is_an_error() -> None:
    result = run(FakeGeungeo(), "articles", "show", "art_x")

    assert (result.exit_code, result.stderr) == (1, "Error: There is no article art_x.\n")


@pytest.mark.parametrize("arguments", [("status",), ("doctor",), ("articles", "list")])
def test_looking_needs_no_indexes_of_its_own_so_it_works_beside_a_server(arguments: tuple[str, ...]) -> None:
    fake = FakeGeungeo()

    run(fake, *arguments)

    assert fake.opened_with == [False]


def test_status_is_told_to_people_and_to_programs() -> None:
    [status] = lines(run(FakeGeungeo(), "status", "--json"))
    on_paper = run(FakeGeungeo(), "status").stdout

    assert status["articles"] == 2
    assert "index lexical: revision 5, lag 0" in on_paper


def test_doctor_masks_secrets_and_exits_with_1_when_something_is_wrong() -> None:
    settings = Settings(llm_model="m", llm_api_key="sk-secret")
    wrong = Finding("disk", False, "nearly full", "free some space")
    healthy = run(FakeGeungeo(settings=settings, findings=(Finding("store", True, "fine", None),)), "doctor")
    ill = run(FakeGeungeo(settings=settings, findings=(wrong,)), "doctor")
    [as_json] = lines(run(FakeGeungeo(settings=settings, findings=(wrong,)), "doctor", "--json"))

    assert healthy.exit_code == 0
    assert ill.exit_code == 1
    assert "FAIL  disk: nearly full" in ill.stdout
    assert "free some space" in ill.stdout
    assert "sk-secret" not in healthy.stdout + ill.stdout
    assert as_json["settings"]["RAG_LLM_API_KEY"] == MASK
    assert as_json["findings"] == [{"name": "disk", "ok": False, "detail": "nearly full", "remedy": "free some space"}]


def test_samples_prints_a_folder_beside_the_installed_evals() -> None:
    result = run(FakeGeungeo(), "samples")

    assert result.exit_code == 0
    assert Path(result.stdout.strip()).parts[-2:] == ("corpus", "pages")
