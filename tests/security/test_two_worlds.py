"""Outsiders cannot tell a club that keeps a secret from one that has none; and this test could tell.

Short sessions; the long ones are `./run.sh twoworlds`.
"""

import base64
import os
from collections.abc import Iterator

import pytest

from tests.twoworlds.masks import masked
from tests.twoworlds.plants import PLANTS
from tests.twoworlds.remote import Setting, stop_all
from tests.twoworlds.report import Report
from tests.twoworlds.run import compare
from tests.twoworlds.sweep import Sweep
from tests.twoworlds.transmission import Transmission
from tests.twoworlds.worlds import Variant

SEED = 1838
CANARY = "Quévrimontais"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the worlds are forked")


@pytest.fixture(autouse=True, scope="module")
def _worlds_end_with_this_module() -> Iterator[None]:
    yield
    stop_all()


def _compare(variant: Variant, count: int, plant: str | None = None, by: str = "") -> Report:
    return compare(Setting(Transmission(), variant, SEED, plant), count, enough=1, by=by)


@pytest.mark.parametrize("variant", Variant)
def test_outsiders_are_sent_the_same_bytes_with_and_without_the_secret(variant: Variant) -> None:
    report = _compare(variant, 150)
    assert report.is_clean, "\n".join(report.lines())
    assert sum(report.asked.values()) == 150


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_leak_is_found(name: str) -> None:
    plant = PLANTS[name]
    report = _compare(plant.variant, plant.within, name, plant.by)
    assert report.leaks if plant.found_by == "sweep" else report.found, "\n".join(report.lines())


WRITINGS = {
    "as it is": CANARY, "in capitals": CANARY.upper(), "without accents": "quevrimontais", "as a stem": "quevrimont",
    "in an address": "?q=Qu%C3%A9vrimontais", "in JSON": '{"name": "Qu\\u00e9vrimontais"}',
    "in a page": "Qu&#233;vrimontais", "in UTF-16": CANARY.encode("utf-16-le"),
    "in base64": base64.b64encode(f"un nom : {CANARY}.".encode()),
}


@pytest.mark.parametrize("writing", WRITINGS.values(), ids=WRITINGS)
def test_a_canary_is_found_however_it_is_written(writing: str | bytes) -> None:
    data = writing.encode() if isinstance(writing, str) else writing
    assert Sweep([CANARY]).find(b"avant " + data + b" et apr\xc3\xa8s") == {CANARY}


@pytest.mark.parametrize("figure", ["4873152968", "4 873 152 968", "4\u202f873\u202f152\u202f968", "4.873.152.968"])
def test_a_figure_is_found_however_it_is_grouped(figure: str) -> None:
    assert Sweep(["4873152968"]).find(f"un chiffre d’affaires de {figure} €".encode()) == {"4873152968"}


def test_ordinary_words_are_no_canaries() -> None:
    assert Sweep([CANARY]).find(b"Les montagnards cherchent des brimbelles.") == set()


def test_masks_hide_random_values_and_nothing_around_them() -> None:
    one, two = (b'Set-Cookie: club=%b.x; HttpOnly\n<script nonce="%b">' % (word, word) for word in (b"a-b", b"c_d"))
    assert masked(one) == masked(two)
    assert masked(one) != masked(one.replace(b"HttpOnly", b"HttpOnly; Secure"))
