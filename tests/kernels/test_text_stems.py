"""Words of one family share a stem; the language of a text is seen from its small words."""

from __future__ import annotations

import pytest

from makeable.kernels.text_stems import content_words, language_of, stem


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("en", ["train", "trains", "training", "trained", "trainer", "trainers"]),
        ("en", ["city", "cities"]),
        ("en", ["bus", "buses"]),
        ("en", ["box", "boxes"]),
        ("en", ["lorry", "lorries"]),
        ("en", ["vehicle", "vehicles"]),
        ("en", ["swim", "swimming", "swimmers"]),
        ("en", ["store", "stores", "storing"]),
        ("nl", ["boom", "bomen"]),
        ("nl", ["boot", "boten"]),
        ("nl", ["huis", "huizen"]),
        ("nl", ["chauffeur", "chauffeurs"]),
        ("nl", ["zaal", "zalen"]),
        ("nl", ["brief", "brieven"]),
        ("nl", ["vereniging", "verenigingen"]),
    ],
)
def test_a_family_shares_its_stem(language: str, family: list[str]) -> None:
    assert len({stem(word, language) for word in family}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "bus", "bush"), ("en", "fire", "first"), ("nl", "boom", "boot"), ("en", "sing", "s")],
)
def test_strangers_do_not(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_small_words_tell_the_language() -> None:
    assert language_of("Rooms for the nurses who come from elsewhere") == "en"
    assert language_of("Kamers voor verpleegkundigen die van elders komen") == "nl"
    assert language_of("Kamers") == ""
    assert language_of("old van") == ""


def test_accents_and_signs_do_not_matter() -> None:
    assert content_words("The CAFÉ, and 40 crêpes!", "en") == ["cafe", "40", "crepes"]
