"""Errors as RFC 9457 problems: a stable `code` for programs, one Korean sentence for readers, nothing internal."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.admission import Busy
from api.request_id import HEADER, request_id
from rag.errors import (
    ChatBusy,
    ChatError,
    ChatRejected,
    DataFolderBusy,
    GeungeoError,
    IndexDamaged,
    InvalidQuestion,
    MissingExtra,
    ModelUnavailable,
    NotFound,
    SettingsError,
    StoreError,
)

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader and a program are told. `retry_after` in seconds."""

    status: int
    code: str
    detail: str
    retry_after: int | None = None


INTERNAL = Problem(500, "internal", "서버에 문제가 생겼습니다. 계속되면 요청 번호를 알려 주세요.")
UNAVAILABLE = Problem(503, "unavailable", "지금은 기사를 읽을 수 없습니다. 잠시 뒤에 다시 물어봐 주세요.", 5)
NOT_READY = Problem(503, "not_ready", "색인을 준비하고 있습니다. 잠시 뒤에 다시 물어봐 주세요.", 5)
INVALID_REQUEST = Problem(422, "invalid_request", "요청의 형식이 맞지 않습니다.")
NOT_CONFIGURED = Problem(503, "not_configured", "이 서버에는 이 방식의 답변이 설정되어 있지 않습니다.")
SILENT_MODEL = Problem(
    503, "model_unavailable", "지금은 언어 모델이 답하지 못합니다. 잠시 뒤에 다시 묻거나 방식을 auto로 바꿔 주세요.", 10
)

BY_ERROR: Mapping[type[Exception], Problem] = {
    Busy: Problem(503, "busy", "지금 질문이 많습니다. 잠시 뒤에 다시 물어봐 주세요.", 2),
    InvalidQuestion: Problem(422, "invalid_question", "질문을 읽을 수 없습니다."),
    NotFound: Problem(404, "not_found", "그런 기사가 없습니다."),
    SettingsError: NOT_CONFIGURED,
    MissingExtra: NOT_CONFIGURED,
    DataFolderBusy: UNAVAILABLE,
    StoreError: UNAVAILABLE,
    IndexDamaged: UNAVAILABLE,
    ModelUnavailable: UNAVAILABLE,
    ChatRejected: NOT_CONFIGURED,
    ChatBusy: replace(SILENT_MODEL, code="busy", retry_after=2),
    ChatError: SILENT_MODEL,
}
BY_STATUS: Mapping[int, Problem] = {
    404: Problem(404, "not_found", "그런 주소가 없습니다."),
    405: Problem(405, "method_not_allowed", "이 주소에서는 쓸 수 없는 방식입니다."),
    413: Problem(413, "body_too_large", "보낸 내용이 너무 큽니다. 질문과 대화를 줄여 주세요."),
}
FIELD_MESSAGES: Mapping[str, str] = {
    "missing": "꼭 있어야 하는 값입니다.",
    "string_too_long": "{max_length}자까지 쓸 수 있습니다.",
    "string_too_short": "비어 있습니다.",
    "too_long": "{max_length}개까지 쓸 수 있습니다.",
    "extra_forbidden": "모르는 항목입니다.",
    "literal_error": "쓸 수 없는 값입니다.",
    "string_type": "글자여야 합니다.",
    "json_invalid": "JSON이 아닙니다.",
}
OTHER_FIELD_MESSAGE = "맞지 않는 값입니다."


def problem(
    request: Request,
    what: Problem,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The response. The request's id is set here too, since a 500 does not pass through the middleware."""
    number = request_id(request)
    body: dict[str, object] = {
        "type": f"urn:geungeo:problem:{what.code}",
        "title": HTTPStatus(what.status).phrase,
        "status": what.status,
        "code": what.code,
        "detail": what.detail,
        "request_id": number,
    }
    if errors:
        body["errors"] = list(errors)
    extra = {**(headers or {}), HEADER: number}
    if what.retry_after is not None:
        extra["Retry-After"] = str(what.retry_after)
    return JSONResponse(body, what.status, extra, MEDIA_TYPE)


def add_error_handlers(api: FastAPI) -> None:
    """Every error leaves as a problem."""
    api.add_exception_handler(HTTPException, _on_http)
    api.add_exception_handler(RequestValidationError, _on_fields)
    api.add_exception_handler(GeungeoError, _on_known)
    api.add_exception_handler(Busy, _on_known)
    api.add_exception_handler(Exception, _on_unknown)


def _on_http(request: Request, exc: Exception) -> JSONResponse:
    status = exc.status_code if isinstance(exc, HTTPException) else 500
    fallback = Problem(status, HTTPStatus(status).name.lower(), "요청을 처리할 수 없습니다.")
    headers = exc.headers if isinstance(exc, HTTPException) else None
    return problem(request, BY_STATUS.get(status, fallback), headers=headers)


def _on_fields(request: Request, exc: Exception) -> JSONResponse:
    found = exc.errors() if isinstance(exc, RequestValidationError) else []
    errors = [
        {
            "field": ".".join(str(part) for part in error["loc"] if part != "body") or "body",
            "code": str(error["type"]),
            "message": FIELD_MESSAGES.get(error["type"], OTHER_FIELD_MESSAGE).format_map(error.get("ctx", {})),
        }
        for error in found
    ]
    return problem(request, INVALID_REQUEST, errors=errors)


def _on_known(request: Request, exc: Exception) -> JSONResponse:
    what = next((BY_ERROR[kind] for kind in type(exc).__mro__ if kind in BY_ERROR), INTERNAL)
    if isinstance(exc, InvalidQuestion) and str(exc):
        what = Problem(what.status, what.code, str(exc))
    if what.status >= 500:
        log.error("%s %s: %s", request_id(request), type(exc).__name__, exc)
    return problem(request, what)


def _on_unknown(request: Request, exc: Exception) -> JSONResponse:
    log.error("%s failed", request_id(request), exc_info=exc)
    return problem(request, INTERNAL)
