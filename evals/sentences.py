"""Sentence patterns for synthetic articles. `{name:은}` puts the particle that the word's last sound asks for."""

from __future__ import annotations

TITLES = (
    "{city}, {project:에} {won}억원 투입",
    "{city} {thing} {count}곳 손본다…{group} ‘기대’",
    "‘{project}’ 나선 {city}, {group} 반응은",
    "{body:이} 내놓은 {thing} 대책…{pct}% 줄인다",
    "{city} {group} {people}명 “{thing:을} 바꿔 달라”",
    "{name} {role} “{project}, 더 미룰 수 없다”",
    "{city}·{town}, {project} 손잡았다",
    "{thing} {pct}% 늘어…{city} ‘비상’",
)
LEDES = (
    "{city:이} {project:에} 모두 {won}억원을 들이기로 했다.",
    "{city:은} {day}일 {project:을} 뼈대로 한 {section} 종합대책을 발표했다.",
    "{town:에} 사는 {group} {people}명이 {thing:을} 둘러싼 불편을 덜게 됐다.",
    "{body:이} {city:과} 함께 추진해 온 {project} 사업이 {years}년 만에 첫 결실을 맺었다.",
    "{city:의} {thing:이} 1년 사이 {pct}% 늘어난 것으로 나타났다.",
    "{project:을} 놓고 {city:과} {group} 사이의 줄다리기가 길어지고 있다.",
    "{day}일 {time} {city} {place:에} {group} {people}여 명이 모였다.",
    "{city:은} {project:을} 위한 설계를 마치고 {when} 공사에 들어간다고 {day}일 밝혔다.",
    "{thing} 문제로 골머리를 앓던 {city:이} 해법을 찾아 나섰다.",
    "{name} {body} {role:은} {day}일 기자간담회를 열고 {project} 계획을 공개했다.",
)
DETAILS = (
    "이번 사업은 {town} 일대 {area}㎡를 대상으로 {years}년 동안 진행된다.",
    "{office:은} {thing} {count}곳을 새로 갖추고 낡은 시설 {few}곳은 고쳐 쓰기로 했다.",
    "주요 내용은 ▲{thing} 확충 ▲{thing2} 정비 ▲{group} 지원 등 3가지다.",
    "{group:을} 위한 상담 창구는 {place:에} 마련되며 평일 {time:부터} 문을 연다.",
    "신청은 {month}월 {day}일까지 {office:에} 서류를 내거나 누리집에서 하면 된다.",
    "{city:은} 이를 위해 {month}월 {day}일 {body:과} 업무협약을 맺었다.",
    "{thing2:은} {town:에} 먼저 들어서고 나머지 지역은 형편을 살펴 차례로 넓힌다.",
    "{people}명이 참여한 설문에서는 {thing:을} 가장 먼저 손봐야 한다는 응답이 {pct}%로 가장 많았다.",
    "현장을 찾은 {office} 직원들은 {thing} {few}곳에서 크고 작은 결함을 찾아냈다.",
    "{body:은} 지난 {month2}월부터 {group} {people}명을 만나 의견을 들었다.",
    "{thing:을} 관리할 인력 {few}명도 따로 뽑는다.",
    "{city:은} {thing2:의} 위치와 이용 시간을 지도에 담아 {group:에게} 나눠 준다.",
    "다만 {town:은} 주민 동의를 얻지 못해 이번 대상에서 빠졌다.",
    "{project:은} 애초 지난해 시작할 예정이었으나 예산이 깎여 한 차례 미뤄졌다.",
    "심사에는 전문가 {few}명이 참여해 {years}차례 회의를 열었다.",
    "{few}개 마을이 경쟁한 끝에 {town:이} 첫 대상지로 뽑혔다.",
    "{town:과} {town2:을} 잇는 길 {km}㎞도 함께 정비한다.",
    "이용료는 {fee}원이며 {group:은} 절반만 낸다.",
)
NUMBERS = (
    "{city:에} 따르면 {thing:은} 지난해보다 {pct}% 늘어난 {people}건으로 집계됐다.",
    "사업비 {won}억원 가운데 {share}%는 국비로, 나머지는 지방비로 충당한다.",
    "{month}월 말 현재 {thing:을} 이용한 {group:은} {people}명이다.",
    "하루 평균 이용객은 {people}명으로 {years}년 전보다 {pct}% 많다.",
    "{thing2} 분야에 한 해 드는 돈은 {won}억원에 이른다.",
    "{section} 예산은 {won2}억원에서 {won}억원으로 바뀌었다.",
    "{group} 가운데 {share}%가 ‘만족한다’고 답했고 {few2}%는 ‘불편하다’고 했다.",
    "전체 {count}곳 가운데 {few}곳은 이미 공사를 마쳤다.",
    "{body:이} 조사한 결과 {thing} {count}개 중 {few}개가 기준에 못 미쳤다.",
    "경제 효과는 {years}년간 {won2}억원, 새 일자리는 {people}개로 추산됐다.",
)
QUOTES = (
    "{name} {city} {office} {role:은} “{effect} 것”이라며 “{group:의} 의견을 끝까지 듣겠다”고 말했다.",
    "{name2} {body} {role:은} “{project:은} {years}년 전부터 준비한 일”이라고 강조했다.",
    "{name2} {role:은} “{effect} 것으로 기대한다”면서도 “{thing2} 문제는 따로 풀어야 한다”고 짚었다.",
    "{town:에서} 만난 {name3}({age}) 씨는 “{thing} 때문에 아침마다 {minutes}분씩 기다렸다”고 털어놨다.",
    "{name3}({age}) 씨는 “말만 무성하던 {project:이} 정말 되는구나 싶다”며 웃었다.",
    "{name} {role:은} “{pct}%라는 숫자보다 {group:이} 느끼는 변화가 중요하다”고 밝혔다.",
    '이에 대해 {name2} {role:은} "절차를 어긴 적이 없다"며 "자료를 모두 공개하겠다"고 했다.',
    "{name} {role:은} “{when} 결과를 내놓지 못하면 책임을 지겠다”고 덧붙였다.",
    "{group:을} 대표해 나온 {name3} 씨는 “{thing:이} {few}곳뿐이라 늘 모자란다”고 하소연했다.",
)
REASONS = (
    "{city:이} 이 사업에 나선 것은 {reason} 때문이다.",
    "{project:을} 서두르는 까닭은 {reason} 때문이라는 것이 {office:의} 설명이다.",
    "그동안 {thing:을} 제때 살피지 못한 것은 {reason} 때문이라는 지적이 나온다.",
    "{body:은} {reason} 때문에 계획을 앞당겼다고 설명했다.",
)
DOUBTS = (
    "반면 {group} 일부는 {thing2:이} 먼저라며 반대하고 있다.",
    "시의회에서는 {won}억원이 지나치게 많다는 목소리도 나온다.",
    "{body:은} “{thing:을} 늘리는 것만으로는 부족하다”고 비판했다.",
    "{town} 주민 {people}명은 사업을 다시 검토하라는 서명부를 냈다.",
    "비슷한 사업을 먼저 시작한 {town2:은} {years}년 만에 문을 닫은 바 있다.",
    "전문가들은 {thing:의} 유지비가 해마다 {won2}억원씩 들 것이라고 경고한다.",
)
PLANS = (
    "{city:은} {when} 남은 {thing} {few}곳도 손볼 계획이다.",
    "{office:은} 오는 {day}일 {time} {place:에서} 주민설명회를 연다.",
    "{body:은} {month}월 {day}일 중간 결과를 발표할 예정이다.",
    "{project:이} 끝나면 {effect} 것으로 보인다.",
    "{city:은} {town2:과} 함께 쓰는 방안도 찾기로 했다.",
    "조례안은 다음 달 시의회 본회의에서 다뤄질 것으로 예상된다.",
    "{thing2:은} 시범 운영을 거쳐 {when} 정식으로 문을 열 방침이다.",
    "{city:은} {group:을} 대상으로 만족도를 조사해 내년 예산에 반영하기로 했다.",
)
BACKGROUNDS = (
    "한편 {city:은} {years}년 전에도 {project:을} 추진했으나 예산을 마련하지 못해 접은 적이 있다.",
    "한편 {body:은} 올해로 설립 {years2}주년을 맞았다.",
    "한편 {town:은} 인구 {people2}명 가운데 65세 이상이 {share}%를 차지한다.",
    "한편 {city:은} 지난 {month2}월 {section} 분야 평가에서 전국 {few}위에 올랐다.",
    "한편 {name} {role:은} 지난해 {month2}월 취임했다.",
    "한편 {city:과} {town2:은} {years2}년 전 자매결연을 맺었다.",
)
OPENING = (LEDES, DETAILS, NUMBERS, QUOTES, REASONS, DETAILS, QUOTES)
CLOSING = (NUMBERS, DETAILS, DOUBTS, QUOTES, PLANS, PLANS, BACKGROUNDS)
PARAGRAPHS = OPENING + CLOSING
"""The order of a story; each paragraph takes its first sentence from its own group, the second from another."""
SECONDS = (DETAILS, NUMBERS, DETAILS, PLANS, QUOTES, NUMBERS, REASONS) + (DETAILS, NUMBERS, QUOTES) * 2 + (DETAILS,)
QUESTIONS = (
    "{city} {project:에} 얼마를 들이나요?",
    "{city:이} {project:을} 추진하는 이유는 무엇인가요?",
    "{city} {thing:은} 지난해보다 얼마나 늘었어?",
    "{name} {role:은} 뭐라고 말했나요?",
    "{body:은} {city:과} 무엇을 했습니까?",
    "{city} {project} 주민설명회는 언제 어디에서 열려요?",
    "{town} 주민들은 {project:에} 찬성하나요?",
    "{city} {project} 소식 요약해 줘",
    "최근 {city} {section} 분야에서 무슨 일이 있었나요?",
    "{city:과} {town2:은} 언제 자매결연을 맺었나요?",
    "{section} 대책을 발표한 곳은 어디인가요?",
    "{name2} {role:이} {project:을} 두고 한 말이 궁금합니다",
)
"""Questions about the same facts as an article's; some have no answer."""
