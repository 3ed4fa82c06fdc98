"""Layouts of plain-text pages, each with invented content: what is the article, and what surrounds it."""

from __future__ import annotations

import pytest

from rag.articles.clean import clean
from rag.domain import Article, RawPage
from rag.errors import EmptyPage, NoBody, PageTooLarge, UndecodablePage
from tests.unit.articles.readers import GivenPage

BODY = (
    "가람시가 트램 1호선의 노선을 확정했다.",
    "가람시는 31일 정거장 20곳을 잇는 24㎞ 노선을 발표했다. 사업비는 1조원이다.",
    "시장은 “시민의 발이 될 것”이라고 말했다.",
    "한편 트램 공사는 내년 3월 시작해 2030년 끝날 예정이다",
)


def cleaned(text: str | bytes, media_type: str = "text/plain") -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    return clean(RawPage("page", data, media_type), GivenPage())


def page(*, above: str = "", below: str = "", body: tuple[str, ...] = BODY) -> str:
    return "\n".join((above, *body, below))


def test_a_regional_page_with_its_body_twice_keeps_the_first_copy() -> None:
    tail = "/강표본 기자 kang@pyobon.example"
    article = cleaned(
        page(
            above="트램 노선 확정\n2025년 04월 14일(월) 20:25 가가\n정거장 20곳",
            below="\n".join((tail, BODY[1], BODY[3], tail)),
        )
    )
    assert article.paragraphs == BODY
    assert (article.title, article.subtitles, article.publisher) == ("트램 노선 확정", ("정거장 20곳",), "표본일보")
    assert article.reporters == ("강표본",)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-04-14T20:25:00+09:00"


def test_a_body_without_any_head_has_no_title_and_no_date() -> None:
    lede, *rest = BODY
    article = cleaned(
        "\n".join((lede, "12일 발표한 시장", "정거장 20곳 잇는다", *rest, "/강표본기자 kang@pyobon.example"))
    )
    assert article.paragraphs == BODY
    assert (article.title, article.published_at) == (None, None)
    assert article.subtitles == ("12일 발표한 시장", "정거장 20곳 잇는다")


def test_everything_from_the_best_articles_on_is_dropped() -> None:
    best = (
        "[견본통신 베스트 기사]\n사진\n가람시 공원 새 단장 [가람=견본통신]탁새론 기자 = 가람시 공원이 노선 옆에 새로 문을 열었다. 시장은 트램 노선과 정거장도 돌아봤다. "
        "2027.01.01 tak@gyeonbon.example   2027-01-01 12:12\n견본쇼핑\nTop으로 이동"
    )
    above = "정치 국회·정당\n속보\n더보기\n트램 노선 확정한 가람시\n기사입력 : 2021년01월12일 15:13\n최종수정 : 2021년01월13일 09:00"
    byline = f"[가람=견본통신] 조견본\u00a0기자 =\u00a0{BODY[0]}"
    article = cleaned(
        page(above=above, body=(byline, *BODY[1:]), below=f"cho@gyeonbon.example\n가람 2025 참관단 모집\n{best}")
    )
    assert article.paragraphs == BODY
    assert (article.publisher, article.reporters, article.dateline) == ("견본통신", ("조견본",), "가람")
    assert article.section == ("정치", "국회·정당")
    assert article.modified_at is not None
    assert article.modified_at.isoformat() == "2021-01-13T09:00:00+09:00"


@pytest.mark.parametrize(
    "box",
    [
        "관련기사\n배우 초아람 새 영화로 복귀\n주말 날씨 맑음",
        "[관련기사]\n“요금이 비싸다” 시민 불만\n▶ 표본일보 구독하기",
        "▶관련기사 : 바다미시 새 항구 연다",
        "트램 노선을 살펴보는 시장. 가람시 제공",
        "김표본 기자 kim@pyobon.example",
        "많이 본 뉴스\n배우 초아람 복귀\n주말 날씨",
    ],
)
def test_a_box_in_the_middle_goes_and_the_article_goes_on(box: str) -> None:
    article = cleaned(
        "\n".join(
            (BODY[0], BODY[1], box, BODY[2], "가람시는 트램 노선의 정거장 이름을 시민 공모로 정한다.", "강표본 기자")
        )
    )
    assert article.paragraphs == (BODY[0], BODY[1], BODY[2], "가람시는 트램 노선의 정거장 이름을 시민 공모로 정한다.")


def test_another_story_after_the_byline_does_not_come_in() -> None:
    article = cleaned(page(below="강표본 기자\n노른자은행이 청년 적금의 최고 금리를 연 5.2%로 올린다고 15일 밝혔다."))
    assert article.paragraphs == BODY


def test_captions_are_kept_apart_from_the_body() -> None:
    marked = "노선도를 보는 시장. [사진=가람시 제공]"
    article = cleaned("\n".join((BODY[0], marked, *BODY[1:])))
    assert article.paragraphs == BODY
    assert article.captions == (marked,)


def test_an_unmarked_caption_that_repeats_the_lede_is_a_caption() -> None:
    lede = "도하준 시장은 24일(수) 오후 은파시 청사에서 올리베 은파시장과 만났다. 두 시장의 만남은 7년 만이다."
    caption = "도하준 시장이 9월 24일 오후 은파시 청사에서 올리베 은파시장과 만났다. 두 시장의 만남은 7년만이다."
    article = cleaned("\n".join((lede, caption, *BODY)))
    assert article.paragraphs == (lede, *BODY)
    assert article.captions == (caption,)


def test_a_byline_glued_to_the_last_sentence_ends_the_article() -> None:
    article = cleaned(
        page(body=(*BODY[:2], BODY[2] + " /강표본 기자 kang@pyobon.example"), below="구독 신청은 전화로 하시면 됩니다.")
    )
    assert article.paragraphs == BODY[:3]
    assert article.reporters == ("강표본",)


def test_a_footer_names_the_outlet_and_its_rights() -> None:
    rights = "<저작권자 ⓒ 표본일보, 무단 전재-재배포, AI 학습 및 활용 금지>"
    article = cleaned(page(below=f"강표본 기자\n{rights}\n많이 본 뉴스\n1 어떤 소식"))
    assert (article.publisher, article.rights) == ("표본일보", rights)
    assert article.paragraphs == BODY


def test_a_content_system_page_gives_its_title_between_menus_and_times() -> None:
    above = (
        "상단영역\n2025년 06월 19일 (목)\n로그인회원가입\n전체메뉴 버튼\n뉴스레터 신청\n본문영역\n이전 기사\n트램 노선 확정한 가람시\n"
        "SNS 기사보내기페이스북(으)로 기사보내기 트위터(으)로 기사보내기\n현재위치\n 홈사회사회일반\n바로가기 본문 글씨 줄이기 본문 글씨 키우기\n"
        "트램 노선 확정한 가람시\n기자명 강표본 기자   입력 2025.06.18 18:05  수정 2025.06.19 08:07  댓글 0  좋아요 0\n(사진=가람시)"
    )
    article = cleaned(page(above=above, below="강표본 기자 kang@pyobon.example\n0\n키워드 관련기사\n다른 소식"))
    assert (article.title, article.reporters) == ("트램 노선 확정한 가람시", ("강표본",))
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-06-18T18:05:00+09:00"
    assert article.paragraphs == BODY


def test_a_broadcast_transcript_loses_its_marks_and_its_sign_off() -> None:
    spoken = ("동해안에 많은 눈이 내렸습니다.", "홍길동 기자가 보도합니다.", "눈이 30cm 넘게 쌓였습니다.")
    article = cleaned(
        "폭설에 길 막혀\n입력 2024.01.21 (21:05)\n[앵커]\n"
        + "\n[리포트]\n".join(spoken)
        + "\nKBS 뉴스 홍길동입니다.\n■ 제보하기\n▷ 전화 : 02-000-0000"
    )
    assert article.paragraphs == spoken
    assert (article.publisher, article.reporters) == ("KBS", ("홍길동",))


def test_appointments_are_an_article_without_a_sentence() -> None:
    rows = ("◇국장급 전보 ▲기획조정실장 김가람 ▲교통국장 이나래", "◇과장급 승진 ▲예산과장 박다솜 ▲공원과장 최은파")
    article = cleaned("[인사] 가람시\n입력 2025-01-02 09:00\n" + "\n".join(rows))
    assert article.paragraphs == rows


@pytest.mark.parametrize(
    "sentence",
    [
        "기자 출신인 그는 관련기사 100건을 모아 구독 서비스를 냈다.",
        "속보 경쟁이 사진 한 장으로 번졌다고 그는 말했다.",
        "경기는 15:13에 시작해 4.7 규모의 지진으로 멈췄다.",
        "○ 본회의에서는 ▲효율 ▲안전 두 분야를 다룬다.",
        "많이 본 뉴스 목록이 여론을 흔든다는 지적이 나왔다.",
        "무단 전재와 재배포를 금지해 달라고 저작권자 단체가 요구했다.",
        "연합뉴스 보도에 따르면 사진=증거라는 말이 퍼졌다.",
        "제보를 기다린다는 글이 올라왔다.",
        "홍길동 기자는 8일 서울에서 상을 받았다.",
    ],
)
def test_real_sentences_with_words_of_boilerplate_stay(sentence: str) -> None:
    assert sentence in cleaned("\n".join((BODY[0], sentence, BODY[1]))).paragraphs


def test_source_errors_stay_as_they_are() -> None:
    wrong = "시민과의 소통을 시간을 가졌다고 말했아."
    assert wrong in cleaned("\n".join((BODY[0], wrong, BODY[1]))).paragraphs


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("[정정보도] 트램 예산 관련", "correction"),
        ("반론보도문", "reply"),
        ("[추후보도] 가람시 공무원 무죄", "follow-up"),
        ("가람시, 정정당당한 승부", "news"),
    ],
)
def test_a_notice_is_marked_as_one(title: str, kind: str) -> None:
    assert cleaned(page(above=f"{title}\n입력 2025-03-01 09:00")).kind == kind


def test_pages_that_hold_no_article_are_refused_by_name() -> None:
    for data, error in ((b"", EmptyPage), (b" \n\xc2\xa0\n", EmptyPage), ("메뉴\n홈\n로그인\n0".encode(), NoBody)):
        with pytest.raises(error):
            cleaned(data)
    with pytest.raises(UndecodablePage):
        cleaned(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with pytest.raises(PageTooLarge):
        cleaned(b"a" * (20 * 1024 * 1024 + 1))
