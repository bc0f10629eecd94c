"""The product refuses to start unsafe, and says why."""

import pytest

from club_ess.config import Settings, UnsafeSettings

GOOD = {"CLUB_SECRET_KEY": "9f3c-1d7b-e2a8-4560-8b1e-77aa-03cd-5e21", "CLUB_PUBLIC_URL": "https://club.exemple.test"}


def test_a_complete_production_configuration_starts() -> None:
    settings = Settings.from_environment(GOOD | {"CLUB_PORT": "8080", "CLUB_NAME": "Club de test", "HOME": "/x"})
    assert (settings.port, settings.name, settings.origin) == (8080, "Club de test", "https://club.exemple.test")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"CLUB_SECRET_KEY": ""}, "CLUB_SECRET_KEY"),
        ({"CLUB_SECRET_KEY": "short"}, "CLUB_SECRET_KEY"),
        ({"CLUB_SECRET_KEY": "change-me-change-me-change-me-change-me"}, "CLUB_SECRET_KEY"),
        ({"CLUB_SECRET_KEY": "a" * 64}, "CLUB_SECRET_KEY"),
        ({"CLUB_DEBUG": "1"}, "CLUB_DEBUG"),
        ({"CLUB_DEMO": "1"}, "CLUB_DEMO"),
        ({"CLUB_PUBLIC_URL": "http://club.exemple.test"}, "https://"),
        ({"CLUB_PUBLIC_URL": ""}, "CLUB_PUBLIC_URL"),
        ({"CLUB_PORT": "many"}, "CLUB_PORT"),
        ({"CLUB_SECERT_KEY": "typo"}, "CLUB_SECERT_KEY"),
        ({"CLUB_ENV": "local", "CLUB_HOST": "0.0.0.0"}, "this machine only"),
    ],
)
def test_an_unsafe_or_unknown_setting_is_refused(changes: dict[str, str], said: str) -> None:
    with pytest.raises(UnsafeSettings, match=said):
        Settings.from_environment(GOOD | changes)


def test_local_allows_debug_and_plain_http() -> None:
    settings = Settings.from_environment(GOOD | {"CLUB_ENV": "local", "CLUB_DEBUG": "1", "CLUB_PUBLIC_URL": ""})
    assert settings.origin == "http://127.0.0.1:5000"


def test_on_ones_own_machine_both_names_of_it_are_ours() -> None:
    local = Settings.from_environment(GOOD | {"CLUB_ENV": "local", "CLUB_PUBLIC_URL": ""})
    assert local.origins == ["http://127.0.0.1:5000", "http://localhost:5000"]
    assert Settings.from_environment(GOOD).origins == ["https://club.exemple.test"]
