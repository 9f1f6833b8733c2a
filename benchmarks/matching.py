"""How well offers and needs are matched when they are written in different words, and how long a large room takes."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.measure import table, write
from makeable.discovery.matching import match
from makeable.discovery.matching_filter import Filters
from makeable.discovery.matching_model import INSTALL, installed_model
from makeable.discovery.matching_text import Embedder
from makeable.errors import BadInput
from makeable.model.register import Need, Offer, Organisation, Register

PAIRS = Path(__file__).parent / "matching_pairs.yaml"
DEPTHS = (1, 5, 10)
ENTRIES = 100_000
SOME = 500
GROUPS = {
    "English, no word in common": ("en", "none"),
    "English, a word or two in common": ("en", "few"),
    "Dutch, no word in common": ("nl", "none"),
    "Dutch, a word or two in common": ("nl", "few"),
}


def pairs() -> list[Mapping[str, Any]]:
    """The hand-labelled pairs."""
    read: list[Mapping[str, Any]] = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["pairs"]
    return read


def labelled(read: Sequence[Mapping[str, Any]]) -> Register:
    """All of them as one room: the need number n is met by the offer number n and by no other."""
    sides = (Organisation("giver"), Organisation("receiver"))
    offers = tuple(Offer(f"o{n}", "giver", pair["offer"]) for n, pair in enumerate(read))
    needs = tuple(Need(f"n{n}", "receiver", pair["need"]) for n, pair in enumerate(read))
    return Register("Labelled", sides, offers, needs)


def places(read: Sequence[Mapping[str, Any]], embedder: Embedder | None) -> list[int]:
    """Where the right offer stands in each need's list; far beyond any depth where it is not on it."""
    found = match(labelled(read), embedder, most=max(DEPTHS))
    listed = ([candidate.offer for candidate in one.candidates] for one in found.matched)
    return [ids.index(f"o{n}") + 1 if f"o{n}" in ids else 10**9 for n, ids in enumerate(listed)]


def recalls(read: Sequence[Mapping[str, Any]], embedder: Embedder | None) -> list[list[str]]:
    """One row a group: recall at each depth, in per cent."""
    stand = places(read, embedder)
    name = "words (BM25 on stems)" if embedder is None else embedder.name
    rows: list[list[str]] = []
    for group, (language, words) in {**GROUPS, "**all**": ("", "")}.items():
        here = [
            place
            for place, pair in zip(stand, read, strict=True)
            if not language or (pair["language"], pair.get("words", "none")) == (language, words)
        ]
        found = (sum(place <= depth for place in here) / len(here) for depth in DEPTHS)
        rows.append([name, group, str(len(here)), *(f"{share:.0%}" for share in found)])
    return rows


def made_up(count: int = 30_000, seed: int = 1) -> list[str]:
    """Words of three syllables that no language has."""
    rng = np.random.default_rng(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    return ["".join(syllables[int(s)] for s in rng.integers(0, len(syllables), 3)) for _ in range(count)]


def real() -> list[str]:
    """The words of the labelled pairs, each once."""
    return sorted({word for pair in pairs() for side in ("offer", "need") for word in pair[side].split()})


def large_room(entries: int, words: Sequence[str], seed: int = 1) -> Register:
    """A room of texts that mean nothing: 5 to 12 words each, used as unevenly as people use theirs."""
    rng = np.random.default_rng(seed)
    chance = 1 / (np.arange(len(words)) + 10.0)
    sizes = rng.integers(5, 13, entries)
    picked = iter(rng.choice(len(words), int(sizes.sum()), p=chance / chance.sum()).tolist())
    texts = [" ".join(words[next(picked)] for _ in range(size)) for size in sizes.tolist()]
    owners, kinds = rng.integers(0, entries // 10, entries).tolist(), rng.integers(0, 12, entries).tolist()
    half = entries // 2
    offers = [Offer(f"o{n}", f"g{owners[n]}", texts[n], kind=f"k{kinds[n]}") for n in range(half)]
    worth = (Fraction(10),)
    needs = [Need(f"n{n}", f"g{owners[n]}", texts[n], f"k{kinds[n]}", worth=worth) for n in range(half, entries)]
    return Register("Large", tuple(Organisation(f"g{n}") for n in range(entries // 10)), tuple(offers), tuple(needs))


def timed(entries: int, filters: Filters, embedder: Embedder | None) -> list[str]:
    """A row: what matching a large room takes."""
    room = large_room(entries, made_up() if embedder is None else real())
    cpu, wall = time.process_time(), time.perf_counter()
    found = match(room, embedder, filters)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kinds = "same kind only" if filters.same_kind else "all kinds"
    row = [found.method, f"{entries:,}", kinds, f"{found.listed:,}", f"{cpu:.0f}", f"{wall:.0f}", f"{peak:,.0f}"]
    print(*row, flush=True)
    return row


def main() -> None:
    """Measure both, and write the page."""
    read = pairs()
    try:
        model = installed_model()
    except BadInput:
        model = None
        print(f"without the text model; to measure it too: {INSTALL}", file=sys.stderr)
    rows = recalls(read, None) + (recalls(read, model) if model is not None else [])
    for row in rows:
        print(*row)
    speed = [timed(ENTRIES, Filters(same_kind=False), None)]
    if model is not None:
        speed.append(timed(SOME, Filters(same_kind=False), model))
    quality = (
        f"**Quality.** {len(read)} pairs of an offer and the need it meets, written by hand for this measurement "
        "(`benchmarks/matching_pairs.yaml`), all in one room: each need has one right offer among "
        f"{len(read)}. Recall at k: the share of needs whose right offer is among the first k candidates; by chance it "
        f"would be {10 / len(read):.0%} at 10. The pairs were written before any matcher was tried on them, those with "
        "a word or two in common after the others had been measured; the guess of the language was mended twice after those were seen. All stand in one "
        "room, in two languages: a Dutch need competes with English offers."
    )
    which = "The text model is all-MiniLM-L6-v2, English, run in numpy" if model else "The text model was not installed"
    time_said = (
        "**Time.** Made-up texts of 5 to 12 words, half offers, half needs; ten candidates for each need with the "
        "words that explain them. Goal: 100,000 entries in under 5 minutes on 2 cores. Texts for the model are made of "
        "the words of the labelled pairs; nearly all of its time goes into reading them, in proportion to their number."
    )
    write(
        "matching",
        "Matching offers and needs",
        [
            quality,
            table(["matcher", "pairs", "count", *(f"recall at {k}" for k in DEPTHS)], rows),
            f"{which} (`{INSTALL}`).",
            time_said,
            table(["matcher", "entries", "filter", "candidates", "CPU s", "wall s", "peak MiB"], speed),
        ],
    )
