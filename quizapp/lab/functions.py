"""The reference functions of `calculators` on the bench, beginning with the example of their own documentation.

The example is read, not run: of its call only literal numbers, lists and a few constructors of arrays are understood,
and the function is called with them directly.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import calculators
from quizapp.lab.bench import Bench
from quizapp.lab.knobs import FREE, Knob

# Whole numbers may be sizes: enough to try, too little to tie up a computer.
_REACH = 6
_LEAST_REACH = 16
_MOST_ARRAY = 4096


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference function: `module.name`, its summary, and the arguments of its example by name.

    `knobs`: those arguments that are numbers, lists, tables or yes and no, and may be set.
    """

    module: str
    name: str
    call: Callable[..., Any]
    first: dict[str, Any]
    knobs: tuple[Knob, ...]

    @property
    def id(self) -> str:
        """`activations.sigmoid`."""
        return f"{self.module}.{self.name}"

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return (inspect.getdoc(self.call) or "").splitlines()[0]

    @property
    def about(self) -> str:
        """Its documentation without the example."""
        return (inspect.getdoc(self.call) or "").partition(">>>")[0].strip()

    @property
    def signature(self) -> str:
        """`softmax(logits, temperature)`."""
        return f"{self.name}({', '.join(inspect.signature(self.call).parameters)})"


class FunctionBench(Bench):
    """A reference function and its value. `trouble`: why it has none for these arguments, in the function's words."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.result: Any = None
        self.trouble = ""
        super().__init__({knob.name: reference.first[knob.name] for knob in reference.knobs})

    def knobs(self) -> tuple[Knob, ...]:
        return self.reference.knobs

    def changed(self) -> None:
        """Call it."""
        import numpy as np

        arrays = _array_names(self.reference.call)
        values = {**self.reference.first, **self.values}
        called = {
            name: np.array(value, dtype=np.float64) if name in arrays else value for name, value in values.items()
        }
        try:
            with np.errstate(all="ignore"):
                self.result, self.trouble = plain(self.reference.call(**called)), ""
        except Exception as error:  # what a function raises for arguments that it has no value for, told as it says it
            self.trouble = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def plain(value: Any) -> Any:
    """A result in plain numbers, lists and tuples; what has named fields as a dict of these."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value] if isinstance(value, list) else tuple(plain(part) for part in value)
    return value


@lru_cache(maxsize=1)
def references() -> tuple[Reference, ...]:
    """Every reference function that can be tried, by module and in the order of the file."""
    found = []
    for module in pkgutil.iter_modules(calculators.__path__):
        if not module.ispkg:
            found += list(_of_module(module.name))
    return tuple(found)


def reference(name: str) -> Reference:
    """The function of this id. Raises KeyError."""
    module, _, function = name.partition(".")
    for found in references():
        if (found.module, found.name) == (module, function):
            return found
    raise KeyError(name)


def _of_module(name: str) -> Iterator[Reference]:
    module = importlib.import_module(f"calculators.{name}")
    for key, value in vars(module).items():
        if key.startswith("_") or not inspect.isfunction(value) or value.__module__ != module.__name__:
            continue
        first = _example(value)
        if first is None:
            continue
        parameters = inspect.signature(value).parameters
        whole = {key for key, found in parameters.items() if "int" in str(found.annotation)}
        knobs = [_knob(argument, example, argument in whole) for argument, example in first.items()]
        kept = tuple(knob for knob in knobs if knob is not None)
        if kept:
            yield Reference(name, key, value, first, kept)


def _array_names(function: Callable[..., Any]) -> set[str]:
    parameters = inspect.signature(function).parameters
    return {name for name, found in parameters.items() if str(found.annotation) == "Array"}


def _knob(name: str, value: Any, whole: bool) -> Knob | None:
    """How an argument may be set, by the form of its example; None for what is neither number nor list nor table."""
    if isinstance(value, bool):
        return Knob(name, options=(False, True))
    if isinstance(value, int | float):
        farthest = max(_LEAST_REACH, _REACH * abs(value))
        return Knob(name, low=-farthest, high=farthest, whole=True) if whole else Knob(name)
    rows = list(value) if isinstance(value, list | tuple) else []
    if rows and all(type(cell) in (int, float) for cell in rows):
        # A tuple has places with a meaning each.
        return Knob(name, (len(rows) if isinstance(value, tuple) else FREE,), whole=whole)
    tables = [list(row) for row in rows if isinstance(row, list | tuple)]
    even = rows and len(tables) == len(rows) and len({len(row) for row in tables}) == 1
    if even and all(type(cell) in (int, float) for row in tables for cell in row):
        return Knob(name, (FREE, FREE), whole=whole)
    return None


def _example(function: Callable[..., Any]) -> dict[str, Any] | None:
    """The arguments of the first example that calls the function itself, with the defaults of those left out."""
    for call in _calls(inspect.getdoc(function) or "", function.__name__):
        try:
            bound = inspect.signature(function).bind(
                *(_literal(argument) for argument in call.args),
                **{str(keyword.arg): _literal(keyword.value) for keyword in call.keywords},
            )
        except (_Unread, TypeError):
            continue
        bound.apply_defaults()
        return dict(bound.arguments)
    return None


def _calls(text: str, name: str) -> Iterator[ast.Call]:
    lines = [line[4:] for line in text.splitlines() if line.startswith((">>> ", "... "))]
    for line in lines:
        try:
            tree = ast.parse(line)
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


class _Unread(ValueError):
    """An argument of an example that is neither a literal nor a known constructor."""


def _literal(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = _literal(operand)
            if isinstance(value, int | float):
                return -value
        case ast.List(elts=parts):
            return [_literal(part) for part in parts]
        case ast.Tuple(elts=parts):
            return tuple(_literal(part) for part in parts)
        case ast.Call(func=ast.Attribute(value=inner, attr="reshape"), args=sizes):
            return _reshaped(_literal(inner), [_literal(size) for size in sizes])
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr=name), args=parts):
            return _array(name, [_literal(part) for part in parts])
    raise _Unread


def _reshaped(values: Any, sizes: list[Any]) -> list[Any]:
    import numpy as np

    if not all(isinstance(size, int) for size in sizes):
        raise _Unread
    found: list[Any] = np.array(values).reshape(sizes).tolist()
    return found


def _array(name: str, parts: list[Any]) -> list[Any]:
    import numpy as np

    makers: dict[str, Callable[..., Any]] = {
        "array": np.array, "eye": np.eye, "zeros": np.zeros, "ones": np.ones, "arange": np.arange,
    }  # fmt: skip
    if name not in makers:
        raise _Unread
    made = makers[name](*parts)
    if made.size > _MOST_ARRAY:
        raise _Unread
    found: list[Any] = made.tolist()
    return found
