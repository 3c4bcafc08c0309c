"""The inputs of a problem as a person sees them: the numbers that its question shows, each traced to its variables.

A family draws `w1` and `w2` and shows the vector `w`. To find out which number comes from which variable, it is drawn
once with numbers that remember where they come from; a number that was computed on the way has forgotten it. Whatever
isn't shown as it was drawn is an input under the variable's own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from calculators.problems.chosen import Chosen, Input, Values, is_numeric
from calculators.problems.draw import Domain
from calculators.problems.problem import Family

T = TypeVar("T")
# A variable, and the place of a cell in its list or table.
Origin = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Field:
    """One input: `name` as the question shows it (or the variable's), the variables of its cells in reading order.

    `shape`: () for one number, (n,) for a list, (rows, columns) for a table. `picked`: it is no number; one of the
    variable's options.
    """

    name: str
    shape: tuple[int, ...]
    cells: tuple[Origin, ...]
    picked: bool = False

    def value(self, inputs: Mapping[str, Input]) -> Any:
        """What stands in it now."""
        values = [_at(inputs[name].value, path) for name, path in self.cells]
        if not self.shape:
            return values[0]
        if len(self.shape) == 1:
            return values
        width = self.shape[1]
        return [values[start : start + width] for start in range(0, len(values), width)]

    def domain(self, cell: int, inputs: Mapping[str, Input]) -> Domain:
        """What a cell's variable is drawn from."""
        return inputs[self.cells[cell][0]].domain

    def put(self, cells: list[Any], values: Values, inputs: Mapping[str, Input]) -> dict[str, Any]:
        """`values` with these cells (in reading order) in the variables that they come from."""
        changed = dict(values)
        for (name, path), cell in zip(self.cells, cells, strict=True):
            changed[name] = _with(changed.get(name, inputs[name].value), path, cell)
        return changed


def fields_of(found: Family, seed: int, attempt: int, values: Values) -> tuple[Field, ...]:
    """The inputs of the problem with these values, those that its question shows first."""
    draw = _Tracing(found.name, seed, attempt, dict(values))
    try:
        given: Mapping[str, Any] = found.draw(draw).given
    except Exception:  # numbers without a solution, or that can't bear being traced: the variables themselves remain
        given = {}
    fields: list[Field] = []
    used: set[Origin] = set()
    for name, value in given.items():
        field = draw.traced(name, value)
        if field is not None and not used.intersection(field.cells):
            fields.append(field)
            used.update(field.cells)
    for own in draw.free:
        # What is shown under the variable's name was computed from it, unless it is the very word that was drawn.
        computed = own.name in given and given[own.name] != own.value
        free = _own_field(own, f"{own.name}*" if computed else own.name)
        if not used.intersection(free.cells):
            fields.append(free)
        else:
            fields += [
                Field(f"{free.name}{_index(path)}", (), ((own.name, path),))
                for name, path in free.cells
                if (name, path) not in used
            ]
    return tuple(fields)


def _own_field(own: Input, name: str) -> Field:
    if not is_numeric(own.domain):
        return Field(name, (), ((own.name, ()),), picked=True)
    return Field(name, own.domain.shape, tuple((own.name, path) for path in _paths(own.domain.shape)))


def _index(path: tuple[int, ...]) -> str:
    return "_" + "".join(str(place + 1) for place in path)


def _paths(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if not shape:
        yield ()
        return
    for place in range(shape[0]):
        for rest in _paths(shape[1:]):
            yield (place, *rest)


def _at(value: Any, path: tuple[int, ...]) -> Any:
    for place in path:
        value = value[place]
    return value


def _with(value: Any, path: tuple[int, ...], cell: Any) -> Any:
    if not path:
        return cell
    copy = list(value)
    copy[path[0]] = _with(copy[path[0]], path[1:], cell)
    return copy


class _Whole(int):
    origin: Origin


class _Decimal(float):
    origin: Origin


class _Tracing(Chosen):
    """A draw whose numbers remember their variable and place, until something is computed from them."""

    def __init__(self, family: str, seed: int, attempt: int, values: Values) -> None:
        super().__init__(family, seed, attempt, values)
        # What is no number, by identity: the option itself stands in what is given.
        self._options: list[tuple[Any, str]] = []

    def settle(self, name: str, domain: Domain, value: T) -> T:
        settled: Any = super().settle(name, domain, value)
        if is_numeric(domain):
            settled = _marked(settled, name, ())
        elif isinstance(settled, list):
            self._options.append((settled, name))
        return settled  # type: ignore[no-any-return]  # the same numbers, marked

    def traced(self, name: str, value: Any) -> Field | None:
        """The input that a shown value is; None where it was computed."""
        for option, variable in self._options:
            if value is option:
                return Field(name, (), ((variable, ()),), picked=True)
        if isinstance(value, _Whole | _Decimal):
            return Field(name, (), (value.origin,))
        if not isinstance(value, list | tuple) or not value:
            return None
        rows = [row for row in value if isinstance(row, list | tuple)]
        if not rows:
            cells, shape = list(value), (len(value),)
        elif len(rows) == len(value) and len({len(row) for row in rows}) == 1 and rows[0]:
            cells, shape = [cell for row in rows for cell in row], (len(rows), len(rows[0]))  # type: ignore[assignment]
        else:
            return None
        origins = [cell.origin for cell in cells if isinstance(cell, _Whole | _Decimal)]
        if len(origins) < len(cells) or len(set(origins)) < len(origins):
            return None
        return Field(name, shape, tuple(origins))


def _marked(value: Any, name: str, path: tuple[int, ...]) -> Any:
    if isinstance(value, list | tuple):
        return [_marked(part, name, (*path, place)) for place, part in enumerate(value)]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    # What was put together of marked numbers is marked anew.
    marked = _Whole(value) if isinstance(value, int) else _Decimal(value)
    marked.origin = (name, path)
    return marked
