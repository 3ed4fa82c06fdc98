"""The report in Chromium, opened as a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evals.report import render_html
from tests.unit.evals.report.demo import demo_baseline, demo_run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
HOSTILE = "<img src=https://elsewhere.invalid/x onerror=window.hit=1><script>window.hit=1</script>"
SUMMARY, SAMPLES = demo_run()
FAILED = [sample for sample in SAMPLES if not sample.passed]

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


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("run") / "report.html"
    samples = [replace(one, answer=HOSTILE) if one is FAILED[0] else one for one in SAMPLES]
    path.write_text(render_html(SUMMARY, samples, demo_baseline()), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    yield page
    hit = page.evaluate("window.hit")
    context.close()
    assert hit is None
    assert complaints == []
    assert [url for url in asked if url != report.as_uri() and not url.startswith("data:")] == []


def shown(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all(".case:not([hidden])", "cases => cases.map(one => one.id.slice(5))")
    return sorted(ids)


def comes_to_have(page: Page, selector: str, count: int) -> None:
    """Waits without evaluating a string, which the report's own policy forbids."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_count(count)


def test_failures_are_filtered_by_category_reason_and_words_together(page: Page) -> None:
    assert shown(page) == sorted(one.id for one in FAILED)

    page.select_option("#category", FAILED[0].category)
    assert shown(page) == sorted(one.id for one in FAILED if one.category == FAILED[0].category)

    page.select_option("#category", "")
    page.select_option("#reason", index=1)
    chosen = (page.text_content("#reason option:checked") or "").rpartition(" (")[0]
    assert shown(page) == sorted(one.id for one in FAILED if one.reasons[0].startswith(chosen))

    page.fill("#search", f"{FAILED[0].id} 언제")
    page.select_option("#reason", "")
    assert shown(page) == [FAILED[0].id]
    assert page.text_content("#shown") == f"1 of {len(FAILED)} shown"

    page.fill("#search", "no such words")
    assert page.is_visible("#nothing")
    page.click("button[type=reset]")
    comes_to_have(page, ".case:not([hidden])", len(FAILED))


def test_a_category_s_number_of_failures_leads_to_them(page: Page) -> None:
    link = page.locator("[data-show]").first
    category = link.get_attribute("data-show")
    link.click()
    page.wait_for_selector(".case[hidden]", state="attached")

    assert shown(page) == sorted(one.id for one in FAILED if one.category == category)


def test_the_keyboard_walks_through_the_failures(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.locator(".case").first.evaluate(
        "one => one === document.activeElement && one.querySelector('details').open"
    )

    page.keyboard.press("/")
    page.keyboard.type("j/k")
    assert page.input_value("#search") == "j/k"
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth") == width
