"""How long an answer takes to be judged, per kind, and formulas beside SymPy's own decisions, in one run.

    python bench/answers.py [--json]

Each pair of formulas is decided three times: by `judge` (from the typed text and a key never seen before), by
`sympy.simplify(a - b) == 0` and by `a.equals(b)` (from trees built beforehand, so SymPy is spared the reading). Code
is judged from the typed text against a key whose own values are kept. Exit status 1 if `judge` decides a pair wrongly
or is not 20 times faster than both at the median.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from calculators.answers import (
    Array,
    Code,
    Count,
    Expression,
    Key,
    Matrix,
    Node,
    Number,
    Outcome,
    Shape,
    Vector,
    formula,
    judge,
)
from calculators.answers.tree import Apply, Literal

DOMAINS = {"x": (-3.0, 3.0), "y": (0.2, 4.0), "z": (-2.0, 2.0)}
LEAST_RATIO = 20

# Pairs from deep learning: truth, answer, whether they are equal.
PAIRS = [
    ("tanh(x)", "2sigma(2x)-1", True),
    ("tanh(x)", "(e^x-e^-x)/(e^x+e^-x)", True),
    ("1-tanh(x)^2", "1/cosh(x)^2", True),
    ("1-tanh(x)^2", "(1-tanh(x))(1+tanh(x))", True),
    ("sigma(x)*(1-sigma(x))", "e^-x/(1+e^-x)^2", True),
    ("sigma(x)*(1-sigma(x))", "sigma(x)sigma(-x)", True),
    ("sigma(x)", "1/2+tanh(x/2)/2", True),
    ("sigma(x)", "e^x/(1+e^x)", True),
    ("-ln(sigma(x))", "ln(1+e^-x)", True),
    ("ln(1+e^x)", "x+ln(1+e^-x)", True),
    ("ln(e^x+e^z)", "x+ln(1+e^(z-x))", True),
    ("e^x/(e^x+e^z)", "1/(1+e^(z-x))", True),
    ("max(0,x)", "(x+|x|)/2", True),
    ("|x|", "sqrt(x^2)", True),
    ("max(x,z)", "(x+z+|x-z|)/2", True),
    ("2*x*cos(x^2)", "cos(x^2)x+cos(x^2)x", True),
    ("(x-z)^2/2", "x^2/2-x z+z^2/2", True),
    ("ln(y)/ln(2)", "log2(y)", True),
    ("x*sigma(x)", "x/(1+e^-x)", True),
    ("sigma(x)+x*sigma(x)*(1-sigma(x))", "sigma(x)(1+x(1-sigma(x)))", True),
    ("1/(2*sqrt(y))", "y^(-1/2)/2", True),
    ("tanh(x)", "2sigma(x)-1", False),
    ("1-tanh(x)^2", "1/cosh(x^2)", False),
    ("sigma(x)*(1-sigma(x))", "sigma(x)(1+sigma(x))", False),
    ("max(0,x)", "max(0.01x,x)", False),
    ("2*x*cos(x^2)", "2x cos(x)^2", False),
    ("ln(1+e^x)", "max(0,x)", False),
]

AFFINE = Code("np.dot(x, W) + b", {"x": Array(("N", "D")), "W": Array(("D", "H")), "b": Array(("H",))})
ATTENTION = Code(
    "softmax(Q @ K.transpose(0, 2, 1) / np.sqrt(d)) @ V",
    {"Q": Array(("B", "T", "d")), "K": Array(("B", "S", "d")), "V": Array(("B", "S", "v"))},
    {"d": "d"},
    ("softmax",),
)
LOSS = Code(
    "F.cross_entropy(x, t)",
    {"x": Array(("N", "C")), "t": Array(("N",), 0, "C-1", "int")},
    {"N": "N"},
    library="torch",
)

TYPED: list[tuple[str, Key, str]] = [
    ("number", Number(0.375), "3/8"),
    ("count", Count(1234), "1,234"),
    ("vector", Vector((1.0, -2.0, 0.5)), "1 -2 1/2"),
    ("matrix", Matrix(((1.0, 2.0, 3.0), (4.0, 5.0, 6.0), (7.0, 8.0, 9.0))), "[1,2,3; 4,5,6; 7,8,9]"),
    ("shape", Shape((3, 32, 32)), "3x32x32"),
    ("expression", Expression("2*x*cos(x^2)", {"x": (-2.0, 2.0)}), "2x cos(x²)"),
    ("code, right", AFFINE, "b + x @ W"),
    ("code, wrong", AFFINE, "x @ W - b"),
    ("code, stops", AFFINE, "W @ x + b"),
    ("code, attention", ATTENTION, "softmax(np.matmul(Q, K.transpose(0, 2, 1)) / d ** 0.5, axis=-1) @ V"),
    ("code, PyTorch", LOSS, "-F.log_softmax(x, dim=1)[torch.arange(N), t].mean()"),
]


def seconds(key: Key, text: str, repeats: int) -> float:
    """The median time of judging an answer that was never typed before: each time with one more space behind it."""
    times = []
    for spaces in range(repeats):
        typed = text + " " * spaces
        start = time.perf_counter()
        judge(key, typed)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def symbolic(node: Node) -> Any:
    """A SymPy object from a validated tree, never from a string."""
    import sympy

    if isinstance(node, Literal):
        return sympy.Rational(node.text)
    if not isinstance(node, Apply):
        constants = {"e": sympy.E, "pi": sympy.pi}
        return constants.get(node.name) or sympy.Symbol(node.name, real=True, positive=node.name == "y" or None)
    parts = [symbolic(part) for part in node.parts]
    table: dict[str, Callable[..., Any]] = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "^": lambda a, b: a**b,
        "neg": lambda a: -a,
        "ln": sympy.log,
        "log2": lambda a: sympy.log(a, 2),
        "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
        "abs": sympy.Abs,
        "max": sympy.Max,
        **{name: getattr(sympy, name) for name in ("sin", "cos", "tanh", "cosh", "exp", "sqrt")},
    }
    return table[node.operation](*parts)


def compare_pairs() -> dict[str, Any]:
    """Times and wrong decisions of the three ways over all pairs."""
    import sympy

    times: dict[str, list[float]] = {"judge": [], "simplify": [], "equals": []}
    wrong: dict[str, list[str]] = {"judge": [], "simplify": [], "equals": []}
    for truth, answer, equal in PAIRS:
        key = Expression(truth, DOMAINS)
        a, b = (symbolic(formula(text, tuple(DOMAINS))) for text in (truth, answer))
        ways: dict[str, Callable[[], bool]] = {
            "judge": lambda key=key, answer=answer: judge(key, answer).outcome is Outcome.CORRECT,  # type: ignore[misc]
            "simplify": lambda a=a, b=b: bool(sympy.simplify(a - b) == 0),  # type: ignore[misc]
            "equals": lambda a=a, b=b: bool(a.equals(b)),  # type: ignore[misc]
        }
        for name, decide in ways.items():
            sympy.core.cache.clear_cache()
            start = time.perf_counter()
            decided = decide()
            times[name].append(time.perf_counter() - start)
            if decided != equal:
                wrong[name].append(f"{truth} | {answer}")
    return {
        name: {"median_ms": 1e3 * statistics.median(found), "max_ms": 1e3 * max(found), "wrong": wrong[name]}
        for name, found in times.items()
    }


def main() -> int:
    """Print the times; 1 if a pair is decided wrongly or the ratio is too small."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    as_json = parser.parse_args().json
    kinds = {kind: 1e3 * seconds(key, text, 300) for kind, key, text in TYPED}
    pairs = compare_pairs()
    ratios = {name: pairs[name]["median_ms"] / pairs["judge"]["median_ms"] for name in ("simplify", "equals")}
    if as_json:
        print(json.dumps({"kinds_ms": kinds, "pairs": pairs, "ratios": ratios}, ensure_ascii=False, indent=1))
    else:
        for kind, milliseconds in kinds.items():
            print(f"{kind:16} {milliseconds:8.3f} ms")
        print(f"\n{len(PAIRS)} pairs of formulas:")
        for name, found in pairs.items():
            took = f"{found['median_ms']:8.3f} ms median {found['max_ms']:9.3f} ms max"
            print(f"{name:12} {took}, {len(found['wrong'])} wrong")
        print(f"faster than simplify {ratios['simplify']:.0f} times, than equals {ratios['equals']:.0f} times")
    return int(bool(pairs["judge"]["wrong"]) or min(ratios.values()) < LEAST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
