"""A follow-up that somebody else made stand alone, mostly a language model: taken only where it is one Korean question that says
nothing but what the conversation says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rag.domain import Token, Turn
from rag.korean.characters import visible
from rag.questions.conversation import printed
from rag.questions.followup import ANSWER, LONGEST, REMEMBERED
from rag.questions.reading import FIRST_KNOWN

LONGEST_QUESTION = 200
ROLES = {"user": "질문", "assistant": "답"}
NAMES = frozenset({"NNP", "SL", "SH"})
CONTENT = NAMES | {"NNG", "XR", "NR", "VV", "VA", "MAG"}
LIGHT = frozenset("하 되 있 없 이 아니 않 말 보 주 같 알 가 오 어떻 어떠 그렇 이렇 대하 관하 위하 통하 따르".split())
"""Stems of predicates that say nothing new."""
ASKING = frozenset(
    "무엇 누구 언제 어디 왜 어떻게 얼마 얼마나 몇 어느 어떤 무슨 뭐 모두 각각 또 더 이후 전 후 때 것 중 관련".split()
)
"""Words of asking, and such as join what was said."""
_ENDS = re.compile(
    r"(?:\?|(?:나요|까요?|니까|가요|죠|지요|는지|은가|는가|던가|인가|[해봐려]\s?(?:줘|주세요|주십시오))[.]?)$"
)
_BREAKS = re.compile(r"[?!.]\s+\S")
_HANGUL = re.compile(r"[가-힣]")
_STRANGE = re.compile(r"[\[\]{}<>|`*#\\]|https?:|www\.")

Tokens = Callable[[str], Sequence[Token]]


def transcript(history: Sequence[Turn]) -> str:
    """The last exchanges, a line each: `질문: …`, `답: …`."""
    users = [at for at, turn in enumerate(history) if turn.role == "user"][-REMEMBERED:]
    recent = history[users[0] :] if users else ()
    return "\n".join(f"{ROLES[turn.role]}: {_said(turn)}" for turn in recent if turn.role in ROLES and _said(turn))


def taken(written: str, question: str, history: Sequence[Turn], tokens: Tokens) -> str | None:
    """What was written, where it is one question in Korean without a word, a number or a day that neither the question nor
    the conversation has, and with every name and number of the question; else None."""
    whole = " ".join(visible(written).split()).removeprefix("질문:").strip()
    if not _is_one_question(whole):
        return None
    said = tokens(question)
    known = [*said, *(token for turn in history for token in tokens(_said(turn)))]
    told = _solid([question, *map(_said, history)])
    found = tokens(whole)
    if not _numbers(found) <= _numbers(known) or not _numbers(said) <= _numbers(found):
        return None
    if any(name not in _solid([whole]) for name in _names(said)):
        return None
    forms = {t.form for t in known}
    return whole if all(_is_known(token, forms, told) for token in found) else None


def _is_one_question(text: str) -> bool:
    if not text or len(text) > LONGEST_QUESTION or _STRANGE.search(text) or _BREAKS.search(text):
        return False
    return len(_HANGUL.findall(text)) >= 2 and _ENDS.search(text) is not None


def _is_known(token: Token, forms: set[str], told: str) -> bool:
    form = token.form
    if token.tag not in CONTENT or form in forms or form in ASKING:
        return True
    if token.tag in ("VV", "VA"):
        return form in LIGHT
    return len(form) > 1 and form.lower() in told


def _names(tokens: Sequence[Token]) -> list[str]:
    """Proper nouns, nouns that no dictionary has, and crumbs of such: 은파시 is cut up as 은, 파, 시."""
    found, crumbs = [t.form for t in tokens if t.tag in NAMES or (t.tag == "NNG" and t.id < FIRST_KNOWN)], ""
    ends = -1
    for token in tokens:
        crumb = token.tag == "NNG" and len(token.form) == 1
        if crumb and token.start == ends:
            crumbs += token.form
        else:
            found += [crumbs] if len(crumbs) > 1 else []
            crumbs = token.form if crumb else ""
        ends = token.end
    found += [crumbs] if len(crumbs) > 1 else []
    return [name for name in found if _HANGUL.search(name)]


def _numbers(tokens: Sequence[Token]) -> set[str]:
    """Each with the unit that follows it: `19곳` is another than `19일`."""
    pairs = zip(tokens, [*tokens[1:], None], strict=True)
    return {
        one.form + (after.form if after and after.start == one.end else "") for one, after in pairs if one.tag == "SN"
    }


def _said(turn: Turn) -> str:
    return printed(turn.content)[: LONGEST if turn.role == "user" else ANSWER]


def _solid(texts: Iterable[str]) -> str:
    return "\n".join("".join(text.lower().split()) for text in texts)
