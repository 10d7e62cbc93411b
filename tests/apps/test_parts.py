"""Which processes there are, and what each is told."""

from pathlib import Path

from apps.addresses import addresses, site_url
from apps.parts import all_parts
from apps.settings import Settings

KEYS = {
    "SCHAKEL_ENGINE_SECRET": "one",
    "SCHAKEL_ACTIONS_SECRET": "two",
    "SCHAKEL_CONSOLE_PASSWORD": "three",
    "SCHAKEL_CONSOLE_SECRET": "four",
}
MODEL = Path("models/m.tar.gz")


def test_four_ports_in_a_row_and_only_the_site_can_be_seen_from_outside() -> None:
    listening = addresses(Settings(port=9000, host="0.0.0.0"))

    assert [port for _, port in listening.values()] == [9000, 9001, 9002, 9003]
    assert {name for name, (host, _) in listening.items() if host != "127.0.0.1"} == {"site"}


def test_a_site_for_everybody_is_reached_on_this_machine_itself() -> None:
    assert site_url(Settings(port=9000, host="0.0.0.0")) == "http://127.0.0.1:9000"


def test_secrets_travel_in_the_environment_and_never_on_a_command_line() -> None:
    for part in all_parts(Settings(), KEYS, model=MODEL):
        assert part.environment.items() >= KEYS.items()
        assert not set(KEYS.values()) & set(part.command)


def test_the_engine_is_the_light_one_unless_plain_rasa_is_asked_for() -> None:
    light, plain = (
        all_parts(Settings(plain_rasa=plain), KEYS, model=MODEL)[0] for plain in (False, True)
    )

    assert light.command[1].endswith("rasa_light.py")
    assert ".venv-plain" in plain.command[0]
    assert plain.command[1:3] == ["-m", "rasa"]


def test_an_engine_elsewhere_is_used_and_not_started() -> None:
    elsewhere = Settings(engine_url="http://127.0.0.1:7000")

    parts = all_parts(elsewhere, KEYS, model=MODEL)

    assert "engine" not in [part.name for part in parts]
    assert parts[0].environment["SCHAKEL_ENGINE_URL"] == "http://127.0.0.1:7000"


def test_what_stores_waits_for_the_tables() -> None:
    waiting = {
        part.name for part in all_parts(Settings(), KEYS, model=MODEL) if part.needs_preparation
    }

    assert waiting == {"public", "console", "worker"}
