"""The calculators that an expression may call: the reference functions of `calculators/*.py`, by `module.function`.

A function is registered where all it takes are numbers, true and false, and lists of them, and so is what it returns.
Arguments come from files that may be hostile: a whole number is at most so large that no function can be made to fill
the memory, and larger only for those of `_ARITHMETIC`, which allocate nothing and have no loop.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any

from quizapp.bank.expressions.functions import BUILT_IN

# Whole numbers, beside arrays (where they may be sizes, paddings, sweeps) and alone.
MOST_BESIDE_ARRAYS = 64
MOST_ALONE = 1_024
MOST_IN_ARITHMETIC = 10**12
# Whole numbers in a list are counts of something; and some functions look at all subsets of a list.
MOST_IN_LIST = 10_000
MOST_ROWS = 16
# The expansion of a determinant along a row has n! terms.
_MOST_ROWS_OF = {"linear_algebra.determinant": 7}
# Padding makes of a few thousand cells an image of gigabytes: a window is laid at every place of it.
MOST_BESIDE_IMAGES = 16
_OF_IMAGES = ("convolution.", "convolution_backward.")
# A function whose argument is the shape of a large array.
_LEFT_OUT = frozenset({"convolution.col2im"})

# Functions of whole numbers that only multiply and divide: the counts of parameters and operations of large networks.
_ARITHMETIC = frozenset(
    {
        *("architectures.linear_parameters", "architectures.convolution_block_parameters"),
        *("architectures.basic_block_parameters", "architectures.bottleneck_weights"),
        *("architectures.squeeze_excitation_parameters", "architectures.patches"),
        *("architectures.vit_embedding_parameters", "architectures.window_attention_pairs"),
        *("convolution.output_size", "convolution.transposed_output_size", "convolution.same_padding"),
        *("convolution.parameters", "convolution.multiply_adds", "convolution.depthwise_separable_multiply_adds"),
        *("initialization.xavier_std", "initialization.xavier_uniform_bound", "initialization.he_std"),
        *("initialization.convolution_fan_in", "operation.low_rank_parameters", "operation.updates"),
        *("operation.matrix_product_flops", "operation.arithmetic_intensity", "operation.ring_all_reduce_bytes"),
        *("schedules.updates", "speech.frames", "speech.bins"),
        *("transformer.multi_head_parameters", "transformer.encoder_layer_parameters"),
        *("transformer.self_attention_multiplications", "metrics.precision", "metrics.recall", "metrics.f1_score"),
        *("metrics.accuracy", "language.smoothed_bigram", "language.tf_idf"),
    }
)
_PLAIN = re.compile(
    r"(?:ArrayLike|Array|Box|int|float|bool|\.\.\.|(?:Sequence|tuple|list)\[.*\])(?:\s*\|\s*(?:int|float|ArrayLike))*"
)
_OPAQUE = re.compile(r"Callable|Mapping|Any|dict|str|Model|Activation|None")
# What arithmetic on hostile arguments can raise inside a calculator.
_FAILURES = (ArithmeticError, LookupError, TypeError, ValueError, AssertionError, MemoryError, RecursionError)


class UnknownCalculator(LookupError):
    """No calculator has this name; `near` are names that resemble it."""

    def __init__(self, name: str, near: str) -> None:
        super().__init__(name)
        self.near = near


class WrongArgument(Exception):
    """Arguments that the function doesn't take: how many, how they are called, of what kind, how large.

    `code` names the message (`bank.argument_<code>`), `values` fills it.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


class Failed(Exception):
    """The function has no value for these numbers; the reason is its own."""


@dataclass(frozen=True, slots=True)
class Calculator:
    """A registered calculator: `module.function`, how it is called, and the first line of its documentation."""

    name: str
    signature: str
    summary: str


@dataclass(frozen=True, slots=True)
class _Registered:
    run: Callable[..., Any]
    signature: inspect.Signature
    kinds: Mapping[str, str]
    most: int
    most_rows: int


def registered() -> list[Calculator]:
    """Every calculator, by name. Imports all their modules."""
    found = []
    for module in _modules():
        for name, calculator in _functions(module).items():
            full = f"{module}.{name}"
            words = (inspect.getdoc(calculator.run) or "").partition("\n")[0]
            found.append(Calculator(full, full + str(calculator.signature).replace("'", ""), words))
    return sorted(found, key=lambda calculator: calculator.name)


def is_registered(name: str) -> bool:
    """Whether a calculator has this name."""
    return _find(name) is not None


def call(name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Any:
    """The value of a calculator as plain numbers and lists.

    Raises `UnknownCalculator`, `WrongArgument`, or `Failed` where it has no value for these numbers.
    """
    found = _find(name)
    if found is None:
        raise UnknownCalculator(name, ", ".join(_near(name)))
    try:
        bound = found.signature.bind(*arguments, **named)
    except TypeError:
        raise WrongArgument("form", form=f"{name}({', '.join(_written(found.signature))})") from None
    given = {key: _argument(found, key, value) for key, value in bound.arguments.items()}
    import numpy as np

    try:
        with np.errstate(all="ignore"):
            value = found.run(**given)
    except _FAILURES as error:
        raise Failed(str(error) or type(error).__name__) from None
    return _plain(value)


def _written(signature: inspect.Signature) -> Iterator[str]:
    """The parameters as they are written in a call, those that may be left out with what they then are."""
    for name, found in signature.parameters.items():
        yield name if found.default is found.empty else f"{name}={found.default}"


def _argument(found: _Registered, key: str, value: Any) -> Any:
    """A value as the parameter `key` takes it. Raises `WrongArgument`."""
    kind = found.kinds[key]
    most = found.most if not isinstance(value, list) else MOST_BESIDE_ARRAYS if "tuple" in kind else MOST_IN_LIST
    _check_size(value, most, found.most_rows)
    if kind == "bool":
        if not isinstance(value, bool):
            raise WrongArgument("truth", name=key)
        return value
    if kind == "int":
        if isinstance(value, list | bool) or value != int(value):
            raise WrongArgument("whole", name=key)
        return int(value)
    if kind == "float":
        if isinstance(value, list | bool):
            raise WrongArgument("number", name=key)
        return float(value)
    if kind == "Array" or kind.startswith("ArrayLike"):
        import numpy as np

        try:
            return np.asarray(value, dtype=np.float64)
        except (ValueError, TypeError):
            raise WrongArgument("rows", name=key) from None
    if not isinstance(value, list):
        raise WrongArgument("list", name=key)
    return _tuples(value) if "tuple" in kind or kind == "Box" else value


def _check_size(value: Any, most: int, most_rows: int) -> None:
    if isinstance(value, list):
        if len(value) > most_rows:
            raise WrongArgument("long", most=most_rows)
        for part in value:
            _check_size(part, most, most_rows)
    elif isinstance(value, int) and abs(value) > most:
        raise WrongArgument("large", found=value, most=most)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """NumPy's numbers and arrays, and tuples, as plain ones."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    plain = value.tolist()
    return _plain(plain) if isinstance(plain, list) else plain


@lru_cache(maxsize=1)
def _modules() -> tuple[str, ...]:
    import calculators

    return tuple(sorted(found.name for found in pkgutil.iter_modules(calculators.__path__) if not found.ispkg))


@lru_cache(maxsize=64)
def _functions(module: str) -> dict[str, _Registered]:
    """The registered functions of one module, which is imported."""
    loaded = importlib.import_module(f"calculators.{module}")
    own = {name: value for name, value in vars(loaded).items() if _is_own(loaded, name, value)}
    return {name: found for name, value in own.items() if (found := _registered(f"{module}.{name}", value))}


def _is_own(module: ModuleType, name: str, value: Any) -> bool:
    return (
        not name.startswith("_")
        and callable(value)
        and inspect.isfunction(inspect.unwrap(value))
        and value.__module__ == module.__name__
    )


def _registered(name: str, run: Callable[..., Any]) -> _Registered | None:
    signature = inspect.signature(run)
    kinds = {key: str(found.annotation).strip("'") for key, found in signature.parameters.items()}
    everything = [*kinds.values(), str(signature.return_annotation).strip("'")]
    if not kinds or name in _LEFT_OUT or any(_OPAQUE.search(kind) for kind in everything):
        return None
    if not all(_PLAIN.fullmatch(kind) for kind in kinds.values()):
        return None
    alone = all(kind in ("int", "float", "bool") for kind in kinds.values())
    beside = MOST_BESIDE_IMAGES if name.startswith(_OF_IMAGES) else MOST_BESIDE_ARRAYS
    most = MOST_IN_ARITHMETIC if name in _ARITHMETIC else MOST_ALONE if alone else beside
    return _Registered(run, signature, kinds, most, _MOST_ROWS_OF.get(name, MOST_ROWS))


def _find(name: str) -> _Registered | None:
    module, _, function = name.partition(".")
    return _functions(module).get(function) if module in _modules() else None


def _near(name: str) -> list[str]:
    """Names that resemble one that is not registered."""
    module, _, function = name.rpartition(".")
    if module in _modules():
        return [f"{module}.{near}" for near in difflib.get_close_matches(function, _functions(module), n=3)]
    names = [calculator.name for calculator in registered()]
    if same := [full for full in names if full.rpartition(".")[2] == name]:
        return same
    if near := difflib.get_close_matches(name.lower(), BUILT_IN, n=3):
        return near
    alone = {full.rpartition(".")[2]: full for full in names} | {full: full for full in names}
    return list(dict.fromkeys(alone[near] for near in difflib.get_close_matches(name.lower(), alone, n=3)))
