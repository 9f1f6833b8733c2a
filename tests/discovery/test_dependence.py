"""Who depends on whom: help and harm as the register has them, clusters, go-betweens."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from pathlib import Path

from tests.discovery.registers import ring_of_three

from makeable.casefile.register_reader import load_register
from makeable.discovery.dependence import dependence, kumu
from makeable.model.register import Effect, Link, Organisation, Register

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


def test_help_is_one_sided_in_a_ring_and_mutual_in_a_swap() -> None:
    register = ring_of_three()
    found = dependence(register)
    assert set(found.one_sided) == {("a", "b"), ("b", "c"), ("c", "a")}
    assert found.mutual == ()
    back = dependence(replace(register, links=(*register.links, Link("ob", "na"))))
    assert back.mutual == (("a", "b"),)


def test_a_refused_link_is_no_help() -> None:
    register = ring_of_three()
    refused = tuple(replace(link, status="refused") for link in register.links)
    assert dependence(replace(register, links=refused)).ties == ()


def test_harm_is_told_apart_from_help() -> None:
    register = replace(ring_of_three(), effects=(Effect("a", "c", Fraction(-4)), Effect("b", "a", Fraction(2))))
    harms = {(tie.by, tie.to): tie.harm for tie in dependence(register).ties if tie.harm}
    assert harms == {("a", "c"): 4, ("b", "a"): -2}


def test_go_betweens_by_the_definition() -> None:
    register = load_register(ROOM)
    found = dependence(register)
    near = {frozenset((tie.by, tie.to)) for tie in found.ties if tie.help > 0}
    names = [o.id for o in register.organisations]

    def distances(source: str) -> tuple[dict[str, int], dict[str, int]]:
        far, ways, edge = {source: 0}, {source: 1}, [source]
        while edge:
            after: list[str] = []
            for here in edge:
                for there in names:
                    if frozenset((here, there)) in near and here != there:
                        if there not in far:
                            far[there], ways[there] = far[here] + 1, 0
                            after.append(there)
                        if far[there] == far[here] + 1:
                            ways[there] += ways[here]
            edge = after
        return far, ways

    known = {name: distances(name) for name in names}
    total = dict.fromkeys(names, Fraction(0))
    for s, t in permutations(names, 2):
        far, ways = known[s]
        for v in names:
            if v not in (s, t) and t in far and v in far and far[v] + known[v][0].get(t, 99) == far[t]:
                total[v] += Fraction(ways[v] * known[v][1][t], ways[t])
    pairs = (len(names) - 1) * (len(names) - 2)
    assert {v: part / pairs for v, part in total.items()} == dict(found.brokers)


def test_two_groups_with_one_bridge_are_two_clusters() -> None:
    register = ring_of_three()
    twin = tuple(Organisation(x) for x in "def")
    offers = (*register.offers, *(replace(o, id=f"o{y}", by=y) for o, y in zip(register.offers, "def", strict=True)))
    needs = (*register.needs, *(replace(n, id=f"n{y}", of=y) for n, y in zip(register.needs, "def", strict=True)))
    links = (*register.links, Link("od", "ne"), Link("oe", "nf"), Link("of", "nd"), Link("oa", "nd"))
    found = dependence(Register("Two", (*register.organisations, *twin), offers, needs, links))
    assert set(found.clusters) == {("a", "b", "c"), ("d", "e", "f")}
    assert found.holders[0].organisation == "a"


def test_the_map_for_other_tools_names_every_end() -> None:
    register = load_register(ROOM)
    data = kumu(dependence(register), register)
    labels = {element["label"] for element in data["elements"]}
    assert len(labels) == 25
    assert {c[end] for c in data["connections"] for end in ("from", "to")} <= labels
