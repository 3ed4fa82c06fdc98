"""POST /v1/ask."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api.schemas import AnswerOut, AskIn, ProblemOut

router = APIRouter(prefix="/v1", tags=["questions"])
PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": ProblemOut} for status in (413, 422, 503)}


@router.post("/ask", response_model=AnswerOut, responses=PROBLEMS)
async def ask(request: Request, asked: AskIn) -> Any:
    """Answer a question from the stored articles, with an exact quotation behind every sentence.

    `abstained` is an answer too: nothing in the articles supports one, and `suggestions` holds the nearest.
    """
    from rag.answers.shape import to_json

    with request.app.state.admission.enter():
        answer = await request.app.state.geungeo.aask(
            asked.question,
            history=asked.turns(),
            asked_at=asked.asked_at,
            as_of=asked.as_of,
            filters=asked.narrowed(),
            mode=asked.mode,
        )
    return to_json(answer)
