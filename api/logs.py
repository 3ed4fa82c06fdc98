"""What the server logs and how: lines for people, or one JSON object a record. Questions are never logged."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any


class JsonFormatter(logging.Formatter):
    """One line of JSON a record: time (UTC), level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


def log_config(log_format: str) -> dict[str, Any]:
    """A logging.dictConfig for `text` or `json`, everything to stderr."""
    text = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    formatter: dict[str, Any] = {"()": "api.logs.JsonFormatter"} if log_format == "json" else text
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {name: {"level": "INFO"} for name in ("api", "rag", "uvicorn.error", "uvicorn.access")},
    }
