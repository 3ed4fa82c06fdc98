"""A question that leans on the conversation → one that stands alone: what it points at is carried over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.domain import Keyword, Turn

POINTERS = re.compile(
    r"(^|\s)(그|그럼|그러면|그래서|그런데|그건|그게|그곳|그날|그때|그중|그들|거기|거기서|거기에|저기|여기|해당|이\s?중|방금|아까|앞서|위의|또|더|그\s?밖|"
    r"그\s?(사람|분|시장|의원|도시|기사|행사|회의|사건|일|곳|때|중)|이\s?(사람|분|기사|행사|일))(은|는|이|가|을|를|에|에서|의|도|요|\s|$)"
)
"""`그럼 다음 총회는 언제 열리고…`, `그 사람은 예전에…`, `거기에 오염수 얘기도…`"""
BARE = re.compile(
    r"^(네|예|응|어|더\s?알려\s?(줘|주세요)|계속|자세히|왜요?|언제요?|어디서?요?|누가요?|얼마나?요?|몇\s?\S{0,3}요?)[?.!\s]*$"
)
PERSON = re.compile(r"(^|\s)그\s?(사람|분|이|녀)(은|는|이|가|을|를|의|도|한테|에게)")
RARE = 0.5
ENOUGH = 2  # keywords with which a question stands alone unless it points
MOST_CARRIED = 6


def carried_keywords(
    text: str, own: Sequence[Keyword], history: Sequence[tuple[Turn, Sequence[Keyword]]]
) -> tuple[Keyword, ...]:
    """Keywords of the last exchange that a leaning question needs; none when it stands alone."""
    if not history or not _leans(text, own):
        return ()
    known = {form for keyword in own for form, _ in keyword.forms}
    found: dict[str, Keyword] = {}
    for turn, words in _last_exchange(history):
        for keyword in sorted(_worth_carrying(text, turn, words), key=lambda k: (-k.proper, -k.rarity)):
            if keyword.form not in known and not keyword.form[0].isdigit():
                found.setdefault(keyword.form, replace(keyword, carried=True, proper=False, topic=True))
    return tuple(found.values())[:MOST_CARRIED]


def _worth_carrying(text: str, turn: Turn, words: Sequence[Keyword]) -> list[Keyword]:
    """`그 사람` is the one who was answered, not those who were asked about; of an answer only what is rare."""
    if PERSON.search(text):
        return [k for k in words if k.proper] if turn.role == "assistant" else []
    return [k for k in words if turn.role != "assistant" or k.rarity >= RARE]


def _leans(text: str, own: Sequence[Keyword]) -> bool:
    return bool(POINTERS.search(text) or BARE.match(text)) or len(own) < ENOUGH


def _last_exchange(
    history: Sequence[tuple[Turn, Sequence[Keyword]]],
) -> list[tuple[Turn, Sequence[Keyword]]]:
    """The last user turn and what was answered to it, the question first."""
    start = max((i for i, (turn, _) in enumerate(history) if turn.role == "user"), default=0)
    return list(history[start:])


def standalone(text: str, carried: Sequence[Keyword]) -> str:
    """The question with what it points at in front: `세계스마트시티기구 서울총회 · 그럼 다음 총회는 …`."""
    return f"{' '.join(k.form for k in carried)} · {text}" if carried else text
