import pytest

from makeable.casefile.document import parse
from makeable.coalition.body_file import Body, is_body, read_body
from makeable.errors import BadInput, Problem
from makeable.model import AtLeast, Party


def read(text: str) -> Body:
    problems: list[Problem] = []
    root = parse(text, "body.yaml", problems)
    assert root is not None
    return read_body(root, problems)


def test_a_body_has_parties_a_rule_and_unions() -> None:
    body = read("title: T\nparties: {a: Ann, b: Bob, c: Cy}\nrule: {at_least: 2}\nunions: [[a, c]]\n")
    assert body.case.parties == (Party("a", "Ann"), Party("b", "Bob"), Party("c", "Cy"))
    assert body.case.rule == AtLeast(2, ("a", "b", "c"))
    assert body.unions == (("a", "c"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule: {at_least: 2}", "needs `parties`"),
        ("parties: [a, a]\nrule: unanimity", "`a` is named twice"),
        ("parties: [a, b]\nrule: {at_least: 3}", "3"),
        ("parties: [a, b]\nrule: unanimity\nunions: [[a, z]]", "`z`"),
        ("parties: [a, b]\nrule: unanimity\nsheets: 1", "`sheets`"),
    ],
)
def test_bad_bodies_are_listed_problems(text: str, said: str) -> None:
    with pytest.raises(BadInput) as bad:
        read(text)
    assert said in str(bad.value)


def test_a_case_is_not_a_body() -> None:
    problems: list[Problem] = []
    assert not is_body(parse("issues: []\nrule: unanimity", "x", problems))
    assert is_body(parse("parties: [a]\nrule: unanimity", "x", problems))
    assert not is_body(None)
