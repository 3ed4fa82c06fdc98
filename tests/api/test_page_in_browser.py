"""The page in Chromium, against a real server on this machine."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import uvicorn

from api.app import create_app
from api.cli import listen
from rag.errors import StoreError
from tests.api.fake_geungeo import QUOTE, TRAM, FakeGeungeo

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
ATTACKS = ["<img src=x onerror=window.hit=1>", "<script>window.hit=1</script>", '"><svg onload=window.hit=1>']

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def served() -> Iterator[tuple[FakeGeungeo, str]]:
    fake = FakeGeungeo()
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(app=fake.as_geungeo()), log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield fake, f"http://127.0.0.1:{listener.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(browser: Browser, served: tuple[FakeGeungeo, str]) -> Iterator[Page]:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Security Policy" in message.text else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served[1])
    yield page
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(served[1])] == []


def _ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")


def test_enter_asks_and_a_citation_opens_the_quotation(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _ask(page, "트램은 언제 착공했나?")
    page.wait_for_selector(".sheet")

    assert page.inner_text(".answer h2") == "트램은 언제 착공했나?"
    assert not page.is_visible("blockquote")
    page.click(".mark")
    assert page.inner_text("blockquote") == f"“{QUOTE}”"
    assert page.inner_text(".source .imprint") == "표본일보 · 2026년 3월 10일 · 강표본 기자"
    assert page.get_attribute(".source a", "href") == TRAM.article.url
    assert page.get_attribute(".source a", "rel") == "noopener"
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.input_value("#question") == ""


def test_a_follow_up_carries_the_conversation(page: Page, served: tuple[FakeGeungeo, str]) -> None:
    for number, question in enumerate(["트램은 언제 착공했나?", "그건 왜?"]):
        _ask(page, question)
        page.locator(".sheet").nth(number).wait_for()

    history = served[0].asked[1]["history"]
    assert [(turn.role, turn.content) for turn in history] == [
        ("user", "트램은 언제 착공했나?"),
        ("assistant", f"{QUOTE}[1]"),
    ]


@pytest.mark.parametrize("second_keydown", [True, False], ids=["macOS sends a second keydown", "others do not"])
def test_enter_while_a_syllable_is_composed_sends_it_exactly_once(
    page: Page, served: tuple[FakeGeungeo, str], second_keydown: bool
) -> None:
    page.evaluate(
        """async (again) => {
            const box = document.getElementById("question");
            const key = (composing) => box.dispatchEvent(new KeyboardEvent("keydown",
              { key: composing ? "Process" : "Enter", code: "Enter", isComposing: composing,
                keyCode: composing ? 229 : 13, bubbles: true, cancelable: true }));
            box.focus();
            box.value = "트램은 언제 착공했나";
            box.dispatchEvent(new CompositionEvent("compositionstart"));
            key(true);
            box.dispatchEvent(new CompositionEvent("compositionend", { data: "나" }));
            if (again) key(false);
            await new Promise((done) => setTimeout(done, 50));
        }""",
        second_keydown,
    )
    page.wait_for_selector(".sheet")
    page.wait_for_timeout(100)

    assert [asked["question"] for asked in served[0].asked] == ["트램은 언제 착공했나"]


def test_what_articles_say_is_never_run(page: Page, served: tuple[FakeGeungeo, str]) -> None:
    attack = "".join(ATTACKS)
    article = replace(TRAM.article, title=attack, publisher=attack, reporters=(attack,), url="javascript:window.hit=1")
    served[0].stored = (replace(TRAM, article=article, notices=(attack,)),)
    _ask(page, f"트램 {attack}")
    page.wait_for_selector(".sheet")
    page.click(".mark")

    assert page.inner_text(".answer h2") == f"트램 {attack}"
    assert attack in page.inner_text(".source .title")
    assert page.query_selector(".source a") is None
    assert page.evaluate("window.hit") is None


def test_a_failure_is_told_in_korean_and_can_be_tried_again(page: Page, served: tuple[FakeGeungeo, str]) -> None:
    served[0].failure = StoreError("disk I/O error")
    _ask(page, "트램은?")
    page.wait_for_selector("[role=alert]")
    told = page.inner_text("[role=alert] p")
    served[0].failure = None
    page.click(".again")
    page.wait_for_selector(".sheet")

    assert told == "지금은 기사를 읽을 수 없습니다. 잠시 뒤에 다시 물어봐 주세요."
    assert page.query_selector("[role=alert]") is None


def test_a_link_with_a_question_asks_it(browser: Browser, served: tuple[FakeGeungeo, str]) -> None:
    page = browser.new_page()
    page.goto(f"{served[1]}#q=트램은?")
    page.wait_for_selector(".sheet")
    page.close()

    assert [asked["question"] for asked in served[0].asked] == ["트램은?"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_and_every_control_is_big_enough_for_a_finger(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _ask(page, "트램은 언제 착공했나?")
    page.wait_for_selector(".sheet")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    for selector in ("#send", "#question", ".source summary"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        assert box["height"] >= 44
