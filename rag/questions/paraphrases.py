"""Ways of asking that no article answers in the same words → what articles print. A union with the question's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rag.domain import Keyword

WEIGHT = 0.6


class Paraphrase(NamedTuple):
    pattern: re.Pattern[str]
    printed: tuple[str, ...]
    example: str


def _row(pattern: str, printed: str, example: str) -> Paraphrase:
    return Paraphrase(re.compile(pattern), tuple(printed.split()), example)


TABLE: tuple[Paraphrase, ...] = (
    _row(
        r"(예전|원래|전)에?\s?(무슨|어떤)\s?일|경력|이력|뭐\s?하던",
        "역임 출신 지내다 알려지다",
        "그 사람은 예전에 어떤 일을 했나요?",
    ),
    _row(r"다음\s?(번\s?)?(총회|대회|회의|행사|축제|공연)", "차기", "다음 총회는 언제 열리나요?"),
    _row(
        r"(돈|비용)(이|은|을)?\s?(얼마나\s?)?(들|썼)", "사업비 예산 비용 들다", "위성을 만드는 데 돈이 얼마나 들었나요?"
    ),
    _row(
        r"(들어가|입장하|관람하|구경하)(는\s?데|려면|는데|면)\s?(\S+\s)?(얼마|돈|비용)|(표|입장권)\s?(값|가격)",
        "관람료 입장료 입장권",
        "들어가는 데 얼마예요?",
    ),
    _row(r"(목숨을\s?잃|죽|숨진)", "사망 숨지다", "몇 명이 목숨을 잃었나요?"),
    _row(r"언제\s?(쯤\s?)?(문을?\s?)?(여|연)", "개관 개장 개막 개통", "언제 문을 여나요?"),
    _row(r"언제부터\s?(탈|다닐|운행)", "개통 운행", "트램은 언제부터 탈 수 있나요?"),
    _row(r"왜\s?(안|못)", "무산 취소 연기 보류", "공연은 왜 못 했나요?"),
    _row(r"몇\s?(등|위)|성적", "1위 우승 순위", "몇 등을 했나요?"),
    _row(r"(누가|누구)\s?(이겼|우승|1등)", "우승 1위 승리 꺾다", "누가 우승했나요?"),
    _row(r"하자는|요구|해\s?달라", "요구 촉구 제안 필요 확보 유치", "광주가 AI로 뭐 해 달라는 거야?"),
    _row(r"(만난|만났|만나)", "면담 회담 회동", "누구를 만났나요?"),
    _row(r"어디서\s?(하|열)|장소", "개최 열리다", "총회는 어디서 하나요?"),
    _row(r"(없어지|없앤|없애)", "폐지 폐쇄 철거", "다음 달에 없어지는 버스는 몇 번인가요?"),
    _row(r"새로\s?(생기|생긴|생겼|만들|만든)", "신설 설립", "새로 생기는 노선은 몇 개인가요?"),
    _row(r"다\s?(지어지|지어졌|지었|짓)", "준공 완공", "박물관은 언제 다 지어지나요?"),
    _row(
        r"(돈|요금|\S료)(을|를|도)?\s?(안\s?(내|받)|내야|받나|받습)",
        "무료 면제",
        "아이도 관람료를 내야 하나요?",
    ),
    _row(r"(와|가)\s?본\s?적|다녀(간|갔|온|왔)", "방문 찾다", "의장은 가람에 와 본 적이 있나요?"),
    _row(r"(쉬는|노는)\s?날", "휴관 휴무", "도서관이 쉬는 날은 언제인가요?"),
    _row(r"나이가?\s?(가장|제일|젤)\s?(많|적|어)", "최고령 최연소", "나이가 가장 많은 참가자는 누구인가요?"),
    _row(r"(어떤|무슨)\s?조건|조건(은|이)\s?(뭐|무엇|있)", "조건 경우 전제", "어떤 조건이 붙어 있었죠?"),
    _row(
        r"(시장|지사|대통령|의원|회장|의장|장관|총장|총리|감독|대표|사장|원장|교장|위원장|대사)(이|가|으로|로)?\s?(된|되[었어기]|됐)",
        "취임 당선 선출 선임 임명",
        "그가 시장이 된 것은 몇 년도 일이에요?",
    ),
    _row(
        r"마지막으로?\s?(\S+\s)?(만난|만났|열린|열렸|한\s|했|파업|간\s|온\s)",
        "이후 마지막",
        "두 시장이 마지막으로 만난 것은 언제인가요?",
    ),
    _row(r"어떻게\s?(지내|관계)|사이좋", "관계 협력 교류 미래지향", "앞으로 어떻게 지내자고 했어?"),
    _row(r"손\s?(을\s)?잡", "협약 협력 업무협약 상생", "경기도와 손잡은 까닭은 뭔가요?"),
    _row(r"별로|반대", "반대 비판 우려 지적", "왜 별로라는 거야?"),
)


def paraphrased(question: str) -> Iterator[Keyword]:
    """One keyword for each way of asking found, its forms alternatives of each other."""
    for row in TABLE:
        if row.pattern.search(question):
            forms = tuple((form, WEIGHT) for form in row.printed)
            yield Keyword(row.printed[0], forms, 0.4)
