"""The fixed words of our own sentences. 합니다체; each phrase has been read aloud."""

from __future__ import annotations

ABSTAINED = "제공된 기사에서는 확인할 수 없습니다."
NEAREST = "가장 가까운 기사는 아래와 같습니다."
NOT_COMPLETE = "기사에는 {wording}{josa} 나와 연도와 월은 확인되지 않습니다."
YES = "네, 기사에 그렇게 나와 있습니다."
LISTED = "기사에 나온 항목은 다음과 같습니다."

FIXED = frozenset(
    "입니다 이며 이고 라고 보도했습니다 전했습니다 밝혔습니다 또 또한 기사 기사는 기사에는 기사에 나와 나온 네 그렇게 있습니다 로만 으로만 연도와 월은 "
    "확인되지 않습니다 표기 다음과 같습니다 항목은 가지는 부터 까지 보도 기준이며 이후 결과는 자료에 없습니다 은 는 이 가 을 를 과 와 로 으로 의 에 에서 "
    "년 월 일 시 분 오전 오후 보도된 내용을 날짜순으로 정리했습니다 기사별로 나누어 보면 날짜 미상 미상인 때에 제목 매체 이름 없이 기자 기자가 보도한 기사입니다 아니라 나옵니다 질문의 달리 고 같이 이를 바로잡아 답하면".split()
)
"""Words that the verifier accepts without a source, and the particles that may follow a sourced word."""
