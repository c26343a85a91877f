"""One article's report a line, in input order, each written as soon as it is ready."""

from collections.abc import Callable, Iterable
from typing import TextIO

import msgspec

from qa.check import Checked
from qa.report import ReportedError


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Print the articles; what could not be read is told on stderr by the command."""
    encode = msgspec.json.Encoder().encode
    for result in results:
        if isinstance(result, Checked):
            out.write(encode(result.in_file).decode() + "\n")
            out.flush()
