from qa.memo import Memo


def test_each_is_looked_up_once_until_there_are_too_many() -> None:
    asked: list[str] = []

    def look_up(form: str) -> int:
        asked.append(form)
        return len(form)

    memo = Memo(look_up, 3)
    assert [memo[form] for form in ("a", "bb", "a", "bb")] == [1, 2, 1, 2]
    assert asked == ["a", "bb"]
    assert [memo[form] for form in ("ccc", "dddd", "a")] == [3, 4, 1]
    assert asked == ["a", "bb", "ccc", "dddd", "a"]
    assert len(memo) <= 3
