"""Outlets by the domain of their site or mail, and the names by which we know that a word is an outlet."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

PUBLISHERS: Mapping[str, str] = {
    # agencies
    "yna.co.kr": "연합뉴스",
    "yonhapnews.co.kr": "연합뉴스",
    "yonhapnewstv.co.kr": "연합뉴스TV",
    "newsis.com": "뉴시스",
    "news1.kr": "뉴스1",
    "newspim.com": "뉴스핌",
    # national dailies
    "chosun.com": "조선일보",
    "joongang.co.kr": "중앙일보",
    "joins.com": "중앙일보",
    "donga.com": "동아일보",
    "hani.co.kr": "한겨레",
    "khan.co.kr": "경향신문",
    "kyunghyang.com": "경향신문",
    "hankookilbo.com": "한국일보",
    "seoul.co.kr": "서울신문",
    "segye.com": "세계일보",
    "kmib.co.kr": "국민일보",
    "munhwa.com": "문화일보",
    "naeil.com": "내일신문",
    "asiatoday.co.kr": "아시아투데이",
    # business
    "mk.co.kr": "매일경제",
    "mkinternet.com": "매일경제",
    "hankyung.com": "한국경제",
    "sedaily.com": "서울경제",
    "mt.co.kr": "머니투데이",
    "edaily.co.kr": "이데일리",
    "fnnews.com": "파이낸셜뉴스",
    "asiae.co.kr": "아시아경제",
    "heraldcorp.com": "헤럴드경제",
    "ajunews.com": "아주경제",
    "etoday.co.kr": "이투데이",
    "ekn.kr": "에너지경제",
    "dnews.co.kr": "대한경제",
    "chosunbiz.com": "조선비즈",
    "bizwatch.co.kr": "비즈워치",
    "newstomato.com": "뉴스토마토",
    # technology
    "etnews.com": "전자신문",
    "dt.co.kr": "디지털타임스",
    "ddaily.co.kr": "디지털데일리",
    "zdnet.co.kr": "지디넷코리아",
    "inews24.com": "아이뉴스24",
    "aitimes.com": "AI타임스",
    "bloter.net": "블로터",
    # broadcasters
    "kbs.co.kr": "KBS",
    "imbc.com": "MBC",
    "mbc.co.kr": "MBC",
    "sbs.co.kr": "SBS",
    "ytn.co.kr": "YTN",
    "jtbc.co.kr": "JTBC",
    "jtbc.joins.com": "JTBC",
    "mbn.co.kr": "MBN",
    "ichannela.com": "채널A",
    "tvchosun.com": "TV조선",
    "ebs.co.kr": "EBS",
    "cbs.co.kr": "노컷뉴스",
    "nocutnews.co.kr": "노컷뉴스",
    "obsnews.co.kr": "OBS",
    # on the internet, weeklies
    "ohmynews.com": "오마이뉴스",
    "pressian.com": "프레시안",
    "mediatoday.co.kr": "미디어오늘",
    "sisajournal.com": "시사저널",
    "sisain.co.kr": "시사IN",
    "dailian.co.kr": "데일리안",
    "newdaily.co.kr": "뉴데일리",
    "kukinews.com": "쿠키뉴스",
    "newsen.com": "뉴스엔",
    "osen.co.kr": "OSEN",
    "sportschosun.com": "스포츠조선",
    "sportsseoul.com": "스포츠서울",
    "xportsnews.com": "엑스포츠뉴스",
    "mydaily.co.kr": "마이데일리",
    "tf.co.kr": "더팩트",
    "wikitree.co.kr": "위키트리",
    "insight.co.kr": "인사이트",
    # regional
    "busan.com": "부산일보",
    "kookje.co.kr": "국제신문",
    "imaeil.com": "매일신문",
    "yeongnam.com": "영남일보",
    "kwangju.co.kr": "광주일보",
    "kjdaily.com": "광주매일신문",
    "mdilbo.com": "무등일보",
    "jnilbo.com": "전남일보",
    "namdonews.com": "남도일보",
    "jjan.kr": "전북일보",
    "domin.co.kr": "전북도민일보",
    "kyeongin.com": "경인일보",
    "kyeonggi.com": "경기일보",
    "kihoilbo.co.kr": "기호일보",
    "joongboo.com": "중부일보",
    "incheonilbo.com": "인천일보",
    "daejonilbo.com": "대전일보",
    "joongdo.co.kr": "중도일보",
    "ggilbo.com": "금강일보",
    "cctoday.co.kr": "충청투데이",
    "jbnews.com": "중부매일",
    "kado.net": "강원도민일보",
    "kwnews.co.kr": "강원일보",
    "knnews.co.kr": "경남신문",
    "idomin.com": "경남도민일보",
    "kyongbuk.co.kr": "경북일보",
    "ksilbo.co.kr": "경상일보",
    "ujeil.com": "울산제일일보",
    "iusm.co.kr": "울산매일",
    "jejunews.com": "제주일보",
    "ihalla.com": "한라일보",
    "jemin.com": "제민일보",
    # the invented outlets of the sample collection
    "pyobon.example": "표본일보",
    "yesi.example": "예시신문",
    "gyeonbon.example": "견본통신",
    "bogi.example": "보기경제",
    "gasang.example": "가상방송",
    "raontimes.example": "라온타임스",
}

NAMES = frozenset(PUBLISHERS.values()) | {
    "한경닷컴",
    "매경닷컴",
    "동아닷컴",
    "조선닷컴",
    "MK스포츠",
    "스타뉴스",
    "일간스포츠",
}

_ENDINGS = (
    "일보",
    "신문",
    "뉴스",
    "통신",
    "방송",
    "경제",
    "타임스",
    "타임즈",
    "투데이",
    "데일리",
    "저널",
    "닷컴",
    "비즈",
    "매일",
    "뉴스핌",
    "매거진",
    "헤럴드",
    "연합",
    "미디어",
    "프레스",
    "TV",
    "뉴스24",
)


def publisher_of_host(host: str, extra: Mapping[str, str] | None = None) -> str | None:
    """The outlet of `news.mk.co.kr` or of the part of a mail address after the @. `extra` rows win."""
    labels = host.lower().strip(". ").split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        if extra and domain in extra:
            return extra[domain]
        if domain in PUBLISHERS:
            return PUBLISHERS[domain]
    return None


def publisher_of_url(url: str, extra: Mapping[str, str] | None = None) -> str | None:
    """The outlet of an address, if we know its domain."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return publisher_of_host(host, extra) if host else None


def is_publisher(word: str) -> bool:
    """A known outlet, or a word that ends like one (…일보, …신문, …뉴스)."""
    return word in NAMES or (3 <= len(word) <= 14 and word.endswith(_ENDINGS))


def publisher_in(text: str) -> str | None:
    """The known outlet that a rights line names; the longest, since 뉴스1 and 연합뉴스TV contain others."""
    return max((name for name in NAMES if name in text), key=len, default=None)
