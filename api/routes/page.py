"""GET /: the page with a question box, and its two files."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import FileResponse

from rag.errors import NotFound

router = APIRouter(include_in_schema=False)
FOLDER = Path(__file__).parent.parent / "page"
FILES = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
REVALIDATE = {"Cache-Control": "no-cache"}


@router.get("/")
async def index() -> FileResponse:
    return FileResponse(FOLDER / "index.html", headers=REVALIDATE, media_type="text/html; charset=utf-8")


@router.get("/page/examples")
def examples(request: Request) -> Any:
    """Example questions whose articles are stored here: a collection of somebody's own shows none of ours."""
    return [example["question"] for example in _examples() if _stored(request, example["article_id"])]


@router.get("/page/{name}")
async def file(name: str) -> FileResponse:
    if name not in FILES:
        raise HTTPException(404)
    return FileResponse(FOLDER / name, headers=REVALIDATE, media_type=FILES[name])


@cache
def _examples() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((FOLDER / "examples.json").read_text(encoding="utf-8"))
    return found


def _stored(request: Request, article_id: str) -> bool:
    try:
        request.app.state.geungeo.article(article_id)
    except NotFound:
        return False
    return True
