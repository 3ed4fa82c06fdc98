"""GET /healthz and /readyz."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api.errors import NOT_READY, problem
from api.schemas import ProblemOut

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive; says nothing of the stores."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"model": ProblemOut}})
def readyz(request: Request) -> Any:
    """Ready once the indexes have caught up with the store."""
    return {"status": "ready"} if request.app.state.geungeo.ready() else problem(request, NOT_READY)
