from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

from evals.record import Sample
from evals.report import render_html
from tests.unit.evals.report.demo import demo_baseline, demo_run

HOSTILE = "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=1>&{{ 7*7 }}"
SUMMARY, SAMPLES = demo_run()


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(SUMMARY, SAMPLES, demo_baseline())


def texts(page: str, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in html.fromstring(page).xpath(path)]


def test_the_head_says_what_ran_on_what_and_how_it_ended(page: str) -> None:
    assert texts(page, "//header//h1") == ["demo"]
    assert texts(page, "//*[contains(@class,'verdict')]") == ["Failed"]
    facts = dict(zip(texts(page, "//header//dt"), texts(page, "//header//dd"), strict=True))
    assert facts["Samples"] == "150"
    assert facts["Date"] == "2026-11-22 12:15 KST"
    assert facts["Commit"] == "c24a82e41b + changes"
    assert texts(page, "//*[@class='why']/li") == list(SUMMARY.failures)


def test_headline_cards_show_interval_n_and_the_change_with_its_interval(page: str) -> None:
    cards = texts(page, "//*[@class='cards']/li")

    assert cards[0] == "Answer passed 83.3 % 76.6–88.4 · n 150 ▼ −4.1 pt, worse (−7.8 to −0.6)"
    assert cards[3] == "Citation integrity 100.0 % 97.5–100.0 · n 150 ±0.0 pt"


def test_every_category_has_its_bars_with_interval_and_the_value_before(page: str) -> None:
    tree = html.fromstring(page)
    rows = tree.xpath("//table[@class='groups']/tbody/tr")
    first = rows[0].xpath(".//svg/@aria-label")

    assert len(rows) == len(SUMMARY.groups["category"])
    assert re.fullmatch(r"[\d.]+ %, 95 % interval [\d.]+–[\d.]+, before [\d.]+ %", first[0])
    shares = [float(row.xpath(".//*[@class='figure']")[0].text.split()[0]) for row in rows]
    assert shares == sorted(shares)


def test_curves_say_aloud_what_they_draw(page: str) -> None:
    labels = html.fromstring(page).xpath("//figure/svg/@aria-label")

    assert labels[0] == "Recall@k: 86.1 % at 1; 93.0 % at 3; 95.7 % at 5; 98.1 % at 10; 99.8 % at 50."
    assert labels[1].startswith("Risk and coverage: 0.0 % wrong when 0.0 % are answered;")
    assert labels[2].startswith("Latency: p50 10.7 ms, p95 25.8 ms, p99")


def test_every_failure_shows_question_answer_gold_and_ranking(page: str) -> None:
    failed = {sample.id: sample for sample in SAMPLES if not sample.passed}
    cases = html.fromstring(page).xpath("//article[@class='case']")

    assert {case.get("id").removeprefix("case-") for case in cases} == set(failed)
    for case in cases:
        sample, text = failed[case.get("id").removeprefix("case-")], " ".join(case.text_content().split())
        assert sample.question in text
        assert (sample.short_answer or "") in text
        assert all(gold in text for gold in sample.gold)
        assert all(quote.quote in text for quote in (*sample.gold_evidence, *sample.evidence))
        assert len(case.xpath(".//li[@class='relevant']")) == sum(article.relevant for article in sample.ranked)


def test_the_right_answer_is_marked_wherever_it_stands_but_not_inside_a_longer_number() -> None:
    sample = Sample("one", "factoid", "몇 명?", gold=("7명",), answer="17명이 아니라 7명이다.", passed=False)
    page = render_html(SUMMARY, [sample])

    assert texts(page, "//article//mark") == ["7명"]
    assert "17명이 아니라 <mark>7명</mark>이다." in page


def test_a_relevant_article_far_down_is_shown_with_its_rank() -> None:
    _, samples = demo_run(20, failing=1.0)
    far = replace(samples[0].ranked[0], relevant=True)
    near = [replace(article, relevant=False) for article in samples[0].ranked]
    page = render_html(SUMMARY, [replace(samples[0], ranked=(*near, *near, far))])

    assert texts(page, "//article//summary") == ["Ranking first relevant at 21 of 21"]
    assert html.fromstring(page).xpath("//li[@class='relevant']/@value") == ["21"]


def test_nothing_that_a_question_holds_becomes_markup() -> None:
    sample = replace(
        SAMPLES[0], id=HOSTILE, category=HOSTILE, question=HOSTILE, answer=HOSTILE, short_answer=HOSTILE, gold=(HOSTILE,),
        passed=False, reasons=(HOSTILE,), status=HOSTILE, asked_at=HOSTILE,
    )  # fmt: skip
    summary = replace(SUMMARY, name=HOSTILE, failures=(HOSTILE,), settings={HOSTILE: HOSTILE}, created_at=HOSTILE)
    page = render_html(summary, [sample, replace(sample, passed=True)])
    tree = html.fromstring(page)

    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //@onerror") == []
    assert texts(page, "//article//h3") == [HOSTILE]


def test_the_page_asks_the_network_for_nothing(page: str) -> None:
    assert re.findall(r"""(?:src|href)=["'](?!#|data:)[^"']*""", page) == []
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_headings_step_down_one_level_at_a_time(page: str) -> None:
    levels = [int(node.tag[1]) for node in html.fromstring(page).xpath("//h1|//h2|//h3|//h4")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_worst_run_of_1625_samples_stays_below_5_mb() -> None:
    summary, samples = demo_run(1_625, failing=1.0)

    assert len(render_html(summary, samples).encode()) < 5_000_000


def test_a_run_without_failures_groups_curves_or_baseline_has_a_page_too() -> None:
    summary = replace(SUMMARY, groups={}, curves={}, latency_ms=None, baseline=None, passed=True, failures=())
    page = render_html(summary, [replace(sample, passed=True, reasons=()) for sample in SAMPLES])

    assert texts(page, "//section[@id='failures']/p") == ["None: all 150 judged samples passed."]
    assert "Before" not in texts(page, "//th")


def test_misses_of_a_run_that_judges_no_sample_are_shown_like_failures() -> None:
    samples = [replace(sample, passed=None, reasons=()) for sample in SAMPLES]
    summary = replace(SUMMARY, metrics={"mrr@10": SUMMARY.metrics["mrr@10"]}, passed=None, failures=())
    page = render_html(summary, samples)
    missed = [sample for sample in samples if sample.metrics.get("mrr@10") == 0]

    assert missed
    assert texts(page, "//h2[@id='failures-title']") == [f"Misses {len(missed)}"]
    assert texts(page, "//article//*[@class='reasons']/li") == ["MRR@10: 0"] * len(missed)
    assert texts(page, "//*[contains(@class,'verdict')]") == ["Measured"]


def test_the_same_run_gives_the_same_page(page: str) -> None:
    assert render_html(SUMMARY, SAMPLES, demo_baseline()) == page
