import numpy as np
import pytest

from makeable.kernels.excess_program import Row, StageProgram, Stalled
from makeable.kernels.nucleolus_certificate import Free


def program(values: list[int], players: int, floors: bool = False) -> StageProgram:
    return StageProgram(np.array(values, dtype=float), players, floors, per_capita=False)


def test_the_first_stage_finds_the_loudest_complaint_and_who_has_it() -> None:
    asked = program([0, 0, 0, 118, 0, 84, 50, 121], 3)
    stage = asked.solve(asked.first_rows(), Free(3).open(), [121.0])
    assert stage.excess == pytest.approx(10 / 3)
    assert {row.coalition for row in stage.binding} == {3, 5, 6}


def test_floors_keep_everybody_at_what_they_have_alone() -> None:
    values = [0, 4, 0, 9, 0, 9, 9, 10]
    free, bound = program(values, 3), program(values, 3, floors=True)
    open_ = Free(3).open()
    without = free.solve(free.first_rows(), open_, [10.0])
    within = bound.solve(bound.first_rows(), open_, [10.0])
    assert within.excess == pytest.approx(3)  # 1 keeps 4, which leaves 6 for 2 and 3, who can have 9
    assert without.excess == pytest.approx(7 / 3)
    assert Row(1, floor=True) in within.binding


def test_it_gives_up_rather_than_go_on_for_ever() -> None:
    asked = program([0, 0, 0, 118, 0, 84, 50, 121], 3)
    asked.pivot_limit = 1
    with pytest.raises(Stalled):
        asked.solve(asked.first_rows(), Free(3).open(), [121.0])
