"""The one JSON shape of an answer, an article and a status, for every door (command line, HTTP, batch)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from rag.domain import Answer, AnswerSentence, Citation, Period, StoredArticle, StoreStatus


def to_json(answer: Answer) -> dict[str, Any]:
    """Times are ISO 8601 with offset; offsets are code points into the body of that version, end exclusive."""
    return {
        "id": answer.id,
        "status": answer.status.value,
        "mode": answer.mode,
        "question": answer.question.text,
        "standalone_question": answer.question.standalone,
        "short_answer": answer.short_answer,
        "text": answer.text,
        "sentences": [_sentence(s) for s in answer.sentences],
        "citations": [citation_to_json(c) for c in answer.citations],
        "confidence": round(answer.confidence, 4),
        "period": _period(answer.question.period),
        "basis_date": _iso(answer.basis_date),
        "notices": list(answer.notices),
        "suggestions": [_suggestion(s) for s in answer.suggestions],
        "index": index_to_json(answer.index),
        "model": answer.model,
        "usage": answer.usage and asdict(answer.usage),
        "timings_ms": {step: round(ms, 2) for step, ms in answer.timings_ms.items()},
    }


def _sentence(sentence: AnswerSentence) -> dict[str, Any]:
    judged = sentence.judged
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "support": sentence.support,
        "judged": None if judged is None else round(judged, 4),
    }


def citation_to_json(citation: Citation) -> dict[str, Any]:
    article = citation.stored.article
    return {
        "number": citation.number,
        "article_id": citation.stored.id,
        "version": citation.stored.version,
        "title": article.title,
        "publisher": article.publisher,
        "reporters": list(article.reporters),
        "published_at": _iso(article.published_at),
        "modified_at": _iso(article.modified_at),
        "url": article.url,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "also_reported_by": list(citation.also_reported_by),
        "notice": "; ".join(citation.stored.notices) or None,
    }


def article_to_json(stored: StoredArticle) -> dict[str, Any]:
    """A stored article version with all its metadata; `paragraphs` joined by one newline are the body."""
    article = stored.article
    return {
        "id": stored.id,
        "version": stored.version,
        "title": article.title,
        "subtitles": list(article.subtitles),
        "publisher": article.publisher,
        "reporters": list(article.reporters),
        "published_at": _iso(article.published_at),
        "modified_at": _iso(article.modified_at),
        "url": article.url,
        "section": list(article.section),
        "dateline": article.dateline,
        "kind": article.kind,
        "paragraphs": list(article.paragraphs),
        "captions": list(article.captions),
        "rights": article.rights,
        "notices": list(stored.notices),
        "source": article.source,
    }


def index_to_json(status: StoreStatus) -> dict[str, Any]:
    return {
        "articles": status.articles,
        "newest_published_at": _iso(status.newest_published_at),
        "updated_at": _iso(status.updated_at),
    }


def _suggestion(stored: StoredArticle) -> dict[str, Any]:
    article = stored.article
    return {
        "article_id": stored.id,
        "title": article.title,
        "publisher": article.publisher,
        "published_at": _iso(article.published_at),
    }


def _period(period: Period | None) -> dict[str, str] | None:
    if period is None:
        return None
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "text": period.text,
        "source": period.source,
    }


def _iso(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()
