"""The names that may stand in an answer: declared variables, constants, functions, and the ways to write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from calculators.answers.faults import shortened, unreadable
from calculators.answers.signs import GREEK, SUBSCRIPTS
from calculators.answers.tokens import Token

CONSTANTS = frozenset({"pi", "e"})
_OF_ONE_ARGUMENT = (
    *("sin", "cos", "tan", "sinh", "cosh", "tanh", "sech", "exp", "ln", "log2", "log10", "sqrt", "abs"),
    *("sigmoid", "relu", "softplus", "sign", "floor", "ceil"),
)
# Function → fewest and most arguments.
FUNCTIONS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(_OF_ONE_ARGUMENT, (1, 1)),
    "max": (2, 8),
    "min": (2, 8),
}
# log is the natural logarithm, as everywhere in machine learning; the echo prints it as ln.
_ALIASES = {"log": "ln", "log_e": "ln", "log_2": "log2", "log_10": "log10", "sigma": "sigmoid", "sgn": "sign"}
_FUNCTION_NAMES = {**{name: name for name in FUNCTIONS}, **_ALIASES}
_NOT_FINITE = frozenset({"nan", "inf", "infinity"})
# Functions whose argument may follow directly in digits: ln2, sqrt2. (log2 and exp2 are functions of their own.)
_BEFORE_DIGITS = re.compile(r"(ln|sqrt|sin|cos|tan)([0-9]+)")
_PLAIN = re.compile(r"[A-Za-z0-9_]+")


def canonical(name: str) -> str:
    """One spelling for each name: `w_{1}` and `w₁` are `w_1`, `λ` is `lambda`."""
    base = GREEK.get(name[0], name[0]) + name[1:]
    index = "".join(SUBSCRIPTS.get(sign, "") for sign in base)
    if index:
        return f"{base[: -len(index)]}_{index}"
    return base.replace("{", "").replace("}", "")


class Vocabulary:
    """The names that are known to one question. A declared variable wins over a constant or a function of that name."""

    def __init__(self, variables: Sequence[str] = ()) -> None:
        self.variables = tuple(variables)
        self._declared = {canonical(name): name for name in variables}
        loose: dict[str, list[str]] = {}
        for spelled, name in self._declared.items():
            loose.setdefault(spelled.replace("_", ""), []).append(name)
        # x1 for a declared x_1, unless two names would fall together.
        self._loose = {spelled: names[0] for spelled, names in loose.items() if len(names) == 1}

    def resolve(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with each name turned into a variable, constant or function. Raises `Unreadable`.

        A word that is no name but falls apart in exactly one way into names, one of them a variable, is read as their
        product: `xy`, `xsin(x)`, `ex`.
        """
        resolved: list[Token] = []
        for token in tokens:
            if token.kind == "=":
                # `L = 0.3`: to speak of the equals sign helps more than to speak of L.
                raise unreadable("equals_sign", token.start, token.end)
        for token in tokens:
            if token.kind == "name":
                resolved += self._resolve(token)
            else:
                resolved.append(token)
        return resolved

    def _resolve(self, token: Token) -> list[Token]:
        known = self._find(token.text)
        if known is not None:
            return [token._replace(kind=known[0], text=known[1])]
        before_digits = _BEFORE_DIGITS.fullmatch(token.text)
        if before_digits:
            middle = token.start + before_digits.end(1)
            function, digits = before_digits.groups()
            return [
                Token("function", function, token.start, middle, token.spaced),
                Token("number", digits, middle, token.end, False),
            ]
        pieces = self._split(token.text) if _PLAIN.fullmatch(token.text) else None
        if pieces is None:
            raise self._unknown(token)
        tokens: list[Token] = []
        start = token.start
        for piece, kind, name in pieces:
            tokens.append(Token(kind, name, start, start + len(piece), token.spaced and start == token.start))
            start += len(piece)
        return tokens

    def _find(self, text: str) -> tuple[str, str] | None:
        """The kind and name that a word stands for."""
        name = canonical(text)
        if name in self._declared:
            return "variable", self._declared[name]
        if name in CONSTANTS:
            return "constant", name
        if name in _FUNCTION_NAMES:
            return "function", _FUNCTION_NAMES[name]
        if name.replace("_", "") in self._loose:
            return "variable", self._loose[name.replace("_", "")]
        lower = name.lower()
        # ReLU, Exp, PI; a single letter keeps its case, since E and X are other names than e and x.
        if len(lower) > 1 and lower in _FUNCTION_NAMES:
            return "function", _FUNCTION_NAMES[lower]
        if len(lower) > 1 and lower in CONSTANTS:
            return "constant", lower
        return None

    def _split(self, text: str) -> list[tuple[str, str, str]] | None:
        """The only way to cut a word into known names, at least one of them a variable."""
        if not self._declared:
            return None
        # ways[i]: in how many ways text[i:] can be cut (2 stands for several); first[i]: where the first piece ends.
        ways = [0] * len(text) + [1]
        first = [0] * len(text)
        for start in range(len(text) - 1, -1, -1):
            for end in range(start + 1, min(len(text), start + 24) + 1):
                if ways[end] and self._find(text[start:end]) is not None:
                    ways[start] = min(2, ways[start] + ways[end])
                    first[start] = end
        if ways[0] != 1:
            return None
        pieces: list[tuple[str, str, str]] = []
        start = 0
        while start < len(text):
            piece = text[start : first[start]]
            found = self._find(piece)
            if found is None:
                return None
            pieces.append((piece, *found))
            start = first[start]
        return pieces if any(kind == "variable" for _, kind, _ in pieces) else None

    def _unknown(self, token: Token) -> Exception:
        name = shortened(token.text)
        if token.text.lower() in _NOT_FINITE:
            return unreadable("not_finite", token.start, token.end, sign=name)
        if self.variables:
            variables = ", ".join(self.variables)
            return unreadable("unknown_variable", token.start, token.end, name=name, variables=variables)
        return unreadable("unknown_name", token.start, token.end, name=name)


@lru_cache(maxsize=256)
def vocabulary(variables: tuple[str, ...] = ()) -> Vocabulary:
    """The vocabulary of a question with these variables."""
    return Vocabulary(variables)
