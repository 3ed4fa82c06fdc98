"""`junit.xml`: one test case for each sample, as build servers read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from evals.record import Sample, Summary

# Characters that XML 1.0 cannot hold, not even escaped (section 2.2, Char).
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(summary: Summary, samples: Sequence[Sample]) -> str:
    """A suite for each category, and one for what the run as a whole failed for. Skipped: samples that cannot fail."""
    ordered = sorted(samples, key=lambda sample: sample.category)
    root = ElementTree.Element("testsuites", name=_clean(summary.name))
    for category, members in groupby(ordered, key=lambda sample: sample.category):
        _suite(root, category, summary, [_case(sample) for sample in members])
    if summary.failures:
        _suite(root, "run", summary, [_failed_case("as a whole", "run", "\n".join(summary.failures))])
    _count(root, root.findall("testsuite/testcase"))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, name: str, summary: Summary, cases: list[ElementTree.Element]) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=_clean(name), timestamp=_clean(summary.created_at))
    suite.extend(cases)
    _count(suite, cases)


def _case(sample: Sample) -> ElementTree.Element:
    name = f"{sample.id}: {sample.question}"
    if sample.passed is False:
        text = "\n".join(sample.reasons) or "no reason given"
        case = _failed_case(name, sample.category, text)
        ElementTree.SubElement(case, "system-out").text = _clean(_told(sample))
    else:
        case = ElementTree.Element("testcase", name=_clean(name), classname=_clean(sample.category))
    case.set("time", f"{(sample.ms or 0) / 1_000:.4f}")
    if sample.passed is None:
        ElementTree.SubElement(case, "skipped", message="cannot fail by itself")
    return case


def _failed_case(name: str, category: str, text: str) -> ElementTree.Element:
    case = ElementTree.Element("testcase", name=_clean(name), classname=_clean(category))
    failure = ElementTree.SubElement(case, "failure", message=_clean(text.partition("\n")[0]), type="quality")
    failure.text = _clean(text)
    return case


def _told(sample: Sample) -> str:
    """What came beside what should have come."""
    expected = " | ".join(sample.gold) if sample.answerable else "no answer"
    return f"expected: {expected}\nanswered: {sample.answer or sample.status or 'nothing'}"


def _count(element: ElementTree.Element, cases: Sequence[ElementTree.Element]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    element.set("time", f"{sum(float(case.get('time', '0')) for case in cases):.4f}")


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)
