"""The application factory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from api.admission import Admission
from api.body_limit import BodyLimit
from api.errors import add_error_handlers
from api.headers import SecurityHeaders
from api.request_id import RequestId
from api.routes import articles, ask, health, page

if TYPE_CHECKING:
    from rag.bootstrap import Geungeo
    from rag.config import Settings


def create_app(settings: Settings | None = None, app: Geungeo | None = None) -> FastAPI:
    """The API and the page. Without `app` it opens its own from the settings, and closes it at the end."""
    from rag.config import Settings

    chosen = settings or (app.settings if app else Settings())
    api = FastAPI(
        title="Geungeo",
        version=version("geungeo"),
        description="뉴스 기사에서 근거를 찾아 문장마다 인용과 함께 답합니다.",
        lifespan=_opening(chosen, app),
        redoc_url=None,
    )
    api.state.admission = Admission()
    add_error_handlers(api)
    for routes in (ask, articles, health, page):
        api.include_router(routes.router)
    # The one added last is the outermost.
    api.add_middleware(BodyLimit)
    if chosen.allowed_origins:
        api.add_middleware(
            CORSMiddleware,
            allow_origins=chosen.allowed_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Retry-After"],
        )
    api.add_middleware(SecurityHeaders)
    api.add_middleware(RequestId)
    return api


def _opening(settings: Settings, app: Geungeo | None) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        from rag.bootstrap import Geungeo

        # Opening loads models and catches up with the log: seconds that must not hold the event loop.
        serving = app if app is not None else await run_in_threadpool(Geungeo.open, settings)
        api.state.geungeo = serving
        try:
            await run_in_threadpool(serving.warm_up)
            yield
        finally:
            if serving is not app:
                await run_in_threadpool(serving.close)

    return lifespan
