"""Evidence for tests of answers: invented articles opened as the store would, sentences found as the ranking would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rag.answers.candidates import candidates
from rag.answers.claims import Reason, Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.reading import ArticleView, open_article
from rag.answers.verify import Check
from rag.domain import KST, Article, Keyword, Kind, Question, StoredArticle
from rag.korean.analysis import Analyser, encode

PUBLISHED = datetime(2026, 3, 10, 18, tzinfo=KST)
ASKED_AT = datetime(2026, 11, 21, 9, tzinfo=KST)


def opened(
    analyser: Analyser, *paragraphs: str, published: datetime | None = PUBLISHED, **fields: object
) -> ArticleView:
    """An article of 표본일보; a paragraph may hold several sentences."""
    given: dict[str, object] = {"title": "가람 트램 첫 삽", "publisher": "표본일보", "reporters": ("강표본",)}
    article = Article(paragraphs, published_at=published, **(given | fields))  # type: ignore[arg-type]
    name = f"{article.publisher}-{published}-{article.title}"
    return open_article(StoredArticle(name, 1, article, ASKED_AT), encode(analyser.analyse(article.body)))


def asked(text: str, kind: Kind, *keywords: str, latest: bool = False) -> Question:
    """Keywords in the order of the question; the rarer the longer."""
    words = tuple(Keyword(word, ((word, 1.0),), min(1.0, len(word) / 5), topic=True) for word in keywords)
    return Question(text, text, kind, ASKED_AT, keywords=words, wants_latest=latest)


def found(question: Question, view: ArticleView, index: int = 0, *, score: float = 1.0) -> Found:
    """Shares of the keywords as they are written in the sentence, and in the whole article."""
    sentence = view.sentences[index]
    total = sum(k.rarity for k in question.keywords) or 1.0
    own = sum(k.rarity for k in question.keywords if k.form.removesuffix("다") in sentence.solid) / total
    covered = sum(k.rarity for k in question.keywords if k.form.removesuffix("다") in view.whole.solid) / total
    spans = candidates(question, view, sentence)
    return Found(view, sentence, score, own, own, covered, True, True, (), spans)


def all_found(question: Question, *views: ArticleView) -> list[Found]:
    """Every sentence, those that hold most of the question first."""
    every = [found(question, view, i) for view in views for i in range(len(view.sentences))]
    return sorted(every, key=lambda f: -f.strict)


def anything(text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
    """A check that refuses nothing: how an answer is worded is one thing, whether it may be said another."""
    return Verdict(1.0)


def quotations_only(text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
    held = any(ground.sentence.text in text for ground in grounds)
    return Verdict(1.0) if held else Verdict(0.0, (Reason("support", text),))


def drafted(
    form: object, question: Question, chosen: Sequence[Found], every: Sequence[Found] = (), check: Check = anything
) -> Draft:
    """What a form makes of it."""
    draft = Draft(check)
    form(draft, question, chosen, every or chosen)  # type: ignore[operator]
    return draft


def said(draft: Draft) -> list[str]:
    return [sentence.text for sentence in draft.sentences]
