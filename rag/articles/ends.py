"""Lines after which nothing belongs to the article: lists of other stories, comments, footers, rights."""

from __future__ import annotations

import re

from rag.articles.rules import LineRule, Window

_KIND = r"(?:기사|뉴스|이슈|포토|영상|콘텐츠|소식|화제|클릭|정보|게시물|칼럼|글|연재|동영상|읽을거리|검색어)"
_MORE = r"(?:\s?(?:더\s?보기|전체보기|보기|바로가기|TOP\s?\d{1,2}|Top\s?\d{1,2}|BEST|\d{1,2}|[>+»]))?"
_OPEN = r"[\[<【〈(■▶◆●◇▷□★☆|#*]{0,2}\s?"
_CLOSE = r"\s?[\]>】〉)|:◀◁]{0,2}"

ENDS: tuple[LineRule, ...] = (
    LineRule(
        "best articles",
        re.compile(
            rf"{_OPEN}(?:\S{{1,12}}\s)?(?:베스트|BEST|Best|인기|화제의?|추천|주요|핫|HOT|Hot|랭킹|실시간|최"
            rf"신|최근|인기있는)\s?(?:\S{{1,6}}\s?)?{_KIND}{_MORE}{_CLOSE}"
        ),
        "[뉴스핌 베스트 기사]",
        "베스트 기사상을 받았다.",
    ),
    LineRule(
        "most read",
        re.compile(
            rf"{_OPEN}(?:\S{{1,12}}\s)?(?:가장\s)?많이\s?(?:본|읽은|보는|찾은|공유된|댓글)(?:\s?(?:\S{{1,6}}"
            rf"\s?)?{_KIND})?{_MORE}{_CLOSE}"
        ),
        "많이 본 뉴스더보기",
        "관광객이 많이 본 풍경",
    ),
    LineRule(
        "photo news",
        re.compile(rf"{_OPEN}(?:포토|화보|카드|영상|동영상|PHOTO)\s?(?:뉴스|슬라이드|갤러리|NEWS){_MORE}{_CLOSE}"),
        "포토뉴스더보기",
        "포토 뉴스로 보는 하루였다.",
    ),
    LineRule(
        "at this hour",
        re.compile(
            rf"{_OPEN}(?:이\s?시각|지금|오늘의?|이번\s?주|주간|일간|함께\s?(?:본|보면|볼만한))\s?(?:\S{{1,8"
            rf"}}\s?){{0,3}}{_KIND}{_MORE}{_CLOSE}"
        ),
        "이 시각 주요뉴스",
        "오늘의 뉴스는 짧았다.",
    ),
    LineRule(
        "back to the list",
        re.compile(rf"{_OPEN}(?:목록|리스트)\s?(?:으로|바로\s?가기|보기|으로 돌아가기){_CLOSE}"),
        "목록 바로가기",
        "목록으로 남았다.",
    ),
    LineRule(
        "the reporter's others",
        re.compile(
            rf"(?:[가-힣]{{2,4}}\s?)?(?:기자|언론사|매체|이\s?기자)(?:의|가|는)?\s?(?:다른|최신|주요|많이\s"
            rf"?본|인기|쓴)\s?{_KIND}.{{0,12}}"
        ),
        "홍길동 기자의 다른 기사 더보기",
        "기자의 다른 질문에는 답하지 않았다.",
    ),
    LineRule(
        "comments",
        re.compile(
            r"(?:댓글|의견|한줄\s?의견|독자\s?의견|기사\s?댓글|전체\s?댓글|네티즌\s?의견)\s?(?:\(?\d{1,6}\)"
            r"?\s?)?(?:개|쓰기|등록|작성|운영|보기|정책|입력|새로고침|달기|서비스.{0,30}|최신순|\s){1,4}.{0,30}"
        ),
        "댓글 운영 정책",
        "댓글 조작 사건의 재판이 열렸다.",
    ),
    LineRule(
        "hot now",
        re.compile(
            rf"{_OPEN}(?:지금\s?뜨는|핫클릭|핫이슈|HOT\s?ISSUE|I-Hot|J-Hot|베스트\s?클릭|관심\s?뉴스|당신이"
            rf"?\s?(?:좋아할|관심).{{0,16}}|회원님을 위한.{{0,12}}|놓치면 안 되는.{{0,12}}|AI\s?추천.{{0,10"
            rf"}}|맞춤\s?뉴스|추천\s?콘텐츠){_MORE}{_CLOSE}"
        ),
        "핫이슈",
        "핫이슈가 된 사건이다.",
    ),
    LineRule(
        "footer",
        re.compile(
            r"(?:(?:회사\s?소개|매체\s?소개|광고\s?(?:안내|문의)|제휴\s?문의|이용\s?약관|개인정보\s?(?:처리"
            r"|취급)\s?방침|청소년\s?보호\s?정책|저작권\s?(?:보호\s?)?(?:정책|규약)|고충처리인?|이메일\s?무"
            r"단\s?수집\s?거부|찾아오시는\s?길|기사\s?제보|독자\s?투고|사이트맵|불편\s?신고|고객센터|윤리강"
            r"령|편집규약|공지사항|구독신청|광고문의)[\s|·ㅣ/,]{0,4}){2,14}.{0,40}"
        ),
        "회사소개 | 이용약관 | 개인정보처리방침",
        "개인정보 처리방침을 고쳤다고 밝혔다.",
    ),
    LineRule(
        "imprint",
        re.compile(
            r"(?:.{0,40}[\s|,/])?(?:(?:인터넷\s?신문\s?)?등록\s?번호|사업자\s?등록\s?번호|발행인|발행\s?[·"
            r"ㆍ/]\s?편집인|편집인|청소년\s?보호\s?책임자|통신판매|대표\s?전화|정기간행물)\s?[:：|]\s?.{1,160}"
        ),
        "등록번호 : 가람 아00000 | 발행인 : 홍표본",
        "발행인은 물러나겠다고 말했다.",
    ),
    LineRule(
        "adverts",
        re.compile(r"(?:기사\s?)?(?:제휴|하단|오른쪽|관련)?\s?(?:광고|배너|AD)\s?(?:영역|안내|링크|문의)"),
        "광고 영역",
        "광고 영역을 넓혔다.",
    ),
)
"""Lines after which nothing belongs to the article, unless clearly more of the same story follows."""

WEAK_ENDS: tuple[LineRule, ...] = (
    LineRule(
        "related",
        re.compile(
            rf"{_OPEN}(?:이\s?기사와?\s?)?(?:키워드\s?)?(?:관련|연관|연계)\s?(?:된\s?)?(?:\S{{1,4}}\s)?{_KIND}"
            rf"?{_MORE}{_CLOSE}"
        ),
        "관련기사",
        "관련 기사 보도가 이어졌다.",
    ),
    LineRule(
        "see also",
        re.compile(r"[▶☞►▷👉◆※\[]\s?(?:관련|연관|함께)\s?(?:기사|뉴스|보면|읽으면).{0,80}"),
        "▶관련기사 : 가람시, 새 노선 연다",
        "관련 기사에 나온 인물은 셋이다.",
        Window.HEAD,
    ),
    LineRule(
        "others of the outlet",
        re.compile(rf"(?:\S{{1,12}}\s)?다른\s?{_KIND}\s?(?:보기|더보기|보러\s?가기)?"),
        "다른 기사 보기",
        "다른 기사에서도 다뤘다.",
    ),
)
"""Lines that end an article, or that stand in its middle as a box of other headlines."""

RIGHTS: tuple[LineRule, ...] = (
    LineRule(
        "holder of the rights",
        re.compile(r"[<\[(◎※■▶〈【*\-\s]{0,3}저작권(?:자|은|:|\s)\s?(?:[ⓒ©:(\[|\s]|\(?[cC]\)?).{0,160}"),
        "<저작권자(c) 표본통신, 무단 전재-재배포, AI 학습 및 활용 금지>",
        "저작권자 단체는 반발했다.",
    ),
    LineRule(
        "copyright",
        re.compile(
            r"[<\[(※〈*\-\s]{0,3}(?:[A-Za-z가-힣 ]{0,20}\s)?[Cc][Oo][Pp][Yy][Rr][Ii][Gg][Hh][Tt][Ss]?\s?(?:"
            r"[ⓒ©(:]|by\b|\d{4}|by).{0,160}"
        ),
        "Copyright ⓒ 표본일보. All rights reserved.",
        "copyright라는 말은 오래됐다.",
    ),
    LineRule(
        "all rights reserved",
        re.compile(r".{0,120}[Aa]ll [Rr]ights? [Rr]eserved.{0,80}"),
        "ⓒ 표본일보 All rights reserved",
        "all rights 라는 문구가 있었다.",
    ),
    LineRule(
        "no copying",
        re.compile(
            r".{0,140}무단\s?(?:전재|전제|복제|복사|배포|도용|수집).{0,60}(?:금지|금합니다|받습니다|엄금|불허).{0,30}"
        ),
        "ⓒ 표본일보 무단전재 및 재배포 금지",
        "무단 전재를 막아 달라고 요구했다.",
    ),
    LineRule(
        "sign and outlet",
        re.compile(r"[<\[(〈]?\s?[ⓒ©]\s?['‘\"]?[가-힣A-Za-z0-9 .&;'’\"()/:·-]{1,80}[>\])〉]?"),
        "ⓒ 표본일보 & pyobon.example",
        "ⓒ 표시가 붙은 그림을 베꼈다는 지적이 나왔다.",
    ),
)
"""Who holds the rights: dropped from the body, kept as metadata; also an end."""
