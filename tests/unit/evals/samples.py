"""Articles for the tests of layouts, and how each layout's pages are read back without our own cleaner."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from evals.corpus.layouts.drawing import Margin
from evals.corpus.source import NoiseStory, Reporter, SourceArticle

ARTICLE = SourceArticle(
    id="well-01",
    layout="wire",
    publisher="표본일보",
    title="가람시, 옛 우물 7곳 되살린다…‘물맛’ 검사 통과",
    subtitles=("3억원 들여 연말까지 복원", "주민 “어릴 때 마시던 물”"),
    reporters=(Reporter("강표본", "kang@pyobon.example"), Reporter("윤슬아")),
    dateline="가람",
    section="사회",
    published_at=datetime.fromisoformat("2026-03-09T18:05:42+09:00"),
    modified_at=datetime.fromisoformat("2026-03-09T19:30:10+09:00"),
    url="https://www.pyobon.example/news/well-01",
    captions=("도하준 시장이 9일 두루구 우물터에서 물을 긷고 있다. [사진=가람시 제공]",),
    paragraphs=(
        "가람시가 메워졌던 옛 우물 7곳을 연말까지 되살린다.",
        "도하준 가람시장은 9일 두루구 우물터에서 \"물은 도시의 기억\"이라며 'A&B' 방식 정수기를 쓰겠다고 했다.",
        "복원할 우물은 두루·마루·시내 등 3개 구에 있으며 1곳에 4000만원 < 5000만원 사이가 든다.",
        "시는 16~17일 주민설명회를 연다",
        "한편 가람시는 2014년에도 우물 2곳을 복원했다.",
    ),
)

MARGIN = Margin(
    whole=(
        NoiseStory(
            "감자빵 완판", "[나래=견본통신] 봄누리 기자 = 감자빵이 하루에 900개 팔렸다. n@x.example 2026-10-01 09:00"
        ),
        NoiseStory(
            "연날리기 우승", "[나래=견본통신]봄누리 기자 = 연날리기 대회가 끝났다. n@x.example 2026-10-02 10:10"
        ),
    ),
    cut=(NoiseStory("두부값 내린다", "두부값이 다음 달 5% 내린다.콩 농사가 잘됐기 때문이다. 상인들은 ..."),),
)


def article(layout: str) -> SourceArticle:
    """The sample in a layout, with what that layout cannot show left out."""
    if layout == "plain":
        return replace(ARTICLE, layout=layout, title=None, published_at=None)
    return replace(ARTICLE, layout=layout)
