"""A PIN has six digits, is not the first that anybody tries, and is kept as a slow keyed hash."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher
from django.test import override_settings

from recordings_gov.accounts import pins

DEVICE, OTHER = "a" * 32, "b" * 32
SLOW = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


@pytest.mark.parametrize(
    "pin",
    ["000000", "111111", "123456", "654321", "012345", "890123", "210987", "135791", "121212", "112112"],
)
def test_a_trivial_pin_is_refused(pin: str) -> None:
    assert pins.is_trivial(pin)


@pytest.mark.parametrize("pin", ["484848", "123123", "907907", "112233", "159753", "147258"])
def test_a_pattern_is_trivial_too(pin: str) -> None:
    assert pins.is_trivial(pin)


@pytest.mark.parametrize("pin", ["482915", "903174", "118274", "700416"])
def test_an_ordinary_pin_is_not(pin: str) -> None:
    assert not pins.is_trivial(pin)


@pytest.mark.parametrize(
    "text", ["", "48291", "4829155", "48291a", "٤٨٢٩١٥", "４８２９１５", "48 915", "482915\n"]
)
def test_six_ascii_digits_and_nothing_else_are_a_pin(text: str) -> None:
    assert pins.is_pin("482915")
    assert not pins.is_pin(text)


def test_most_pins_are_left_to_choose_from() -> None:
    refused = sum(pins.is_trivial(f"{number:06}") for number in range(0, 1_000_000, 7))
    assert refused < 1_000_000 / 7 / 100


def test_a_pin_opens_at_its_own_device_alone_and_with_our_secret_alone() -> None:
    kept = pins.hashed("482915", DEVICE)
    assert pins.is_right("482915", DEVICE, kept)
    assert not pins.is_right("482916", DEVICE, kept)
    assert not pins.is_right("482915", OTHER, kept)
    with override_settings(SECRET_KEY="another one"):
        assert not pins.is_right("482915", DEVICE, kept)


def test_what_is_kept_is_as_slow_as_a_password() -> None:
    with override_settings(PASSWORD_HASHERS=SLOW):
        kept = pins.hashed("482915", DEVICE)
        assert isinstance(identify_hasher(kept), PBKDF2PasswordHasher)
    assert "482915" not in kept
