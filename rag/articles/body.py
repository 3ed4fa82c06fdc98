"""One walk over an article's lines, from its first sentence to its end: paragraphs, captions, bylines, and where to stop."""

from __future__ import annotations

from collections.abc import Sequence

from rag.articles.bylines import Byline, head_byline, inline_tail
from rag.articles.captions import repeats_lede, without_inline_marks
from rag.articles.draft import Draft
from rag.articles.head import is_heading
from rag.articles.lines import Line, Sort
from rag.articles.prose import has_bullet, key, may_be_sentence, stems
from rag.articles.publishers import publisher_in

MIN_KEY = 8
"""Shorter lines (characters without white space) may repeat: an interview's `―` or `문:`."""


class Body:
    """One walk over the lines from the first sentence on."""

    def __init__(self, draft: Draft, lines: Sequence[Line]) -> None:
        self.draft = draft
        self.lines = lines
        self.seen = {key(text) for text in (draft.title, *draft.subtitles) if text and len(key(text)) >= MIN_KEY}
        self.story: set[str] = set(stems(draft.title or ""))
        self.next_sentence = _next_sentences(lines)
        self.last_byline = max((at for at, line in enumerate(lines) if line.sort is Sort.BYLINE), default=-1)
        self.skip_until = 0

    def read(self) -> None:
        for at, line in enumerate(self.lines):
            if at < self.skip_until:
                continue
            if not self._take(at, line):
                self._late_lines(at)
                break
        self._drop_late_headlines()

    def _late_lines(self, end: int) -> None:
        """Just below the end: the rights line names the outlet, and the reporter's own line may hold the mail."""
        names = {name for byline in self.draft.bylines for name in byline.reporters}
        for line in self.lines[end : end + 20]:
            if line.sort is Sort.RIGHTS and self.draft.rights is None:
                self.draft.rights, self.draft.rights_outlet = line.text, publisher_in(line.text)
            elif line.byline is not None and line.byline.mails and names.issuperset(line.byline.reporters):
                self.draft.bylines.append(line.byline)

    def _take(self, at: int, line: Line) -> bool:
        """Handle one line; False when the article has ended."""
        if line.sort is Sort.SENTENCE:
            return self._sentence(at, line)
        if line.sort is Sort.SHORT:
            self._short(at, line)
        elif line.sort is Sort.CAPTION:
            self._caption(line.text)
        elif line.sort is Sort.RIGHTS:
            self.draft.rights = self.draft.rights or line.text
            self.draft.rights_outlet = self.draft.rights_outlet or publisher_in(line.text)
            return self._goes_on(at, strict=True)
        elif line.sort is Sort.END:
            return self._goes_on(at, strict=True)
        elif line.sort is Sort.WEAK_END:
            return self._goes_on(at, strict=False)
        elif line.sort is Sort.BYLINE:
            return self._byline(at, line)
        return True

    def _sentence(self, at: int, line: Line) -> bool:
        text = line.text
        opened = head_byline(text) if text[0] in "[(【〔<" or "기자" in text[:24] or "특파원" in text[:24] else None
        if opened is not None and opened[1]:
            self._first_byline(opened[0])
            text = opened[1]
        closed = inline_tail(text)
        if closed is not None:
            text = closed[0]
            self.draft.bylines.append(closed[1])
        text = without_inline_marks(text)
        self._paragraph(text)
        return closed is None or self._goes_on(at, strict=False)

    def _paragraph(self, text: str) -> None:
        if not text or self._again(text):
            return
        paragraphs = self.draft.paragraphs
        if 0 < len(paragraphs) <= 2 and len(text) <= 300 and repeats_lede(text, paragraphs[0]):
            self.draft.captions.append(text)
            return
        paragraphs.append(text)
        self.story |= stems(text)

    def _again(self, text: str) -> bool:
        packed = key(text)
        if len(packed) < MIN_KEY:
            return False
        again = packed in self.seen
        self.seen.add(packed)
        return again

    def _caption(self, text: str) -> None:
        if not self._again(text):
            self.draft.captions.append(text)

    def _first_byline(self, byline: Byline) -> None:
        """An opening byline inside a running body belongs to something quoted or appended: only the first counts."""
        if not self.draft.paragraphs:
            self.draft.bylines.insert(0, byline)

    def _byline(self, at: int, line: Line) -> bool:
        if line.byline is not None:
            self.draft.bylines.append(line.byline)
        return self._goes_on(at, strict=False)

    def _short(self, at: int, line: Line) -> None:
        """A line that is no sentence: a sub-headline below the lede, a heading, a list, or a paragraph wit"
        "hout its stop."""
        if self._again(line.text):
            return
        if may_be_sentence(line.text) and not line.item:
            self.draft.paragraphs.append(without_inline_marks(line.text))
            return
        following = self.next_sentence[at]
        if following is None:
            if has_bullet(line.text) and self.lines[at - 1].sort in (Sort.SENTENCE, Sort.SHORT):
                self.draft.paragraphs.append(line.text)
            return
        if (len(self.draft.paragraphs) == 1 and following - at <= 5) or is_heading(line.text):
            self.draft.subtitles.append(line.text.lstrip("■□◆◇●▶ "))
            return
        self.draft.paragraphs.append(line.text)

    def _goes_on(self, at: int, *, strict: bool) -> bool:
        """After an end: does the same story clearly go on? Then skip to there.

        Judged by runs of sentences: those between two lines of other kinds. A closing byline below makes it likelier.
        """
        closed = self.last_byline > at
        run: list[int] = []
        for ahead in range(at + 1, len(self.lines) + 1):
            line = self.lines[ahead] if ahead < len(self.lines) else None
            if line is not None and line.sort is Sort.SENTENCE:
                if self._could_be_ours(line):
                    run.append(ahead)
                continue
            if run and self._same_story(run, strict, closed):
                self.skip_until = run[0]
                return True
            run = []
            strict = strict or (line is not None and line.sort is Sort.END)
        return False

    def _could_be_ours(self, line: Line) -> bool:
        """New, no list item, not cut short, no story with its own byline."""
        if line.item or key(line.text) in self.seen or line.text.endswith(("...", "…", "..")):
            return False
        return bool(self.draft.paragraphs) and not _own_byline(line.text)

    def _same_story(self, run: Sequence[int], strict: bool, closed: bool) -> bool:
        words = stems(" ".join(self.lines[at].text for at in run))
        shared = len(words & self.story)
        if strict:
            return shared >= 4 and shared >= 0.25 * len(words)
        return shared >= (1 if closed else 2) and shared >= 0.1 * len(words)

    def _drop_late_headlines(self) -> None:
        """A last line that is no sentence and has no full stop is a teaser, unless it ends like a statement."""
        paragraphs = self.draft.paragraphs
        while len(paragraphs) > 1 and not _closes(paragraphs[-1]):
            paragraphs.pop()


def _closes(text: str) -> bool:
    return len(text) > 60 or may_be_sentence(text) or text[-1] in ".?!…\"”’')]」』다" or has_bullet(text)


def _own_byline(text: str) -> bool:
    """A whole story squeezed into a line: `제목 [서울=뉴스핌] 홍길동 기자 = …다. 2025-04-28 12:12`."""
    at = text.find("기자 =")
    at = at if at >= 0 else text.find("기자=")
    return 0 <= at <= 160 or text[-1].isdigit()


def _next_sentences(lines: Sequence[Line]) -> list[int | None]:
    """For every line the next sentence below it, before anything that ends the article."""
    found: list[int | None] = []
    following: int | None = None
    for at in range(len(lines) - 1, -1, -1):
        found.append(following)
        if lines[at].sort is Sort.SENTENCE:
            following = at
        elif lines[at].sort in (Sort.END, Sort.WEAK_END, Sort.RIGHTS, Sort.BYLINE):
            following = None
    return found[::-1]
