"""Genius XML: what its values mean, how damage is repaired, and that what is exported is read back the same."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from tests.shared_data import shared
from tests.strategies import cases

from makeable.casefile.foreign import import_case
from makeable.casefile.genius_evaluator import points_of
from makeable.casefile.genius_writer import genius_files, write_genius
from makeable.casefile.xml_text import parse_xml
from makeable.errors import BadInput, Problem
from makeable.model import Case, ChoiceIssue, Curve, Package

DOMAIN = """<negotiation_template><utility_space number_of_issues="3"><objective index="0" name="Trip">
<issue index="1" name="Where to" type="discrete"><item index="1" value="Sea & sand"></item>
<item index="2" value="Hills"></item></issue>
<issue index="2" name="Days" type="integer" lowerbound="1" upperbound="5"></issue>
<issue index="3" name="Price" type="real"><range lowerbound="0" upperbound="100"></range></issue>
</objective></utility_space></negotiation_template>"""
PROFILE = """<utility_space><objective index="0" name="Trip">
<issue index="1" name="Where to" type="discrete"><item index="1" value="Sea & sand" evaluation="4"></item>
<item index="2" value="Hills" evaluation="3"></item></issue>
<issue index="2" name="Days" type="integer" lowerbound="1" upperbound="5">
<evaluator ftype="linear" slope="0.25" offset="0.0"></evaluator></issue>
<issue index="3" name="Price" type="real"><range lowerbound="0" upperbound="100"></range>
<evaluator ftype="linear" parameter0="1.2" parameter1="-0.01"></evaluator></issue>
<weight index="1" value="0.5"></weight><weight index="2" value="0.3"></weight><weight index="3" value="0.2"></weight>
</objective><discount_factor value="0.9"></discount_factor><reservation value="0.25"></reservation></utility_space>"""


def write(folder: Path, **texts: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.xml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def imported(folder: Path) -> tuple[Case, tuple[Problem, ...]]:
    case, problems = import_case([folder])
    assert case is not None, "\n".join(map(str, problems))
    return case, problems


def test_values_are_those_of_genius_exactly(tmp_path: Path) -> None:
    case, problems = imported(write(tmp_path, domain=DOMAIN, anna=PROFILE))
    sheet = case.sheets["anna"]
    assert [issue.id for issue in case.issues] == ["where-to", "Days", "Price"]
    assert sheet.no_deal == Fraction(1, 4)
    best = Package({"where-to": "sea-sand", "Days": Fraction(5), "Price": Fraction(10)})
    assert sheet.value(best) == Fraction("0.5") + Fraction("0.3") + Fraction("0.2")  # cut off at 1 below a price of 20
    other = Package({"where-to": "Hills", "Days": Fraction(3), "Price": Fraction(70)})
    assert sheet.value(other) == Fraction("0.5") * Fraction(3, 4) + Fraction("0.3") / 2 + Fraction("0.2") / 2
    told = [(problem.where.rpartition(", ")[2], problem.severity) for problem in problems]
    assert told.count(("line 2", "warning")) == 2  # the bare & in both files
    assert any("discounts" in problem.what for problem in problems)
    assert sheet.note == "Genius discount factor 0.9."


@pytest.mark.parametrize(
    ("damage", "repaired"),
    [
        (("</issue>\n<issue index=\"2\"", "\n<issue index=\"2\""), "is not closed"),
        (('value="Hills"', "value=Hills"), "no quotes"),
        (('value="Hills"', 'value="Hills'), "is not closed"),
        (('value="Hills"', 'value="Hi"ll"s"'), "bare quote"),
        (('value="Hills"', 'value="Hills" value="Dales"'), "stands twice"),
        (("</objective></utility_space></negotiation_template>", ""), "ends before"),
        (("<objective", "</weight><objective"), "closes nothing"),
        (('value="Hills"', 'value="a < b"'), "bare <"),
        (('value="Hills"', '!! value="Hills"'), "stray text"),
        (('<item index="2"', "<!-- x -- ><item index=\"2\""), "not closed"),
    ],
)  # fmt: skip
def test_damage_is_repaired_and_told(damage: tuple[str, str], repaired: str) -> None:
    assert damage[0] in DOMAIN
    problems: list[Problem] = []
    root = parse_xml(DOMAIN.replace(*damage, 1), "domain.xml", problems)
    assert root is not None
    assert root.tag == "negotiation_template"
    assert any(repaired in problem.what and problem.where.startswith("domain.xml, line ") for problem in problems)
    assert all(problem.severity == "warning" for problem in problems)


def test_bytes_of_windows_are_read(tmp_path: Path) -> None:
    text = DOMAIN.replace("Hills", "€10,000").encode("cp1252")
    case, problems = imported(write(tmp_path, domain=text, p=PROFILE.replace("Hills", "€10,000")))
    issue = case.issues[0]
    assert isinstance(issue, ChoiceIssue)
    assert [option.name for option in issue.options] == ["Sea & sand", "€10,000"]
    assert any("Windows-1252" in problem.fix for problem in problems)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + DOMAIN
    case, problems = import_case([write(tmp_path, domain=bomb)])
    assert case is None
    assert any("document type" in problem.what for problem in problems)
    (tmp_path / "secret").write_text("SECRET")
    external = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>' + DOMAIN.replace("Hills", "&a;")
    _, problems = import_case([write(tmp_path / "2", domain=external)])
    assert not any("SECRET" in str(problem) for problem in problems)


def test_evaluators_bend_where_they_are_cut_off() -> None:
    low, high = Fraction(0), Fraction(10)
    line = points_of("linear", {"slope": Fraction(1, 4), "offset": Fraction(0)}, low, high, None)
    assert line == [(low, 0), (Fraction(4), 1), (high, 1)]
    curve = Curve(tuple(points_of("linear", {"slope": Fraction(3, 8), "offset": low}, low, high, Fraction(1)) or ()))
    assert [curve.value(Fraction(n)) for n in range(5)] == [0, Fraction(3, 8), Fraction(6, 8), 1, 1]
    peak = points_of("triangular", {f"parameter{n}": Fraction(v) for n, v in enumerate((2, 8, 4))}, low, high, None)
    assert peak == [(low, 0), (Fraction(2), 0), (Fraction(4), 1), (Fraction(8), 0), (high, 0)]
    assert points_of("faratin", {}, low, high, None) is None


def positional_values(case: Case) -> list[list[Fraction]]:
    """The gain of every party in every package (a grid of continuous quantities), by position."""
    ways = [list(issue.by_id) if isinstance(issue, ChoiceIssue) else issue.grid(4) for issue in case.issues]
    found = []
    for choices in product(*ways):
        package = Package(dict(zip(case.issue, choices, strict=True)))
        found.append([sheet.gain(package) for sheet in case.sheets.values()])
    return found


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(constraints=False, interactions=False, any_rule=False))
def test_additive_cases_come_back_the_same(case: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("genius")
    try:
        _, lost = write_genius(case, folder)
    except BadInput as refused:
        kinds = {problem.what.partition(" holds ")[2].partition(" only as ")[2] for problem in refused.problems}
        if kinds == {"one straight line."}:
            return
        raise
    back, _ = imported(folder)
    assert list(back.party) == [key for key in case.party if case.party[key].sheet]
    assert [issue.id for issue in back.issues] == [issue.id for issue in case.issues]
    told = " ".join(f"{problem.what} {problem.fix}" for problem in lost)
    if "is no decimal number" in told:
        return  # rounded, and said so
    assert positional_values(back) == positional_values(case)
    if "below 0" not in told:
        assert [s.no_deal for s in back.sheets.values()] == [s.no_deal for s in case.sheets.values()]
        if "written as options" not in told and "share a name" not in told:
            assert back.issues == case.issues


def test_the_export_is_strict_xml_within_genius_limits() -> None:
    from makeable.casefile import load

    written = genius_files(load("cases/sports-complex"))
    assert any("decision rule" in problem.what for problem in written.problems)
    for name, text in written.files.items():
        root = ElementTree.fromstring(text)
        if name == "domain.xml":
            continue
        weights = [float(weight.attrib["value"]) for weight in root.iter("weight")]
        assert 0 <= sum(weights) <= 1
        assert all(float(item.attrib["evaluation"]) >= 0 for item in root.iter("item"))


@pytest.mark.parametrize("group", ["ANAC2015", "anac2010"])
def test_every_public_set_imports(group: str) -> None:
    folders = sorted(path for path in shared(f"genius/{group}").iterdir() if path.is_dir())
    assert len(folders) >= 3
    for folder in folders:
        case, problems = import_case([folder])
        assert case is not None, folder
        assert all(problem.severity == "warning" for problem in problems)
        assert len(case.sheets) == len(list(folder.glob("*.xml"))) - 1


def test_values_of_public_files_against_a_strict_parser() -> None:
    """Where a strict parser can read the files, the values are weight x evaluation / largest evaluation."""
    folder = shared("genius/ANAC2015/group1-university")
    case, _ = import_case([folder])
    assert case is not None
    for path in sorted(folder.glob("*util*.xml")):
        root = ElementTree.parse(path).getroot()
        sheet = next(p.sheet for p in case.parties if p.name == path.stem)
        assert sheet is not None
        weights = {weight.attrib["index"]: Fraction(weight.attrib["value"]) for weight in root.iter("weight")}
        for issue, element in zip(case.issues, root.iter("issue"), strict=True):
            given = [Fraction(item.attrib["evaluation"]) for item in element.iter("item")]
            scores = [sheet.scores[issue.id].value(option) for option in getattr(issue, "by_id", {})]
            assert scores == [weights[element.attrib["index"]] * value / max(given) for value in given]
