"""Who writes in another language is answered in that language."""

import pytest

from advice.content import Content
from advice.languages import language_of


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Can you help me with my business?", "en"),
        ("Ich brauche Hilfe für mein Unternehmen", "de"),
        ("Ja potrzebuję pomocy dla mojej firmy", "pl"),
        ("şirketim için bana lütfen", "tr"),
        ("أحتاج إلى مساعدة", "ar"),
        ("Мені потрібна допомога", "uk"),
        ("¿Puedo hablar con una persona?", "es"),
        ("…", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_recognised(real: Content, text: str, id: str) -> None:
    assert language_of(text, real.languages).id == id
