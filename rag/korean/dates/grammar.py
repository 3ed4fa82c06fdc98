"""The shapes of time expressions: regular expressions put together from the tables of words.

A calendar phrase is a run of optional parts (year, month, week, part, day, weekday, part of day, clock, zone), each
with its own group; `phrases` accepts it when the parts make sense together. Built once, on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rag.korean.dates import words

S = "[ \u00a0\t]?"
DASH = "[~∼～〜–—―-]"
BETWEEN = f"(?:{DASH}|[·ㆍ‧․・,/])"

_PARTICLE = (
    "은|는|이|가|을|를|의|에|도|만|부터|까지|께|쯤|경|과|와|로|으로|엔|나|이나|이라|라|인|이며|이자|며|처럼|보다|마다|사이|"
    "중|내내|들어|자|이후|이전|다|이다|였|이었|밤|새벽|아침|점심|낮|저녁|심야|오전|오후|정오|자정"
)
END = f"(?=(?:{_PARTICLE})|[^가-힣]|$)"
"""After a word that is complete: a particle, a part of the day, or no more Hangul."""
_SHORT_END = (
    "(?=(?:에|부터|까지|께|쯤|경|이면|의|로|으로|이후|이전|이나|은|보다|과|와|도|기준|인|이던|이었|만|이다)|[^가-힣]|$)"
)
"""After 초, 말 and 중, which begin many other words (초등학교, 말레이시아, 중국)."""

_NOUN_END = "(?=[을를이가은는의에으로도와과]|[^가-힣]|$)"
_NOT_A_DAY = (
    f"(?!{S}(?:간(?![가-힣]{{2}})|동안|째|만(?:에|의|이)|이내|연속|남짓|가까이|넘게|이상|이하|정도|근무제)"
    f"|(?:차|치|장|선|권|당|제){_NOUN_END}|짜리|여|절|식|분)"
)
"""`3일간`, `3일째`, `3일 만에`, `2일차`, `1일권`, `3일장`, `1일당`, `20일선`, `5일제`: counts of days."""
PER_DAY = rf"(?:{S}\d+{S}(?:식|회|번|차례|개|끼|만|잔|포|정|명|건)|{S}(?:평균|최대|최소|생산|이용|명예|교사|체험|권장|점장|찻집))"


def either(table: Iterable[str]) -> str:
    """The words of a table, longest first; a space in a word may be missing."""
    return "|".join(word.replace(" ", S) for word in sorted(table, key=lambda word: (-len(word), word)))


SEASON = f"(?:초|한|늦|늦은{S}|이른{S})?(?:봄|여름|가을|겨울)(?:철)?"
_WHOLE_PARTS = ["연초", "연말", "세밑", "상반기", "하반기", "전반기", "후반기"]
_AFTER_OL = f"(?={S}(?:{SEASON}|\\d{{1,2}}{S}월|[상하]반기|초{_SHORT_END}|말{_SHORT_END}|연말|연초|들어|시즌|한{S}해|[1-4]분기|추석|설)|$)"

LOCAL = f"(?:(?P<local>현지|한국|미국?{S}[동서]부){S}(?:시간|시각)(?:으로는|으로|로|으론)?{S}(?=\\d|오[전후]|지난|새벽|밤))?"
CUE = (
    f"(?:(?P<cue>지난|오는|이번|다음|돌아오는|다가오는|저번){S}"
    f"(?=['’‘\\d]|{SEASON}|[상하]반기|분기|주말|[월화수목금토일]요일|연말))?"
)
YEAR = (
    "(?:"
    f"(?P<yyyy>1[0-9]\\d\\d|2[01]\\d\\d|[1-9]\\d\\d(?=년{S}\\d{{1,2}}월))(?:{S}{DASH}{S}(?P<yyyy2>1[0-9]\\d\\d|2[01]\\d\\d))?{S}년(?:도)?"
    f"(?!{S}(?:만에|째|간{END}|대(?:{END}|생)|생(?![가-힣])|생[은이]|역사|전통|산{END}|식{END}|형{_NOUN_END}))"
    f"|['’‘](?P<yy>\\d\\d){S}년(?!대|간)"
    f"|(?P<yrel>(?:{either(words.YEARS.keys() - {'올'})})(?:도)?{END}|올{_AFTER_OL})"
    f"|(?P<yana>{either(words.ANAPHORIC_YEARS)}){END}"
    f"|(?P<yoff>\\d{{1,3}}){S}년{S}전(?={S}(?:\\d{{1,2}}{S}월|{SEASON}|오늘|이맘때|이날))"
    ")?"
)
YEAR_PART = (
    f"(?:{S}(?P<ypart>(?:{SEASON}|[상하]반기|전반기|후반기|연초|연말|세밑)(?={END}|[가-힣])"
    f"|[1-4](?:{S}/{S}4|사|{S}{BETWEEN}{S}[1-4])?{S}분기|분기|(?:초반|중반|후반|초(?!과)|말|중|한{S}해){_SHORT_END}|연내{END})"
    f"|{S}(?P<same>동기|동월|같은{S}기간|이맘때){END})?"
)
MONTH = (
    f"(?:{S}(?:(?P<mon>1[0-2]|0?[1-9])(?:{S}{BETWEEN}{S}(?P<mon2>1[0-2]|0?[1-9]))?{S}월(?!{S}호{END}|드컵|세{END}|급|요일|평균|소득)"
    f"|(?P<mrel>{either(words.MONTHS.keys() - {'전달'})}){END}|(?P<mrel2>전달)(?={S}\\d{{1,2}}일|{S}대비|{S}보다|에{S}비해)"
    f"|(?P<mana>{either(words.ANAPHORIC_MONTHS)}){END}))?"
)
WEEK = (
    f"(?:{S}(?P<week>{either(words.WEEKS.keys() - {'전주', '금주', '내주', '차주'})}|전주(?={S}[월화수목금토일]요일|{S}대비|{S}보다)"
    f"|(?:금주|내주)(?={S}(?:초|중|말|안|[월화수목금토일]요일)|에|부터|까지| |$)"
    f"|차주(?={S}(?:초|중|말|[월화수목금토일]요일)|에(?!게)|부터|까지|$))"
    f"(?:{S}(?P<wpart>초반|중반|후반|초|중|말|평일))?{END}|{S}(?P<weekend>주말){END})?"
)
MONTH_PART = (
    f"(?:{S}(?P<mpart>(?:초|중|하)(?:{S}[·∼~/]{S}(?:중|하|말)(?:순)?)?순|상순|월말|초반|중반|후반|초(?!과)(?:{BETWEEN}중순)?|말|중){_SHORT_END}"
    f"|(?:의)?{S}(?P<nth>(?:{either(words.ORDINALS)})){S}(?:째{S})?주(?={END}|간)(?!{S}일)"
    f"|(?:의)?{S}(?P<nthday>(?:첫|둘|셋|넷|다섯)째|첫|두|세|네|다섯|마지막){S}(?:번째{S})?(?=[월화수목금토일]요일)"
    f"|(?:의)?{S}(?P<lastday>마지막{S}날|말일|그믐날))?"
)
DAY = (
    f"(?:{S}(?:(?P<day>3[01]|[12]\\d|0?[1-9])(?:(?P<middle>(?:{S}[·ㆍ‧․・,]{S}(?:3[01]|[12]\\d|0?[1-9])){{0,5}}){S}(?P<between>{BETWEEN}){S}(?P<day2>3[01]|[12]\\d|0?[1-9]))?{S}일{_NOT_A_DAY}"
    f"|(?P<dword>{either(words.DAYS)}){END}(?!날)|(?P<dana>{either(words.ANAPHORIC_DAYS)}){END}))?"
)
WEEKDAY = f"(?:{S}[(（](?P<checked>[월화수목금토일])(?:요일)?[)）]|{S}(?P<weekday>[월화수목금토일])요일)?"
ZONE = f"(?:{S}[(（](?:이하{S})?(?P<zone>{{0}}현지|한국|미{S}?동부|미국{S}동부|미국{S}서부|그리니치|국제){S}(?:표준)?(?:시간|시각|시)(?:{S}기준)?[)）])?"
ABBREVIATED = f"(?:{S}(?P<abbr>{'|'.join((*words.ZONES, *map(str.lower, words.ZONES)))})(?![A-Za-z]))?"
PART_OF_DAY = f"(?:{S}(?P<half>오전|오후|새벽|이른{S}아침|아침|점심|한낮|대낮|낮|초저녁|저녁|늦은{S}밤|한밤중|한밤|심야|밤)(?={S}\\d|{S}[한두세네다여일아열]|{END}))?"
CLOCK = (
    f"(?:{S}(?:(?P<hour>2[0-4]|1\\d|0?\\d)(?:{S}{DASH}{S}(?P<hour2>2[0-4]|1\\d|0?\\d))?{S}시(?![간장군민청대스즌의])"
    f"(?:{S}(?P<minute>[0-5]?\\d){S}분(?:{S}(?P<second>[0-5]?\\d){S}초)?|{S}(?P<thirty>반)(?![가-힣])|{S}정[각오]|{S}(?P<odd_second>[0-5]?\\d){S}초)?"
    f"|(?P<hh>2[0-4]|1\\d|0?\\d):(?P<mm>[0-5]\\d)(?::(?P<ss>[0-5]\\d)(?:\\.\\d+)?)?(?![\\d:])(?:(?P<iso>Z|[+-]\\d\\d:?\\d\\d)|{S}(?P<latin>[aApP])(?:\\.?[mM]\\.?)?(?![A-Za-z]))?"
    f"|(?P<latin_hour>1[0-2]|0?[1-9]){S}(?P<latin2>[aApP])\\.?[mM]\\.?(?![A-Za-z])"
    f"|(?P<word>정오|자정){END}"
    f"|(?P<native>열한|열두|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열){S}시(?=[^가-힣]|에|부터|까지|쯤|께|경|반|$)(?:{S}(?P<native_half>반)(?![가-힣])|{S}(?P<native_minute>[0-5]?\\d){S}분(?:{S}(?P<native_second>[0-5]?\\d){S}초)?)?))?"
)
ABOUT = f"(?P<about>께(?!서)|쯤|경(?={_SHORT_END})|{S}무렵|{S}즈음|{S}전후)?"

_SUFFIX = (
    WEEKDAY + ZONE.replace("{0}", "").replace("{{", "{").replace("}}", "}") + PART_OF_DAY + CLOCK + ABBREVIATED + ABOUT
    + ZONE.replace("{0}", "").replace("{{", "{").replace("}}", "}").replace("P<zone>", "P<zone2>")
)  # fmt: skip
CALENDAR = LOCAL + CUE + YEAR + YEAR_PART + MONTH + WEEK + MONTH_PART + DAY + _SUFFIX

_WRITTEN_DAY = f"(?={S}(?:[(（][월화수목금토일][)）]|오[전후]{S}\\d|\\d\\d?:\\d\\d))"
"""After 7/30 in running text, where it may as well be a share: a weekday or a clock."""


def _numeric(century: str, written_day: str) -> str:
    return (
        f"(?:(?P<y>(?:1[0-9]|2[01])\\d\\d|['’‘]\\d\\d{century})"
        f"(?:{S}(?P<sep>[.\\-/]){S}(?P<m>1[0-2]|0?[1-9]){S}(?P=sep){S}(?P<d>3[01]|[12]\\d|0?[1-9])(?![\\d%]|[.\\-/]\\d)\\.?"
        f"|(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\\d|3[01])(?=[^\\d가-힣.,%\\-]|$))"
        f"|(?P<ms>1[0-2]|0?[1-9])(?:[./]|\\. )(?P<ds>3[01]|[12]\\d|0?[1-9])\\.?{written_day})"
        f"(?:T(?=\\d\\d:))?{_SUFFIX}"
    )


NUMERIC = _numeric("", _WRITTEN_DAY)
ASSERTED_NUMERIC = _numeric(f"|\\d\\d(?={S}[.\\-/]{S}\\d\\d?{S}[.\\-/])", "(?![\\d.,/%])")
"""Of what is known to be a time: 7/30 and 24.7.31 are days."""

_COUNT = rf"(?P<n>\d{{1,4}}(?:\.\d)?|{either(words.COUNTS)})"
_UNIT = "년|개월|달|주일|주|일|시간|분기|분|초(?![등반순기여중저])|해"
AMOUNT = (
    f"(?:(?P<lead>지난|최근|향후|앞으로|과거|약|무려|다음|다가오는|지금부터|지금으로부터){S})?"
    f"(?:(?P<native_days>{either(words.NATIVE_DAYS)})|(?P<halfyear>반년)|(?P<oneweek>일주일)"
    f"|(?:(?P<least>\\d{{1,3}}){S}{DASH}{S})?{_COUNT}(?P<over>여)?{S}(?:여{S})?(?P<unit>{_UNIT})(?P<half_more>{S}반(?![가-힣])|{S}반(?=[안내]))?"
    f"(?:{S}(?P<n2>\\d{{1,2}}){S}(?P<unit2>개월|주|일|시간|분|초))?(?:{S}(?P<n3>\\d{{1,2}}){S}(?P<unit3>일|초))?)"
    f"(?:여|가량|정도|쯤|남짓)?"
    f"(?:{S}(?P<tail>만(?:에|의)|(?<=[ \u00a0])만(?=[^가-힣]|$)|만(?=이다|이며|이었|입니다)|(?:이전|전)(?={END})|뒤(?={END})|(?:이후|후)(?={END})|지나서|간(?={END}|의)|동안|째|마다"
    f"|내(?={_SHORT_END})|이내|안에|안(?![가-힣])))?"
)


@lru_cache(maxsize=1)
def calendar_pattern() -> re.Pattern[str]:
    return re.compile(CALENDAR)


@lru_cache(maxsize=2)
def numeric_pattern(*, asserted: bool = False) -> re.Pattern[str]:
    return re.compile(ASSERTED_NUMERIC if asserted else NUMERIC)


@lru_cache(maxsize=1)
def clock_pattern() -> re.Pattern[str]:
    """A clock after a day: ` 오후 3시`."""
    return re.compile(PART_OF_DAY + CLOCK + ABBREVIATED + ABOUT)


@lru_cache(maxsize=1)
def amount_pattern() -> re.Pattern[str]:
    return re.compile(AMOUNT)


_NTH = either(words.ORDINALS)
_NTH_WEEK = (
    f"(?P<nth>{_NTH}){S}(?:{BETWEEN}{S}(?P<nth2>{_NTH}){S})?(?:째{S})?"
    f"(?:주(?={S}[월화수목금토일]요일|{END})|(?=[월화수목금토일]요일))"
)
REPEATED = (
    "(?:(?P<every>매주|격주|매달|매월|격월|매년|매해|해마다|격년|매일|날마다|격일|매시간|매분기|매{S}분기|분기마다|달마다|다달이|주말마다|주마다)"
    f"(?:로)?(?:{S}(?:(?P<weekdays>[월화수목금토일](?:{S}{BETWEEN}{S}[월화수목금토일]){{0,6}})요일|{_NTH_WEEK}"
    f"(?:{S}(?P<weekday>[월화수목금토일])요일)?|(?P<mon>1[0-2]|[1-9])월(?:{S}(?P<day>3[01]|[12]\\d|[1-9])일)?"
    f"|(?P<day_only>3[01]|[12]\\d|[1-9])일))?"
    f"|(?P<weekdays2>[월화수목금토일])요일마다|(?P<weekdays3>[월화수목금토일](?:{S}[·ㆍ‧․・,]{S}[월화수목금토일]){{1,6}})요일)"
).replace("{S}", S)

ORDINAL = f"(?:(?P<when>올해로|올해|이번으로){S})?(?P<n>\\d{{1,3}}){S}(?:(?P<anniversary>주년|주기)|(?P<times>회|번|차례){S}째)"
ACADEMIC = "(?P<n>20\\d\\d|['’]?\\d\\d)학년도"
_TEN = "(?:1[0-9]|20)?\\d0"
DECADE = f"(?P<decade>{_TEN})(?:{S}{BETWEEN}{S}(?P<last>{_TEN}))?{S}년대(?!생)(?:{S}(?P<part>초반|중반|후반|초|말)(?:{_SHORT_END}))?"
CENTURY = f"(?<!기원전 )(?<!기원전)(?P<century>2[01]|1?[1-9]|10){S}세기(?!{S}(?:동안|간|만에|가까이|넘게))(?:{S}(?P<part>초반|중반|후반|전반|중엽|말엽|초|말)(?:{_SHORT_END}))?{END}"
VAGUE = f"(?:최근|요즘|요새|근래)(?:{S}들어)?{END}|그때(?=[^가-힣]|는|도|의|에|$)"
ALONE = "지금|현재|방금|금방"
"""A moment only where it is all that is said."""


@lru_cache(maxsize=1)
def repeated_pattern() -> re.Pattern[str]:
    return re.compile(REPEATED)


@lru_cache(maxsize=1)
def ordinal_pattern() -> re.Pattern[str]:
    return re.compile(f"{ORDINAL}|(?P<academic>{ACADEMIC})".replace("(?P<academic>(?P<n>", "(?P<academic>(?P<school>"))


@lru_cache(maxsize=1)
def decade_pattern() -> re.Pattern[str]:
    return re.compile(f"{DECADE}|{CENTURY}".replace("(?P<part>초반|중반|후반|전반", "(?P<part_of>초반|중반|후반|전반"))


@lru_cache(maxsize=1)
def vague_pattern() -> re.Pattern[str]:
    return re.compile(VAGUE)
