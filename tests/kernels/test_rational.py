from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from makeable.kernels.rational import null_space, solve

matrices = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(-4, 4), min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(matrices)
def test_the_null_space_is_all_that_is_mapped_to_zero(matrix: list[list[int]]) -> None:
    columns = len(matrix[0])
    basis = null_space(matrix, columns)
    assert all(sum(a * b for a, b in zip(row, v, strict=True)) == 0 for row in matrix for v in basis)
    # rank and nullity add up: adding the basis as rows leaves nothing
    assert null_space([*matrix, *basis], columns) == []
    assert null_space(basis, columns) != [] or len(basis) == columns


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(st.integers(-5, 5), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_solutions_solve(rows: list[list[int]]) -> None:
    matrix, right = [row[:-1] for row in rows], [row[-1] for row in rows]
    found = solve(matrix, right)
    if found is None:
        assert null_space(matrix, len(right)) != []
    else:
        assert [sum((a * x for a, x in zip(row, found, strict=True)), Fraction(0)) for row in matrix] == right
