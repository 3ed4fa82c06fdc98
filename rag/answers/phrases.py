"""The fixed words of our own sentences. 합니다체; each phrase has been read aloud."""

from __future__ import annotations

ABSTAINED = "제공된 기사에서는 확인할 수 없습니다."
NEAREST = "가장 가까운 기사는 아래와 같습니다."
UNKNOWN_TO_MODEL = "근거 기사에서 확인할 수 없습니다."
"""What a model is told to write where the evidence does not answer."""
CUT_SHORT = "답변이 중간에 끊겼습니다. 여기까지는 기사에서 확인된 내용입니다."
LEFT_OUT = "기사에서 확인되지 않은 문장 {count}개는 싣지 않았습니다."
INSTEAD = "언어 모델이 답하지 못해 기사의 문장으로 답합니다."
NOTHING_LEFT = "언어 모델이 쓴 문장이 기사에서 확인되지 않아 기사의 문장으로 답합니다."
NOT_COMPLETE = "기사에는 {wording}{josa} 나와 연도와 월은 확인되지 않습니다."
YES = "네, 기사에 {words} 나와 있습니다."
NO = "아니요, 기사에는 {words} 나와 있습니다."
LISTED = "기사에 나온 항목은 다음과 같습니다."
COUNTED = "기사에 나온 항목은 {count}입니다."
SOME_LISTED = "기사에는 {count} 나와 있으나 확인되는 항목은 다음과 같습니다."
PLANNED = "{value} 예정이라고 보도됐습니다."
AS_OF = "{day} 보도 기준"
BASIS = "{day} 보도 기준입니다."
OUTCOME_UNKNOWN = "{day} 보도 기준이며 이후 결과는 자료에 없습니다."
OUTCOME_UNKNOWN_UNDATED = "기사 날짜를 알 수 없으며 이후 결과는 자료에 없습니다."
NO_TITLE = "제목 미상"
NO_DATE = "날짜 미상"
NO_PUBLISHER = "매체 미상"
OURS = frozenset({"그렇게", "그렇지 않은 것"})
"""What may fill a gap and is no claim of its own: the sentence before or after it says what is meant."""
LINE = "- "
"""What a line of its own begins with."""

FIXED = frozenset(
    "입니다 기준입니다 이며 이고 라고 보도했습니다 전했습니다 밝혔습니다 또 또한 기사 기사는 기사에는 기사에 나와 나온 네 그렇게 있습니다 로만 으로만 연도와 월은 "
    "확인되지 않습니다 표기 다음과 같습니다 항목은 가지는 부터 까지 보도 기준이며 이후 결과는 자료에 없습니다 은 는 이 가 을 를 과 와 로 으로 의 에 에서 "
    "년 월 일 시 분 오전 오후 보도된 내용을 날짜순으로 정리했습니다 기사별로 나누어 보면 날짜 미상 미상인 때에 제목 매체 이름 없이 기자 기자가 보도한 기사입니다 아니라 나옵니다 "
    "아니요 그렇지 않은 것으로 모두 있으나 확인되는 이라고 고 예정이라고 계획이라고 방침이라고 전망이라고 목표라고 일정이라고 보도됐습니다 기준 기사의 알 수 없으며 날짜를 날짜는 "
    "제목은 매체는 기자는 쓴 나왔습니다 보도한 미상이며 미상입니다 기자입니다 다고 한다고 습니다 합니다 됩니다 니다 때문입니다 수정 명 개 썼습니다 실린 글입니다 사설은 기고는 칼럼은 이라고 질문의 달리 같이 이를 바로잡아 답하면".split()
)
"""Words that the verifier accepts without a source, and the particles that may follow a sourced word."""
