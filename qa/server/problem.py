"""Why a request is refused or failed, told in the form that its caller understands."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from starlette.responses import Response


class Failure(Struct, frozen=True):
    """What stands in place of an answer: the kind of `error`, for machines, and the `reason`, for people."""

    error: str
    reason: str


class Problem(Exception):
    """A request that gets no answer: the HTTP status, the kind of error, the reason in a line."""

    def __init__(self, status: int, error: str, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.failure = Failure(error, reason)
        self.headers = headers

    def response(self, path: str) -> Response:
        """JSON; under `/v2/` plain text, as clients of LanguageTool show it."""
        if path.startswith("/v2/"):
            return Response(f"Error: {self.failure.reason}", self.status, self.headers, "text/plain")
        return json_response(self.failure, self.status, self.headers)


def json_response(answer: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Anything that msgspec encodes, or what is encoded already."""
    body = answer if isinstance(answer, bytes) else msgspec.json.encode(answer)
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, "application/json")
