"""PyTorch's names, computed by NumPy: `torch.X`, `F.X`, the methods of tensors.

Only what PyTorch means by them: `x.transpose(0, 1)` swaps two axes, `x.size(0)` is one size, `x.var()` divides by N-1,
`x.max(dim=1)` gives values and indices, `x.repeat` repeats the whole tensor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from calculators.answers.code import helpers, library, products
from calculators.answers.code.functions import PART, Function, broadcast, by_size, by_sorting, define, not_empty, plain
from calculators.answers.code.helpers import by_element as helper
from calculators.answers.code.limits import Budget, Stopped
from calculators.answers.code.tables import ATTRIBUTES, BUILTINS, FUNCTIONS, MATH_MODULE, TYPES, Library, Module
from calculators.answers.code.values import as_whole, shape_text

_DIM = "input|x axis|dim?:axis keepdims|keepdim?:flag"


def _filled(budget: Budget, array: Any) -> None:
    not_empty(budget, {"a": array})


def _reduction(name: str, function: Any) -> Function:
    def run(budget: Budget, input: Any, axis: Any = None, keepdims: bool = False) -> Any:
        _filled(budget, input)
        return function(input, axis=axis, keepdims=keepdims)

    return define(name, _DIM, run)


def _spread(name: str, function: Any) -> Function:
    """var and std: of a sample (N-1) unless told otherwise."""

    def run(
        budget: Budget,
        input: Any,
        axis: Any = None,
        keepdims: bool = False,
        unbiased: bool = True,
        correction: int | None = None,
    ) -> Any:
        _filled(budget, input)
        ddof = correction if correction is not None else int(unbiased)
        return function(input, axis=axis, ddof=ddof, keepdims=keepdims)

    return define(name, f"{_DIM.replace('keepdims', '!keepdims')} !unbiased?:flag !correction?:int", run)


def _extreme(name: str, function: Any, place: Any, both: Any) -> Function:
    """max and min: of all, of two tensors, or along a dim with the indices."""

    def run(budget: Budget, input: Any, axis: Any = None, keepdims: bool = False) -> Any:
        _filled(budget, input)
        if axis is None:
            return function(input)
        if isinstance(axis, np.ndarray) and axis.ndim:
            broadcast(budget, input, axis)
            return both(input, axis)
        dim = as_whole(axis, "dim")
        return function(input, axis=dim, keepdims=keepdims), place(input, axis=dim, keepdims=keepdims)

    return define(name, "input|x axis|dim|other?:any keepdims|keepdim?:flag", run)


def _swap(budget: Budget, input: Any, dim0: int, dim1: int) -> Any:
    budget.spend(1)
    return np.swapaxes(input, dim0, dim1)


def _t(budget: Budget, input: Any) -> Any:
    if input.ndim > 2:
        raise Stopped("code_axes", axes="t()", got=shape_text(input.shape))
    return library.transpose(budget, input)


def _unsqueeze(budget: Budget, input: Any, axis: int) -> Any:
    budget.spend(1)
    return np.expand_dims(input, axis)


def _squeeze(budget: Budget, input: Any, axis: Any = None) -> Any:
    budget.spend(1)
    if isinstance(axis, int) and -input.ndim <= axis < input.ndim and input.shape[axis] != 1:
        # PyTorch leaves an axis of another size alone.
        return input
    return np.squeeze(input, axis)


def _flatten(budget: Budget, input: Any, start_dim: int = 0, end_dim: int = -1) -> Any:
    rank = max(1, input.ndim)
    first, last = start_dim % rank, end_dim % rank
    if first > last:
        raise Stopped("code_axis", axis=start_dim, got=shape_text(input.shape))
    joined = int(np.prod(input.shape[first : last + 1], dtype=int))
    return library.reshape(budget, input, (*input.shape[:first], joined, *input.shape[last + 1 :]))


def _view(budget: Budget, input: Any, shape: tuple[int, ...]) -> Any:
    return library.reshape(budget, input, shape)


def _repeat(budget: Budget, input: Any, sizes: tuple[int, ...]) -> Any:
    return library.tile(budget, input, sizes)


def _expand(budget: Budget, input: Any, sizes: tuple[int, ...]) -> Any:
    rank = len(sizes) - input.ndim
    shape = tuple(input.shape[at - rank] if size == -1 and at >= rank else size for at, size in enumerate(sizes))
    return library.broadcast_to(budget, input, shape)


def _size(_: Budget, input: Any, axis: int | None = None) -> Any:
    shape = tuple(int(size) for size in input.shape)
    return shape if axis is None else shape[axis]


def _masked_fill(budget: Budget, input: Any, mask: Any, value: float) -> Any:
    if mask.dtype.kind != "b":
        raise Stopped("code_not_mask")
    broadcast(budget, input, mask)
    return np.where(mask, value, input)


def _gather(budget: Budget, input: Any, axis: int, index: Any) -> Any:
    return library.take_along_axis(budget, input, index, axis)


def _chunk(budget: Budget, input: Any, chunks: int, axis: int = 0) -> Any:
    if chunks < 1 or not input.ndim or chunks > input.shape[axis]:
        raise Stopped("code_split", got=shape_text(input.shape), parts=chunks)
    budget.spend(input.size + PART * chunks)
    size = -(-input.shape[axis] // chunks)
    return tuple(np.split(input, range(size, input.shape[axis], size), axis))


def _split(budget: Budget, input: Any, split_size: int, axis: int = 0) -> Any:
    if split_size < 1 or not input.ndim:
        raise Stopped("code_split", got=shape_text(input.shape), parts=split_size)
    budget.spend(input.size + PART * -(-input.shape[axis] // split_size))
    return tuple(np.split(input, range(split_size, input.shape[axis], split_size), axis))


def _one_hot(budget: Budget, input: Any, num_classes: int = -1) -> Any:
    if input.dtype.kind not in "iu" or not input.size or input.min() < 0:
        raise Stopped("code_argument", what="input", got=shape_text(input.shape))
    classes = num_classes if num_classes > 0 else int(input.max()) + 1
    if input.max() >= classes:
        raise Stopped("code_index", index=int(input.max()), size=classes)
    budget.array((*input.shape, classes))
    return (input[..., None] == np.arange(classes)).astype(int)


def _linear(budget: Budget, input: Any, weight: Any, bias: Any = None) -> Any:
    product = products.matmul(budget, input, weight.T)
    if bias is None:
        return product
    broadcast(budget, product, bias)
    return product + bias


def _reduced(values: Any, reduction: str) -> Any:
    if reduction not in ("mean", "sum", "none"):
        raise Stopped("code_argument", what="reduction", got=reduction)
    return values if reduction == "none" else getattr(np, reduction)(values)


def _nll(budget: Budget, input: Any, target: Any, reduction: str = "mean") -> Any:
    rows = input.shape[:1]
    if input.ndim != 2 or target.shape != rows or target.dtype.kind not in "iu" or not target.size:
        raise Stopped("code_shapes", shapes=f"{shape_text(input.shape)}, {shape_text(target.shape)}")
    budget.spend(input.size)
    return _reduced(-input[np.arange(len(target)), target], reduction)


def _cross_entropy(budget: Budget, input: Any, target: Any, reduction: str = "mean") -> Any:
    _filled(budget, input)
    budget.spend(6 * input.size)
    logs = helpers.log_softmax(input)
    if target.dtype.kind == "f" and target.shape == input.shape and input.ndim == 2:
        return _reduced(-np.sum(target * logs, axis=1), reduction)
    return _nll(budget, logs, target, reduction)


def _mse(budget: Budget, input: Any, target: Any, reduction: str = "mean") -> Any:
    broadcast(budget, input, target)
    return _reduced((input - target) ** 2, reduction)


def _binary_cross_entropy(budget: Budget, input: Any, target: Any, reduction: str = "mean") -> Any:
    broadcast(budget, input, target)
    return _reduced(-(target * np.log(input) + (1 - target) * np.log(1 - input)), reduction)


def _numel(_: Budget, input: Any) -> int:
    return int(input.size)


_ACTIVATIONS = {
    "relu": helper("relu", helpers.relu, "input|x"),
    "sigmoid": helper("sigmoid", helpers.sigmoid, "input|x"),
    "tanh": helper("tanh", np.tanh, "input|x"),
    "softmax": helper("softmax", helpers.softmax, "input|x axis|dim:int"),
    "log_softmax": helper("log_softmax", helpers.log_softmax, "input|x axis|dim:int"),
}
_BY_ELEMENT = """
exp expm1 log log1p log2 log10 sqrt abs absolute square sign sin cos tan floor ceil round reciprocal negative
isnan isinf isfinite logical_not maximum minimum logical_and logical_or logical_xor isclose allclose
zeros_like ones_like full_like outer dot matmul power diag trace einsum where reshape broadcast_to
eye arange linspace full stack vstack hstack flip roll argsort take count_nonzero tile cross diff unique bincount
"""
_NAMED = """
pow=power mul=multiply multiply=multiply add=add sub=subtract subtract=subtract div=divide divide=divide mm=matmul
bmm=matmul mv=matmul neg=negative eq=equal ne=not_equal gt=greater ge=greater_equal lt=less le=less_equal ger=outer
cat=concatenate concat=concatenate movedim=moveaxis repeat_interleave=repeat
"""
_SHARED: dict[str, Function] = {name: FUNCTIONS[name] for name in _BY_ELEMENT.split()} | {
    ours: FUNCTIONS[theirs] for ours, theirs in (pair.split("=") for pair in _NAMED.split())
}
_TENSOR: dict[str, Function] = {
    **_SHARED,
    **_ACTIVATIONS,
    "sum": _reduction("sum", np.sum),
    "prod": _reduction("prod", np.prod),
    "mean": _reduction("mean", np.mean),
    "amax": _reduction("amax", np.max),
    "amin": _reduction("amin", np.min),
    "all": _reduction("all", np.all),
    "any": _reduction("any", np.any),
    "argmax": _reduction("argmax", np.argmax),
    "argmin": _reduction("argmin", np.argmin),
    "var": _spread("var", np.var),
    "std": _spread("std", np.std),
    "max": _extreme("max", np.max, np.argmax, np.maximum),
    "min": _extreme("min", np.min, np.argmin, np.minimum),
    "cumsum": plain("cumsum", "a|input axis|dim:int", np.cumsum, by_size),
    "cumprod": plain("cumprod", "a|input axis|dim:int", np.cumprod, by_size),
    "clamp": define("clamp", "a|input a_min|min?:array? a_max|max?:array?", library.clip),
    "clip": define("clip", "a|input a_min|min?:array? a_max|max?:array?", library.clip),
    "transpose": define("transpose", "input dim0:int dim1:int", _swap),
    "swapaxes": define("swapaxes", "input dim0|axis0:int dim1|axis1:int", _swap),
    "permute": define("permute", "a|input *axes|dims:shape", library.transpose),
    "t": define("t", "input", _t),
    "squeeze": define("squeeze", "input axis|dim?:axis", _squeeze),
    "unsqueeze": define("unsqueeze", "input axis|dim:int", _unsqueeze),
    "flatten": define("flatten", "input start_dim?:int end_dim?:int", _flatten),
    "gather": define("gather", "input axis|dim:int index", _gather),
    "chunk": define("chunk", "input chunks:int axis|dim?:int", _chunk),
    "split": define("split", "input split_size:int axis|dim?:int", _split),
    "masked_fill": define("masked_fill", "input mask value:real", _masked_fill),
    "numel": define("numel", "input", _numel),
    "norm": define("norm", "x|input ord|p?:any axis|dim?:axis keepdims|keepdim?:flag", products.norm),
    "cat": define("cat", "arrays|tensors:arrays axis|dim?:int", library.concatenate),
    "concat": define("concat", "arrays|tensors:arrays axis|dim?:int", library.concatenate),
    "stack": define("stack", "arrays|tensors:arrays axis|dim?:int", library.stack),
    "tril": define("tril", "m|input k|diagonal?:int", library.triangle(np.tril)),
    "triu": define("triu", "m|input k|diagonal?:int", library.triangle(np.triu)),
    "logsumexp": helper("logsumexp", helpers.logsumexp, "input axis|dim:int keepdims|keepdim?:flag"),
    "argsort": plain("argsort", "a|input axis|dim?:int", np.argsort, by_sorting),
}
_METHODS: dict[str, Function] = {
    **_TENSOR,
    "view": define("view", "input *shape:shape", _view),
    "reshape": define("reshape", "input *shape:shape", _view),
    "repeat": define("repeat", "input *sizes:shape", _repeat),
    "expand": define("expand", "input *sizes:shape", _expand),
    "size": define("size", "input axis|dim?:int", _size),
    "dim": define("dim", "input", lambda _, input: int(input.ndim)),
    "item": define("item", "a", library.item),
    **{name: define(name, "a", FUNCTIONS["asarray"].run) for name in ("detach", "contiguous", "clone", "cpu")},
    **{
        name: define(name, "a", lambda budget, a, _kind=kind: library.astype(budget, a, _kind))
        for name, kind in (("float", float), ("double", float), ("long", int), ("int", int), ("bool", bool))
    },
    "to": define("to", "a dtype:type", library.astype),
}
_CREATING: Mapping[str, Function] = {
    name: define(name, "*shape|size:shape !dtype?:type?", FUNCTIONS[name].run) for name in ("zeros", "ones")
}
# `rest` belongs to the last parameter, and torch.zeros(2, 3, dtype=…) has one behind it.
_CREATING = {
    name: Function(name, tuple(reversed(function.parameters)), function.run, True)
    for name, function in _CREATING.items()
}
_FUNCTIONAL: dict[str, Function] = {
    **_ACTIVATIONS,
    "leaky_relu": helper("leaky_relu", helpers.leaky_relu, "input slope|negative_slope?:real"),
    "softplus": helper("softplus", helpers.softplus, "input"),
    "gelu": helper("gelu", helpers.gelu, "input"),
    "normalize": helper("normalize", helpers.normalize, "input p?:real axis|dim?:int"),
    "one_hot": define("one_hot", "input|tensor num_classes?:int", _one_hot),
    "linear": define("linear", "input weight bias?:array?", _linear),
    "nll_loss": define("nll_loss", "input target !reduction?:text", _nll),
    "cross_entropy": define("cross_entropy", "input target !reduction?:text", _cross_entropy),
    "mse_loss": define("mse_loss", "input target !reduction?:text", _mse),
    "binary_cross_entropy": define("binary_cross_entropy", "input target !reduction?:text", _binary_cross_entropy),
}
_F = Module(_FUNCTIONAL)
_NN = Module({}, below={"functional": _F})
_TORCH = Module(
    {**_TENSOR, **_CREATING, "tensor": FUNCTIONS["array"]},
    {"pi": np.pi, "e": np.e, "inf": np.inf},
    TYPES,
    {"nn": _NN, "linalg": Module({"norm": _TENSOR["norm"]})},
)
_ATTRIBUTES = {name: ATTRIBUTES[name] for name in ("T", "shape", "ndim")} | {
    "mT": define("mT", "input", lambda budget, input: _swap(budget, input, -1, -2))
}
TORCH = Library({"torch": _TORCH, "F": _F, "nn": _NN, "math": MATH_MODULE}, _METHODS, _ATTRIBUTES, BUILTINS)
