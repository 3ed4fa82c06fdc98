"""Names: aliases, and what Koreans are called by (offices)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from rag.errors import SettingsError

OFFICES: tuple[str, ...] = (
    "대통령", "국무총리", "총리", "부총리", "장관", "차관", "시장", "부시장", "행정부시장", "도지사", "지사", "부지사", "군수", "구청장",
    "교육감", "의장", "부의장", "위원장", "부위원장", "위원", "의원", "대표", "원내대표", "최고위원", "대변인", "총장", "부총장", "학장",
    "원장", "부원장", "소장", "관장", "청장", "국장", "실장", "과장", "팀장", "본부장", "단장", "센터장", "사무총장", "사무국장", "처장",
    "회장", "부회장", "사장", "부사장", "전무", "상무", "이사장", "이사", "최고경영자", "대표이사", "총재", "부총재", "행장", "지점장",
    "교수", "연구원", "박사", "교사", "교장", "감독", "코치", "선수", "투수", "포수", "타자", "주장", "작가", "시인", "소설가", "화백",
    "화가", "감독관", "배우", "가수", "피아니스트", "지휘자", "기자", "앵커", "변호사", "판사", "부장판사", "검사", "검찰총장", "경감", "경위",
    "경정", "총경", "서장", "소방서장", "대령", "중장", "대장", "신부", "목사", "스님", "씨", "군", "양", "옹", "여사", "후보", "후보자",
    "당선인", "주지사", "왕", "국왕", "여왕", "대사", "총영사", "주무관", "사무관", "통장", "이장", "위원회장", "조합장", "지부장", "노조위원장",
    "해녀", "어촌계장", "관계자", "할머니", "할아버지", "명예교수", "수석", "비서관", "보좌관",
)  # fmt: skip
"""Titles that follow a person's name, or the name of a body and then a person's."""


SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변"
    "염여추도소석선설마길연위표명기반왕금옥육인"
    "맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간견당화창나라련리림"
)
"""Syllables that Korean family names are."""


@dataclass(frozen=True, slots=True)
class AliasGroup:
    """Names for one thing, valid between two days where given (inclusive)."""

    names: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    def holds(self, on: date | None) -> bool:
        if on is None:
            return True
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


def parse_aliases(lines: Iterable[str], name: str) -> list[AliasGroup]:
    """`name|name…`, tab, first day, tab, last day. Raises SettingsError naming the line."""
    groups = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        names, *days = line.rstrip("\n").split("\t")
        try:
            since, until = (*[date.fromisoformat(d) if d else None for d in days[:2]], None, None)[:2]
        except ValueError as exc:
            raise SettingsError(f"{name} line {number}: days are written YYYY-MM-DD.") from exc
        groups.append(AliasGroup(tuple(filter(None, names.split("|"))), since, until))
    return groups


def shipped_aliases() -> list[AliasGroup]:
    text = (files("rag.korean") / "data" / "aliases.tsv").read_text(encoding="utf-8")
    return parse_aliases(text.splitlines(), "aliases.tsv")


def shipped_english() -> Mapping[str, tuple[str, ...]]:
    """English word or phrase, lower-case → what Korean articles print."""
    text = (files("rag.korean") / "data" / "english.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {english: tuple(korean.split("|")) for english, korean in rows}
