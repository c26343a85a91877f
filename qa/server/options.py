"""What whoever starts the service may set."""

from msgspec import Struct


class Options(Struct, frozen=True):
    """How the service stands in the network, and its limits.

    `token` ("" for none) is asked of whoever wants something checked; `origins` are those whose pages may use the service from a
    browser, `hosts` the names under which it may be addressed besides those of this machine ("*": any). `jobs` articles are
    checked at once, `max_queue` requests wait; a body has at most `max_body` bytes, a check takes at most `timeout` seconds, and
    so does a request to arrive. `fetch` says whether it fetches pages. With `quiet` no request is logged.
    """

    token: str = ""
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    jobs: int = 1
    max_queue: int = 256
    max_body: int = 2_000_000
    timeout: float = 60.0
    fetch: bool = False
    quiet: bool = False
