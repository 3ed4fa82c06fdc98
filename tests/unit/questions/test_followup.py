"""A question that leans on the conversation → one that stands alone. Rows of a table: what was said, what is asked now, and
the question a reader is shown."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.domain import KST, Kind, Question, Turn
from rag.errors import InvalidQuestion
from rag.korean.analysis import Analyser
from rag.korean.names import parse_aliases, shipped_aliases, shipped_english
from rag.questions.keywords import Vocabulary
from rag.questions.pointers import TABLE, Pointer, pointing
from rag.questions.understand import Understanding

ASKED = datetime(2026, 11, 21, 9, tzinfo=KST)
ASSEMBLY = (
    "세계물빛도시연합 은파총회는 언제 어디서 열리나요?",
    "2025년 6월 18일 오후 3시 물빛컨벤션센터에서 열립니다.[1]",
)
MAYORS = (
    "도하준 시장이 은파시에서 누구를 만났나요?",
    "2025년 9월 24일 은파시 청사에서 마르텐 올리베 은파시장과 만났습니다.[1]",
)
TRAM = ("가람 트램 1호선 총사업비는 얼마인가요?", "5560억원입니다.[1]")
PACT = ("라온도와 가람시가 맺은 상생협약에는 과제가 몇 개 있나요?", "광역버스 환승할인 등 7개 과제가 담겼습니다.[1]")
PUMPS = ("마루구 침수 때 배수펌프는 제대로 돌았나요?", "펌프 5대 가운데 2대가 작동하지 않은 것으로 조사됐습니다.[1]")
CUT = ("가람시는 언제 트램 예산을 깎았나요?", "2025년 11월 28일입니다.[1]")
STRIKER = ("바다미 세일러스가 영입한 공격수는 누구예요?", "노을찬 선수를 영입했다고 보도됐습니다.[1]")
MUSEUM = ("솔빛옹기박물관에는 어떤 시설이 있나요?", "전시실 3개와 가마 체험장을 갖췄습니다.[1]")
HIRING = ("한결전자가 신입 사원을 공개 채용한 게 언제예요?", "2026년 9월입니다.[1]")
EXCHANGE = ("가람시와 은파시가 청소년 교환을 늘리기로 했다면서요?", "네. 40명으로 늘리기로 했습니다.[1]")
FACTORY = (
    "한결전자는 솔빛군 공장에 얼마를 투자하나요?",
    "한결전자는 솔빛 공장에 3조2000억원을 들인다고 밝혔습니다.[1]",
)
VISIT = ("가람시장은 언제 은파시를 방문했나요?", "도하준 가람시장은 2025년 9월 24일 은파시를 방문했습니다.[1]")
FESTIVAL = ("2025년 바다미 등대축제는 언제 열려?", "10월 3일부터 5일까지 열립니다.[1]")
RACE = ("Who won the Garam marathon?", "Na Haeun won the women's race.[1]")
ENGLISH = ("When did the mayor of Garam open the tram?", "In March 2031.[1]")

CONTRACT = (
    "김동연 지사와 강기정 시장이 무엇을 체결했나요?",
    "'경기도·광주광역시 상생발전 합의문'을 체결했습니다.[1]",
)
AIRPORT = (
    "부산시는 어떤 사업에 예산을 가장 많이 쓰나요?",
    "가덕신공항 건설에 3000억원을 씁니다.[1]",
)
LIBRARY = ("다솜도서관은 언제 문을 여나요?", "2026년 5월 2일 개관합니다.[1]")
LANTERNS = ("올해 바다미 등불축제는 어디서 열리나요?", "청계천 일대에서 열립니다.[1]")
PRIZES = ("WALU 총회에서 상도 주나요?", "네, ‘물빛 어워즈’ 시상식이 함께 열릴 예정입니다.[1]")
REFORM = ("김도윤 장관은 국회에서 뭐라고 했나요?", "연금 개혁을 미룰 수 없다고 말했습니다.[1]")
UNITED = ("우상호 의원과 김진애 의원이 무엇에 뜻을 같이했나요?", "후보 단일화를 추진하기로 합의했습니다.[1]")
UNDATED = ("김동연 지사는 광주에서 어느 시장을 만났나요?", "12일 광주광역시청에서 강기정 광주광역시장을 만났습니다.[1]")
COACH = ("수원FC 새 감독은 누구인가요?", "이정민 전 코치입니다.[1]")

ROWS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    # an interrogative alone
    (ASSEMBLY, "왜요?", "세계물빛도시연합 은파총회는 왜 열리나요?"),
    (CUT, "왜?", "가람시는 왜 트램 예산을 깎았나요?"),
    (CUT, "얼마나?", "가람시는 얼마나 트램 예산을 깎았나요?"),
    (MAYORS, "왜요?", "도하준 시장이 은파시에서 마르텐 올리베 은파시장을 왜 만났나요?"),
    (MAYORS, "언제요?", "도하준 시장이 은파시에서 마르텐 올리베 은파시장을 언제 만났나요?"),
    (PUMPS, "왜?", "마루구 침수 때 배수펌프는 왜 그런가요?"),
    (TRAM, "왜요?", "가람 트램 1호선 총사업비는 왜 그런가요?"),
    # another name, place, thing or time
    (CUT, "은파시는?", "은파시는 언제 트램 예산을 깎았나요?"),
    (TRAM, "2호선은?", "가람 트램 2호선 총사업비는 얼마인가요?"),
    (TRAM, "은파 트램은?", "은파 트램 1호선 총사업비는 얼마인가요?"),
    (TRAM, "운영비는요?", "가람 트램 1호선 운영비는 얼마인가요?"),
    (TRAM, "그럼 급행버스는?", "급행버스 총사업비는 얼마인가요?"),
    (TRAM, "개통일은?", "가람 트램 1호선 개통일은?"),
    (MAYORS, "라온시에서는?", "도하준 시장이 라온시에서 누구를 만났나요?"),
    (CUT, "지난해에는?", "지난해 가람시는 언제 트램 예산을 깎았나요?"),
    (ASSEMBLY, "2023년에는?", "2023년 세계물빛도시연합 은파총회는 언제 어디서 열리나요?"),
    # the next one
    (ASSEMBLY, "그럼 다음은?", "세계물빛도시연합 다음 총회는 언제 어디서 열리나요?"),
    (ASSEMBLY, "다음 총회는 어느 도시가 유치에 나섰나요?", "세계물빛도시연합 다음 총회는 어느 도시가 유치에 나섰나요?"),
    # persons
    (MAYORS, "그 사람은 예전에 어떤 일을 했나요?", "마르텐 올리베 은파시장은 예전에 어떤 일을 했나요?"),
    (MAYORS, "그분은 원래 무슨 일을 하던 분이에요?", "마르텐 올리베 은파시장은 원래 무슨 일을 하던 분이에요?"),
    (MAYORS, "그는 몇 살인가요?", "마르텐 올리베 은파시장은 몇 살인가요?"),
    (MAYORS, "그 시장은 언제 취임했나요?", "마르텐 올리베 은파시장은 언제 취임했나요?"),
    (STRIKER, "그 선수 지난 시즌에는 몇 골이나 넣었나요?", "노을찬 선수 지난 시즌에는 몇 골이나 넣었나요?"),
    # places, things, what is among them
    (ASSEMBLY, "거기에는 몇 명이 오나요?", "세계물빛도시연합 은파총회에는 몇 명이 오나요?"),
    (PACT, "거기에 소각장 얘기도 들어 있나요?", "라온도와 가람시가 맺은 상생협약에 소각장 얘기도 들어 있나요?"),
    (PACT, "그중에서 벌써 끝난 건 뭐예요?", "라온도와 가람시가 맺은 상생협약 과제 가운데 벌써 끝난 건 뭐예요?"),
    (PACT, "그 협약에 예산도 있나요?", "라온도와 가람시가 맺은 상생협약에 예산도 있나요?"),
    (PUMPS, "그건 왜 멈춘 거래요?", "마루구 침수 때 배수펌프는 왜 멈춘 거래요?"),
    (EXCHANGE, "그 인원 그대로 확정된 거 맞나요?", "가람시와 은파시 청소년 교환 인원 그대로 확정된 거 맞나요?"),
    (ASSEMBLY, "그 기사는 누가 썼어?", "세계물빛도시연합 은파총회 기사는 누가 썼어?"),
    # days
    (MAYORS, "그날 무슨 이야기를 했나요?", "도하준 시장은 2025년 9월 24일에 무슨 이야기를 했나요?"),
    (
        ASSEMBLY,
        "그때 참가자는 몇 명이었나요?",
        "세계물빛도시연합 은파총회 2025년 6월 18일 당시 참가자는 몇 명이었나요?",
    ),
    (CUT, "그해 예산은 모두 얼마였나요?", "가람시 2025년 예산은 모두 얼마였나요?"),
    # the topic in front
    (ASSEMBLY, "의장은 누구예요?", "세계물빛도시연합 은파총회 의장은 누구예요?"),
    (ASSEMBLY, "몇 명이 오나요?", "세계물빛도시연합 은파총회는 몇 명이 오나요?"),
    (HIRING, "경쟁률은 얼마나 됐어요?", "한결전자 신입 사원 공개 채용 경쟁률은 얼마나 됐어요?"),
    (MUSEUM, "들어가는 데 얼마예요?", "솔빛옹기박물관은 들어가는 데 얼마예요?"),
    (TRAM, "왜 그렇게 늘었어?", "가람 트램 1호선 총사업비는 왜 그렇게 늘었어?"),
    (
        TRAM,
        "그러면 급행버스가 더 낫다는 결론인가요?",
        "가람 트램 1호선 총사업비와 관련해 급행버스가 더 낫다는 결론인가요?",
    ),
    (TRAM, "그런데 비용은 누가 내나요?", "가람 트램 1호선 비용은 누가 내나요?"),
    # more of the same
    (ASSEMBLY, "더 알려줘", "세계물빛도시연합 은파총회에 대해 더 자세히 알려 주세요."),
    (ASSEMBLY, "네", "세계물빛도시연합 은파총회에 대해 더 자세히 알려 주세요."),
    (ASSEMBLY, "자세히", "세계물빛도시연합 은파총회에 대해 더 자세히 알려 주세요."),
    ((TRAM[0], "5560억원입니다.[1] 개통 시기도 알려 드릴까요?"), "네", "가람 트램 1호선 개통 시기도 알려 주세요."),
    # over more than one exchange
    (
        (*MAYORS, "그 사람은 언제 취임했나요?", "2021년입니다.[1]"),
        "그는 원래 무슨 일을 했나요?",
        "마르텐 올리베 은파시장은 원래 무슨 일을 했나요?",
    ),
    ((*TRAM, "2호선은?", "아직 정해지지 않았습니다."), "개통은 언제예요?", "가람 트램 2호선 개통은 언제예요?"),
    ((*TRAM, "바다미 등대축제는 언제인가요?", "10월 3일입니다.[1]"), "어디서 해?", "바다미 등대축제는 어디서 해?"),
    # places, bodies and short names
    (FACTORY, "그 회사 대표는 누구야?", "한결전자 대표는 누구야?"),
    (FACTORY, "그 공장은 언제 완공돼?", "솔빛군 공장은 언제 완공돼?"),
    (FACTORY, "거기서 뭘 만드는데?", "솔빛 공장에서 뭘 만드는데?"),
    (FACTORY, "언제까지?", "한결전자는 솔빛군 공장에 언제까지 투자하나요?"),
    (FACTORY, "그래서 결과는?", "한결전자 결과는?"),
    (FACTORY, "정말이야?", "‘한결전자는 솔빛 공장에 3조2000억원을 들인다고 밝혔습니다’라는 답이 사실인가요?"),
    (TRAM, "진짜야?", "가람 트램 1호선 총사업비에 대해 ‘5560억원입니다’라는 답이 사실인가요?"),
    (FACTORY, "요약해 줘", "한결전자에 대해 요약해 주세요."),
    (VISIT, "그 도시는 어디에 있어?", "은파시는 어디에 있어?"),
    (VISIT, "그는 거기서 무엇을 했나요?", "도하준 가람시장은 은파시에서 무엇을 했나요?"),
    (FESTIVAL, "올해 축제는 어디서 해?", "올해 바다미 등대축제는 어디서 해?"),
    (FESTIVAL, "다음은?", "바다미 다음 축제는 언제 열려?"),
    (FESTIVAL, "다음 축제는 어디서 하나요?", "바다미 다음 축제는 어디서 하나요?"),
    (FESTIVAL, "작년 축제는?", "작년 바다미 등대축제는 언제 열려?"),
    (FESTIVAL, "그럼 지난 축제에는 몇 명이 왔어?", "지난 바다미 등대축제에는 몇 명이 왔어?"),
    (FESTIVAL, "그럼 물빛마라톤은?", "물빛마라톤은 언제 열려?"),
    (FESTIVAL, "주차는 돼?", "2025년 바다미 등대축제와 관련해 주차는 돼?"),
    (FESTIVAL, "가는 방법은?", "2025년 바다미 등대축제 가는 방법은?"),
    (FESTIVAL, "몇 시부터?", "2025년 바다미 등대축제는 몇 시부터 열려?"),
    (VISIT, "이듬해에는?", "2026년 가람시장은 언제 은파시를 방문했나요?"),
    (VISIT, "같은 날 무슨 일이 있었어?", "가람시장은 2025년 9월 24일에 무슨 일이 있었어?"),
    (VISIT, "당시 일정은?", "가람시장 2025년 9월 24일 당시 일정은?"),
    # what was answered
    (CONTRACT, "자동차 쪽 협력도 그 안에 있나요?", "자동차 쪽 협력도 경기도·광주광역시 상생발전 합의문에 있나요?"),
    (PACT, "그 안에 예산도 있나요?", "라온도와 가람시가 맺은 상생협약에 예산도 있나요?"),
    (AIRPORT, "그 사업은 언제 끝나요?", "가덕신공항 건설은 언제 끝나요?"),
    (AIRPORT, "거기에는 언제 첫 비행기가 뜨나요?", "가덕신공항 건설에는 언제 첫 비행기가 뜨나요?"),
    (MUSEUM, "거기에 주차장도 있나요?", "솔빛옹기박물관에 주차장도 있나요?"),
    # what is said of the thing and not of its opening; another year's; those who take part; what is only counted
    (LIBRARY, "몇 층짜리예요?", "다솜도서관은 몇 층짜리인가요?"),
    (LANTERNS, "작년에는 몇 명이나 왔어요?", "바다미 등불축제는 작년에는 몇 명이나 왔어요?"),
    (LANTERNS, "올해로 몇 회째죠?", "바다미 등불축제는 올해로 몇 회째죠?"),
    (REFORM, "야당은 뭐라고 반박했어요?", "김도윤 장관과 관련해 야당은 뭐라고 반박했어요?"),
    (PRIZES, "올해가 몇 번째인데요?", "WALU 총회는 올해가 몇 번째인데요?"),
    (UNITED, "어떤 조건이 붙어 있었죠?", "우상호 의원과 김진애 의원은 어떤 조건이 붙어 있었죠?"),
    (COACH, "계약 기간은 얼마나 돼요?", "수원FC 새 감독 계약 기간은 얼마나 돼요?"),
    # two persons; a day that was not spoken of; a place that only has the name of its kind
    (
        MAYORS,
        "두 사람은 무엇에 뜻을 모았나요?",
        "마르텐 올리베 은파시장과 도하준 시장은 무엇에 뜻을 모았나요?",
    ),
    (STRIKER, "그때 그 선수는 몇 살이었나요?", "노을찬 선수는 몇 살이었나요?"),
    (UNDATED, "그때 그분은 무엇을 제안했나요?", "강기정 광주광역시장은 무엇을 제안했나요?"),
    # English
    (RACE, "How old is she?", "How old is Na Haeun?"),
    (RACE, "What was her time?", "What was Na Haeun's time?"),
    (RACE, "When was it held?", "When was the Garam marathon held?"),
    (ENGLISH, "Why?", "Why did the mayor of Garam open the tram?"),
    (ENGLISH, "What about Naru?", "When did the mayor of Naru open the tram?"),
    (ENGLISH, "And in 2023?", "When did the mayor of Garam open the tram in 2023?"),
)
ALONE: tuple[tuple[tuple[str, ...], str], ...] = (
    (TRAM, "그런데 바다미 등대축제는 언제인가요?"),
    (TRAM, "한결전자 공장의 투자액은 얼마인가요?"),
    (ASSEMBLY, "근데 솔빛군 인구는 몇 명이야?"),
    (MAYORS, "누리별바이오 임상은 언제 끝나나요?"),
    (CUT, "요즘 물가는 얼마나 올랐나요?"),
    (TRAM, "아니요"),
    (TRAM, "감사합니다"),
    (ENGLISH, "When will the Nuribyeol Bio trial end?"),
)  # fmt: skip


@pytest.fixture(scope="module")
def understanding(analyser: Analyser) -> Understanding:
    groups = [*shipped_aliases(), *parse_aliases(["가람시|가람광역시"], "test")]
    return Understanding(analyser, KiwiEmbedder(analyser), Vocabulary.of(groups, shipped_english()))


def turns(said: tuple[str, ...]) -> list[Turn]:
    return [Turn("assistant" if position % 2 else "user", text) for position, text in enumerate(said)]


def ask(understanding: Understanding, said: tuple[str, ...], text: str) -> Question:
    return understanding.understand(text, history=turns(said), asked_at=ASKED)


def carried(question: Question) -> set[str]:
    return {form for keyword in question.keywords if keyword.carried for form, _ in keyword.forms}


@pytest.mark.parametrize(("said", "text", "whole"), ROWS, ids=[f"{text} ({said[0][:12]})" for said, text, _ in ROWS])
def test_a_leaning_question_stands_alone_as_a_reader_would_say_it(
    understanding: Understanding, said: tuple[str, ...], text: str, whole: str
) -> None:
    question = ask(understanding, said, text)
    assert question.standalone == whole
    assert question.text == text
    assert carried(question)


@pytest.mark.parametrize(("said", "text"), ALONE, ids=[text for _, text in ALONE])
def test_another_topic_takes_nothing_over(understanding: Understanding, said: tuple[str, ...], text: str) -> None:
    question = ask(understanding, said, text)
    assert question.standalone == text
    assert not carried(question)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.example)
def test_each_pointer_is_noticed(row: Pointer) -> None:
    assert pointing(row.example)


@pytest.mark.parametrize(
    "text",
    ["그린벨트는 어디인가요?", "이 회사원은 누구인가요?", "당시와 달리 무엇이 바뀌었나요?", "중소기업은 몇 곳인가요?"],
)
def test_words_that_only_begin_like_a_pointer_are_none(text: str) -> None:
    assert not pointing(text)


@pytest.mark.parametrize(
    ("said", "text", "start", "end"),
    [
        (MAYORS, "그날 무슨 이야기를 했나요?", "2025-09-24", "2025-09-24"),
        (CUT, "그해 예산은 모두 얼마였나요?", "2025-01-01", "2025-12-31"),
        (CUT, "지난해에는?", "2025-01-01", "2025-12-31"),
        (VISIT, "이듬해에는?", "2026-01-01", "2026-12-31"),
        (VISIT, "같은 날 무슨 일이 있었어?", "2025-09-24", "2025-09-24"),
        (("2024년 7월에 도하준 시장은 누구를 만났나요?", "올리베 시장입니다."), "왜요?", "2024-07-01", "2024-07-31"),
        (("지난달 가람시 배춧값은 얼마였나요?", "5000원입니다."), "은파시는?", "2026-10-01", "2026-10-31"),
    ],
)
def test_days_that_were_spoken_of_are_the_period(
    understanding: Understanding, said: tuple[str, ...], text: str, start: str, end: str
) -> None:
    period = ask(understanding, said, text).period
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_the_one_who_was_answered_is_carried_and_not_the_one_who_was_asked_about(understanding: Understanding) -> None:
    forms = carried(ask(understanding, MAYORS, "그 사람은 예전에 어떤 일을 했나요?"))
    assert "올리베" in forms
    assert "도하준" not in forms


def test_what_was_answered_about_one_is_not_carried_to_the_next(understanding: Understanding) -> None:
    assert not {"물빛컨벤션센터", "은파"} & carried(ask(understanding, ASSEMBLY, "다음 총회는 언제 열리나요?"))


def test_a_question_that_was_rebuilt_asks_what_it_asks_as_a_whole(understanding: Understanding) -> None:
    assert ask(understanding, TRAM, "2호선은?").kind is Kind.HOW_MANY
    assert ask(understanding, CUT, "왜?").kind is Kind.WHY
    assert ask(understanding, ASSEMBLY, "더 알려줘").kind is Kind.SUMMARY


@settings(max_examples=60, deadline=None)
@given(
    said=st.lists(st.text(max_size=60) | st.sampled_from([*ASSEMBLY, *MAYORS, *ENGLISH]), max_size=5),
    text=st.text(min_size=1, max_size=40)
    | st.sampled_from(
        ["왜?", "그 사람은?", "거기는 몇 명?", "네", "다음은?", "그때는?", "2023년은?", "Why?", "그건 얼마야?"]
    ),
    roles=st.lists(st.sampled_from(["user", "assistant"]), min_size=5, max_size=5),
)
def test_any_conversation_is_understood_or_refused(
    understanding: Understanding, said: list[str], text: str, roles: list[str]
) -> None:
    history = [Turn(role, content) for role, content in zip(roles, said, strict=False)]
    try:
        question = understanding.understand(text, history=history, asked_at=ASKED)
    except InvalidQuestion:
        return
    assert question.standalone.strip()
    assert all(0 < k.rarity <= 1 for k in question.keywords)


def test_what_was_answered_counts_less_than_what_was_asked(understanding: Understanding) -> None:
    later = {k.form: k for k in ask(understanding, MUSEUM, "들어가는 데 얼마예요?").keywords}
    alone = {k.form: k for k in understanding.understand("체험장은 어디인가요?", asked_at=ASKED).keywords}
    assert later["체험장"].carried
    assert later["체험장"].rarity < alone["체험장"].rarity


OPEN: tuple[tuple[tuple[str, str], str, bool], ...] = (
    (TRAM, "그 사람은 누구예요?", True),  # nobody was named
    (TRAM, "아까 말한 건 언제예요?", True),
    (TRAM, "둘 중 어느 쪽이 먼저였나요?", True),
    (TRAM, "그들은 뭐라고 했나요?", True),
    (TRAM, "Who is he?", True),
    (TRAM, "왜요?", False),
    (TRAM, "가람시장은 누구인가요?", False),
    (TRAM, "아니요, 감사합니다", False),
    (MAYORS, "그 사람은 누구예요?", False),
)


@pytest.mark.parametrize(("said", "asked", "is_open"), OPEN, ids=[row[1] + row[0][0][:3] for row in OPEN])
def test_a_follow_up_that_the_rules_leave_open_says_so(
    understanding: Understanding, said: tuple[str, str], asked: str, is_open: bool
) -> None:
    history = (Turn("user", said[0]), Turn("assistant", said[1]))
    assert understanding.understand(asked, history=history, asked_at=ASKED).unresolved is is_open


def test_none_of_the_rows_is_left_open(understanding: Understanding) -> None:
    for said, asked, _ in ROWS:
        turns = [Turn("user" if at % 2 == 0 else "assistant", text) for at, text in enumerate(said)]
        assert not understanding.understand(asked, history=turns, asked_at=ASKED).unresolved, asked
