"""The invented outlets: what their pages carry around every article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet. `slug` names its shared files; `menu` lines stand above the article, `shop` below it."""

    name: str
    slug: str
    menu: tuple[str, ...]
    shop: str

    @property
    def domain(self) -> str:
        return f"{self.slug}.example"

    @property
    def site(self) -> str:
        return f"https://www.{self.domain}"


OUTLETS = {
    outlet.name: outlet
    for outlet in (
        Outlet("표본일보", "pyobon", ("전체메뉴", "구독신청 지면보기 기사제보", "표본TV 표본아카데미"), "표본장터"),
        Outlet("예시신문", "yesi", ("전체메뉴 보기", "오피니언 사설 칼럼", "예시플러스 뉴스레터"), "예시책방"),
        Outlet("견본통신", "gyeonbon", ("전체기사 최신뉴스 견본포토", "월드라인 마켓체크"), "견본쇼핑"),
        Outlet("보기경제", "bogi", ("증권 부동산 산업 금융", "보기프리미엄 보기머니", "마이뉴스 로그인"), "보기몰"),
        Outlet("가상방송", "gasang", ("온에어 편성표 다시보기", "뉴스제보 시청자센터"), "가상샵"),
        Outlet("라온타임스", "raontimes", ("기사제보 광고문의 정기구독", "라온포토 라온영상"), "라온나눔장터"),
    )
}
