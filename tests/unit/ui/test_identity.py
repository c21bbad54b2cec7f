"""Names as people write them, whatever the study's character set."""

import pytest

from ui.identity import person


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [
        ("Müller-Lüdenscheidt^Jörg^^Dr.", "Müller-Lüdenscheidt, Jörg"),
        ("Lee^Ann^Marie", "Lee, Ann Marie"),
        ("Hong^Gildong=洪^吉洞=홍^길동", "Hong, Gildong (홍길동)"),
        ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou (山田 太郎)"),
        ("홍^길동", "홍길동"),
        ("=山田^太郎", "山田 太郎"),
        ("ヤマダ^タロウ=山田^太郎=やまだ^たろう", "ヤマダ タロウ (山田 太郎)"),
        ("Hong^Gildong=Hong^Gildong", "Hong, Gildong"),
        ("^Ann", "Ann"),
        ("Anonymous", "Anonymous"),
        ("^^^^", ""),
        ("", ""),
    ],
)
def test_person(recorded, shown):
    assert person(recorded) == shown
