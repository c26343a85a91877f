"""Answers remembered within the process, so that an archive of any size takes bounded memory."""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class Memo(dict[str, Answer]):
    """What `look_up` says of strings, asked once for each: `memo[string]`. All is forgotten when it would hold more than `most`."""

    def __init__(self, look_up: Callable[[str], Answer], most: int) -> None:
        self._look_up = look_up
        self._most = most

    def __missing__(self, key: str) -> Answer:
        answer = self._look_up(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = answer
        return answer
