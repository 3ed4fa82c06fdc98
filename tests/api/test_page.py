from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from api.routes.page import FOLDER
from rag.config import Settings
from tests.api.fake_geungeo import FakeGeungeo

NOTICE = "AI가 기사에 근거해 생성한 답변입니다"


class Elements(HTMLParser):
    """Start tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_and_its_files_are_served(client: TestClient) -> None:
    page = client.get("/")
    named = [
        attributes.get("src") or attributes.get("href") or ""
        for tag, attributes in Elements(page.text).found
        if tag in ("script", "link")
    ]

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert NOTICE in page.text
    assert len(named) == 3
    for name in named:
        assert client.get(f"/{name}").status_code == 200
        assert not name.startswith(("http", "//"))


def test_the_page_holds_no_inline_script_and_no_inline_style() -> None:
    for tag, attributes in Elements((FOLDER / "index.html").read_text(encoding="utf-8")).found:
        assert tag != "style"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "script" or attributes.get("src")


@pytest.mark.parametrize("sink", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "srcdoc"])
def test_the_script_never_parses_html(sink: str) -> None:
    assert sink not in (FOLDER / "page.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["index.html", "page.css", "page.js"])
def test_the_page_asks_for_nothing_from_elsewhere(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")

    assert re.findall(r"https?://[^\s\"']+|@import|url\(", text) == []


def test_examples_are_only_questions_about_articles_that_are_stored(client: TestClient) -> None:
    assert client.get("/page/examples").json() == []


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "paper", 4.5),
        ("ink", "sheet", 4.5),
        ("soft", "paper", 4.5),
        ("soft", "sheet", 4.5),
        ("soft", "wash", 4.5),
        ("accent", "paper", 4.5),
        ("accent", "wash", 4.5),
        ("on-accent", "accent", 4.5),
        ("edge", "sheet", 3.0),
    ],
)
def test_every_pair_of_colours_can_be_read(theme: int, text: str, ground: str, least: float) -> None:
    css = (FOLDER / "page.css").read_text(encoding="utf-8")
    colours = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in css.split(":root {")[1:]]

    assert _contrast(colours[theme][text], colours[theme][ground]) >= least


def test_the_settings_of_the_server_are_not_in_the_page(client: TestClient, fake: FakeGeungeo) -> None:
    fake.settings = Settings(llm_model="secret-model")

    assert "secret-model" not in "".join(client.get(path).text for path in ("/", "/page/page.js", "/page/examples"))
