"""Settings come from the environment; a wrong one is named."""

import pytest

from apps.settings import BadSetting, Settings, load_settings


def test_without_an_environment_everything_has_its_default() -> None:
    assert load_settings({}) == Settings()


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert load_settings({"SCHAKEL_PORT": "", "SCHAKEL_PLAIN_RASA": ""}) == Settings()


def test_the_switch_for_plain_rasa_is_one_or_zero() -> None:
    assert load_settings({"SCHAKEL_PLAIN_RASA": "1"}).plain_rasa
    assert not load_settings({"SCHAKEL_PLAIN_RASA": "0"}).plain_rasa


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "veel"),
        ("PORT", "70000"),
        ("RATE", "60"),
        ("RATE_LOOPBACK", "1/jaar"),
        ("SITE_URL", "http://schakel.example.org"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"SCHAKEL_{name}: "):
        load_settings({f"SCHAKEL_{name}": value})
