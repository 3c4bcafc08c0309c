"""Hostile answers of every kind: nothing may happen but a verdict, quickly and in little memory.

    python -m tests.answers.fuzz [--seconds 300] [--seed 1]

Random bytes, mutations of valid answers, deep nesting, huge numbers and shapes, and random well-formed code over all
names of the tables. For each: no exception; a verdict of the right form; at most 50 ms of processor time and 50 MB;
no file, process, module or other program reached (Python's audit events). Exit status 1 if anything was found.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from calculators.answers import CODES, DIAGNOSES, Code, Count, Expression, Key, Matrix, Number, Outcome, Shape, Vector
from calculators.answers import judge as judge_answer
from calculators.answers.code.tables import NUMPY, Library
from calculators.answers.code.torch_tables import TORCH
from tests.answers.blanks import BLANKS

MOST_SECONDS = 0.05
MOST_BYTES = 50 * 2**20

DOMAINS = {"x": (-2.0, 2.0), "y": (0.5, 3.0)}
PLAIN: list[tuple[Key, list[str]]] = [
    (Number(0.375, units=("MB", "%"), thousands=True), ["3/8", "1.2×10^-3", "1,234,567", "37.5%", "2π", "ln(2)/3 MB"]),
    (Number(0.375), ["√2/2", "−3", "2^10", "log₂(8)", "1.2e-3", "max(1, 2)", "|1-2|"]),
    (Count(12, units=("枚",)), ["12", "1,234", "3*4", "12枚"]),
    (Shape((3, 32, 32)), ["(3, 32, 32)", "3x32x32", "3 × 32 × 32"]),
    (Vector((1.0, 2.0)), ["1, 2", "[1 2]", "(1/2, -√2)"]),
    (Matrix(((1.0, 2.0), (3.0, 4.0))), ["[1, 2; 3, 4]", "[[1,2],[3,4]]", "1 2\n3 4"]),
    (Expression("x*y", DOMAINS), ["2x cos(x²)", "tanh(x)/y", "e^(x y)", "max(0,x)", "σ(x)", "|x|"]),
]
CODE: list[tuple[Key, list[str]]] = [(key, [key.text, *right, *wrong]) for key, right, wrong in BLANKS.values()]
CODE += 5 * [(key, texts) for key, texts in CODE if isinstance(key, Code) and key.library == "torch"]
SEEDS = [*PLAIN, *CODE]
PIECES = [
    *"0123456789.+-*/^()[]{}|,;:=%@&~<>!#$\\'\"_ \n\t√×²⁻₁σπλ−１，、¼٣\x1b\u202e\ud800\x00",
    *("**", "//", "==", ":=", "...", "None", "True", " and ", " or ", "not ", " if ", " else ", " for ", "lambda "),
    *("e", "x", "np.", "torch.", ".T", ".shape", "[None]", "[::-1]", "[...]", "axis=", "(-1)", "float('inf')", "1e308"),
    *("9**9**9", "10**10", "99999999", "-1", "0", "1e-320", "__class__", "__import__('os')", "sin", "ln", "max("),
    *("np.zeros((", "np.ones(10**4)", "np.einsum('ab,bc->ac', ", "np.pad(x, 999)", "np.tile(", "np.random.rand(3)"),
]
# Every parameter of the tables that takes numbers, and numbers that a loop would count up to for seconds.
_NUMERIC = sorted(
    {
        name
        for library in (NUMPY, TORCH)
        for module in library.modules.values()
        for function in (*module.functions.values(), *library.methods.values(), *library.builtins.values())
        for parameter in function.parameters
        if parameter.kind.rstrip("?") not in ("array", "arrays", "flag", "text", "type")
        for name in parameter.names
    }
)
_LARGE = ["10**9", "10**6", "-(10**9)", "200000", "100000", "20000", "(10**6, 10**6)"]
# What Python reports when something outside is reached. Reading code compiles nothing but a syntax tree.
FORBIDDEN = (
    "open",
    "exec",
    "import",
    "os.",
    "subprocess.",
    "socket.",
    "ctypes.",
    "shutil.",
    "pickle.",
    "code.",
    "glob.",
)


@dataclass
class Watch:
    """Audit events while `on`. A hook cannot be taken away again, so there is one."""

    on: bool = False
    events: list[str] = field(default_factory=list)
    placed: bool = False

    def hook(self, event: str, _: object) -> None:
        """Python's audit hook."""
        if self.on and event.startswith(FORBIDDEN):
            self.events.append(event)

    def place(self) -> None:
        """Have Python call the hook from now on."""
        if not self.placed:
            sys.addaudithook(self.hook)
            self.placed = True


WATCH = Watch()


def mutated(text: str, chance: random.Random) -> str:
    """A valid answer with some pieces put in, taken out, doubled or moved."""
    for _ in range(chance.randint(1, 5)):
        at, until = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        until = min(until, at + chance.choice([0, 0, 1, 2, 8]))
        piece = chance.choice([chance.choice(PIECES), text[at:until] * 2, ""])
        text = text[:at] + piece + text[until:]
    return text


def nested(text: str, chance: random.Random) -> str:
    """An answer deep in brackets, signs or calls."""
    times = chance.choice([3, 20, 45, 90, 198])
    before, after = chance.choice(
        [("(", ")"), ("[", "]"), ("-", ""), ("~", ""), ("not ", ""), ("√", ""), ("|", "|"), ("abs(", ")"), ("e^", "")]
    )
    if chance.random() < 0.3:
        return text + chance.choice(["[0]", ".T", "[None]", "[::2]", "²", "%", ".sum()", "**2", "+x"]) * times
    return before * times + text + after * times


def noise(chance: random.Random) -> str:
    """Random bytes as text, or random pieces."""
    if chance.random() < 0.5:
        return bytes(chance.randrange(256) for _ in range(chance.randint(0, 60))).decode("utf-8", "surrogateescape")
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 30)))


def code(key: Code, chance: random.Random, depth: int = 4) -> str:
    """Well-formed code over the key's names and everything in the tables, with arguments of any kind and size."""
    library: Library = TORCH if key.library == "torch" else NUMPY

    def part() -> str:
        return code(key, chance, depth - 1)

    if depth == 0 or chance.random() < 0.15:
        numbers = [
            "0",
            "1",
            "2",
            "-1",
            "0.5",
            "7",
            "10**6",
            "10**9",
            "torch.ones(20000)" if key.library == "torch" else "np.ones(20000)",
            "1e300",
            "None",
            "True",
            "(2, 3)",
            "[0, 1]",
            "(-1,)",
            "float('inf')",
        ]
        return chance.choice([*key.variables, *key.scalars, *key.variables, chance.choice(numbers)])
    shape = chance.randint(0, 7)
    if shape == 0:
        sign = chance.choice(["+", "-", "*", "/", "//", "%", "**", "@", "<", "==", "&", "|", " and ", " or "])
        return f"({part()}{sign}{part()})"
    if shape == 1:
        return f"{chance.choice(['-', '~', 'not '])}({part()})"
    if shape == 2:
        index = chance.choice(
            [":", "0", "-1", "::-1", "...", "None", ":, 0", "None, :", part(), f"{part()}, {part()}", f"{part()}:"]
        )
        return f"({part()})[{index}]"
    if shape == 3:
        return f"({part()} if {part()} else {part()})"
    if shape == 4:
        return f"({part()}).{chance.choice(list(library.attributes))}"
    arguments = ", ".join(part() for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3])))
    keyword = chance.choice(["", "", "", "axis=0", "axis=-1", "axis=(0, 1)", "keepdims=True", "dim=1", "k=10**5"])
    if chance.random() < 0.2:
        keyword = f"{chance.choice(_NUMERIC)}={chance.choice(_LARGE)}"
    arguments = ", ".join(piece for piece in (arguments, keyword) if piece)
    if shape == 5:
        return f"({part()}).{chance.choice(list(library.methods))}({arguments})"
    if shape == 6 and key.functions:
        return f"{chance.choice(key.functions)}({part()})"
    module = chance.choice(["torch", "torch", "F", "math"] if key.library == "torch" else ["np", "np", "np", "math"])
    names = [f"{module}.{name}" for name in library.modules[module].functions]
    names += [
        f"{module}.linalg.{name}" for name in getattr(library.modules[module].below.get("linalg"), "functions", ())
    ]
    return f"{chance.choice([*names, *library.builtins])}({arguments})"


def answers(chance: random.Random) -> Iterator[tuple[Key, str]]:
    """Hostile answers without end."""
    while True:
        key, texts = chance.choice(SEEDS)
        text = chance.choice(texts)
        kinds: list[Callable[[], str]] = [
            lambda text=text: mutated(text, chance),  # type: ignore[misc]
            lambda text=text: nested(text, chance),  # type: ignore[misc]
            lambda: noise(chance),
        ]
        if isinstance(key, Code):
            kinds += [lambda key=key: code(key, chance)] * 3  # type: ignore[misc]
        yield key, chance.choice(kinds)()


def complaint(key: Key, text: str) -> str | None:
    """What is wrong with the verdict on an answer, or what it reached; None if nothing is."""
    WATCH.events.clear()
    WATCH.on = True
    try:
        verdict = judge_answer(key, text)
    except Exception as error:  # any at all is what is looked for
        return f"{type(error).__name__}: {error}"
    finally:
        WATCH.on = False
    if WATCH.events:
        return f"reached {sorted(set(WATCH.events))}"
    fault = verdict.fault
    if (verdict.outcome is Outcome.INVALID) and fault is None:
        return "invalid without a fault"
    if fault is not None and (fault.code not in CODES or not 0 <= fault.start <= fault.end <= len(text)):
        return f"fault {fault}"
    if verdict.diagnosis is not None and verdict.diagnosis not in DIAGNOSES:
        return f"diagnosis {verdict.diagnosis}"
    return None


def warm_up() -> None:
    """Judge what is valid once, so that late imports and first samples are done."""
    for key, texts in SEEDS:
        for text in texts:
            judge_answer(key, text)
    # A tie that needs 30 digits, so that mpmath is imported.
    judge_answer(Expression("x", {"x": (0.0, 1.0)}), "ln(exp(500 x) exp(-499 x))")
    WATCH.place()


def main() -> int:
    """Fuzz for a time; print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warm_up()
    found: list[str] = []
    outcomes: dict[str, int] = {}
    slowest, largest, done = (0.0, ""), (0, ""), 0
    until = time.monotonic() + options.seconds
    for key, text in answers(random.Random(options.seed)):
        if time.monotonic() > until or len(found) >= 20:
            break
        # Tracing makes everything slower, so one answer in ten is traced and the others are timed.
        traced = done % 10 == 0
        if traced:
            tracemalloc.start()
        start = time.thread_time()
        wrong = complaint(key, text)
        seconds = time.thread_time() - start
        if traced:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            largest = max(largest, (peak, text))
            if peak > MOST_BYTES:
                wrong = f"{peak / 2**20:.0f} MB"
        else:
            slowest = max(slowest, (seconds, text))
            if seconds > MOST_SECONDS:
                wrong = f"{1e3 * seconds:.0f} ms"
        if wrong is not None:
            found.append(f"{wrong}\n    {type(key).__name__} {getattr(key, 'text', '')!r}\n    {text!r}")
        done += 1
        verdict = judge_answer(key, text) if done % 50 == 0 and wrong is None else None
        if verdict is not None:
            outcomes[verdict.outcome] = outcomes.get(verdict.outcome, 0) + 1
    print("\n".join(found))
    print(f"{done} answers, {len(found)} findings; of every 50th: {outcomes}")
    print(f"slowest {1e3 * slowest[0]:.1f} ms {slowest[1]!r}\nlargest {largest[0] / 2**20:.1f} MB {largest[1]!r}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
