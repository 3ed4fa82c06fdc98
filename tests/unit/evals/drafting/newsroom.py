"""A few invented articles to draft questions from."""

from __future__ import annotations

from datetime import datetime

from rag.domain import Analysis, Article, StoredArticle
from rag.korean.analysis import Analyser

ARTICLES = {
    "art_tram": (
        "2026-03-10T18:00:00+09:00",
        "가람시는 10일 오후 2시 마루구 한터동 차량기지에서 트램 1호선 착공식을 열었다.",
        "가람시 트램 1호선의 총사업비가 4870억원으로 확정됐다.",
        '도하준 시장은 "약속을 지켰다"고 말했다.',
    ),
    "art_pact": (
        "2026-05-15T11:00:00+09:00",
        "도하준 시장과 올리베 시장은 15일 오전 10시 가람시청 접견실에서 교류 협약에 서명했다.",
        "은파시는 트램 기관사 교육 과정에 가람교통공사 직원 8명을 받아 주기로 했다.",
    ),
    "art_rain": (
        "2025-08-27T10:00:00+09:00",
        "다솜군 초·중학교 14곳은 27일 하루 휴업했다.",
        "나래시에는 26일 오전 11시 30분 호우경보가 내려졌다.",
        "라온도는 내년 1월 산사태 조사 보고서를 따로 내기로 했다.",
    ),
    "art_coast": (
        "2026-07-02T09:00:00+09:00",
        "바다미시는 지난 1일 솔섬 해변에서 여름 축제를 열었다.",
        "서이안 지사가 개막식을 찾았다.",
    ),
}


def newsroom(analyser: Analyser) -> list[tuple[StoredArticle, Analysis]]:
    """All of them, stored and analysed."""
    return [stored(analyser, name, *texts) for name, texts in ARTICLES.items()]


def stored(analyser: Analyser, name: str, published: str | None, *paragraphs: str) -> tuple[StoredArticle, Analysis]:
    moment = datetime.fromisoformat(published) if published else None
    article = Article(paragraphs=paragraphs, title="표본", published_at=moment)
    return StoredArticle(name, 1, article, datetime.fromisoformat("2026-08-01T00:00:00+09:00")), analyser.analyse(
        article.body
    )
