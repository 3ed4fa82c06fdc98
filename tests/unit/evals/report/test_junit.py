from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from evals.report import render_junit
from tests.unit.evals.report.demo import demo_run

SUMMARY, SAMPLES = demo_run()


def test_every_sample_is_a_test_case_of_its_category() -> None:
    root = ElementTree.fromstring(render_junit(SUMMARY, SAMPLES))
    cases = [case for case in root.iter("testcase") if case.get("classname") != "run"]

    assert {(case.get("classname"), case.get("name")) for case in cases} == {
        (sample.category, f"{sample.id}: {sample.question}") for sample in SAMPLES
    }


def test_failures_say_why_and_what_should_have_come() -> None:
    sample = next(one for one in SAMPLES if one.passed is False and one.answerable)
    root = ElementTree.fromstring(render_junit(SUMMARY, [sample]))
    case = root.find("testsuite/testcase")

    assert case is not None
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == sample.reasons[0]
    assert f"expected: {sample.gold[0]}" in (case.findtext("system-out") or "")


def test_counts_are_those_of_the_samples_and_of_the_run_itself() -> None:
    open_ones = [replace(sample, passed=None) for sample in SAMPLES[:3]]
    root = ElementTree.fromstring(render_junit(SUMMARY, [*open_ones, *SAMPLES[3:]]))
    failed = sum(sample.passed is False for sample in SAMPLES[3:])

    assert root.get("tests") == "151"
    assert root.get("failures") == str(failed + 1)
    assert root.get("skipped") == "3"
    assert sum(int(suite.get("failures", "0")) for suite in root.findall("testsuite")) == failed + 1


@given(st.text(max_size=80))
def test_the_file_is_xml_whatever_a_question_holds(text: str) -> None:
    sample = replace(
        SAMPLES[0], id=text, category=text, question=text, answer=text, gold=(text,), passed=False, reasons=(text,)
    )
    written = render_junit(replace(SUMMARY, name=text, failures=(text,)), [sample]).encode(errors="surrogatepass")

    assert len(list(ElementTree.fromstring(written).iter("testcase"))) == 2
