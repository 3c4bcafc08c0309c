"""Tokens to a tree: the grammar of numbers and formulas.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "×" | "/") signed | power }        the last form is a product without a sign: 2x, 3sin(x)
    signed   = { "+" | "-" } power
    power    = postfix [ "^" signed ]
    postfix  = atom { raised number | "%" }
    atom     = number | fraction | name | "(" sum ")" | "|" sum "|" | "√" atom
             | function [ raised number | "^" number ] ( "(" sum { "," sum } ")" | atom )

What people read in two ways is refused with a question, not guessed: `1/2x`, `e^2x`, `sin 2x`, `√2x`, `sin^-1 x`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from calculators.answers.faults import shown, unreadable
from calculators.answers.signs import FRACTIONS, SUPERSCRIPTS
from calculators.answers.tokens import Token
from calculators.answers.tree import Apply, Literal, Node, Symbol
from calculators.answers.vocabulary import FUNCTIONS

MOST_NODES = 200
MOST_DEPTH = 40
LARGEST = 1e100

_NAMES = frozenset({"variable", "constant", "function"})
_BEGINS_PART = _NAMES | {"(", "√"}


def parse(tokens: Sequence[Token], *, number: bool = False) -> Node:
    """The tree of tokens whose names are resolved and whose last is of kind `end`. Raises `Unreadable`.

    `number`: one number is asked for, which decides what is said about a comma.
    """
    parser = _Parser(tokens, number)
    node = parser.sum()
    if parser.token.kind != "end":
        parser.refuse()
    return node


class _Parser:
    def __init__(self, tokens: Sequence[Token], number: bool) -> None:
        self.tokens = tokens
        self.at = 0
        self.token = tokens[0]
        self.number = number
        self.nodes = 0
        self.depth = 0
        # For each open bracket whether it is a bar: a bar closes only the innermost bracket.
        self.open: list[Token] = []
        # Where a part ended that must not run on into a product without a sign (`e^2x`, `sin 2x`).
        self.exponent_end = -1
        self.argument_end = -1
        # Whether that part was a root: √2/2 is read in one way by everybody.
        self.after_root = False
        # Where a number or name begins that something is divided by.
        self.divided_by = -1

    # Moving along

    def advance(self) -> Token:
        token = self.token
        self.at += 1
        self.token = self.tokens[self.at]
        return token

    @property
    def previous_end(self) -> int:
        return self.tokens[self.at - 1].end

    def apply(self, operation: str, parts: tuple[Node, ...], start: int) -> Node:
        self._count(start)
        return Apply(operation, parts, start, self.previous_end)

    def _count(self, start: int) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise unreadable("too_complex", start, self.token.end)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise unreadable("too_complex", self.token.start, self.token.end)

    # The rules, from loose to tight

    def sum(self) -> Node:
        self.deeper()
        start = self.token.start
        left = self.product()
        while self.token.kind in ("+", "-"):
            sign = self.advance().kind
            left = self.apply(sign, (left, self.product()), start)
        self.depth -= 1
        return left

    def product(self) -> Node:
        start = self.token.start
        left = self.signed()
        divided = False
        while True:
            token = self.token
            if token.kind in ("*", "×", "/"):
                if token.start == self.argument_end and not self.after_root:
                    # ln 2/3 may mean either; `ln 2 / 3` with spaces is clear enough, and the echo shows it.
                    raise unreadable("needs_brackets", start, self._end_of_part())
                self.advance()
                divided = token.kind == "/"
                self.divided_by = self.token.start if divided else self.divided_by
                left = self.apply("/" if divided else "*", (left, self.signed()), start)
            elif self.begins_part(token):
                self.check_product(start, divided)
                left = self.apply("*", (left, self.power()), start)
            else:
                return left

    def begins_part(self, token: Token) -> bool:
        """Whether a product without a sign goes on here."""
        if token.kind == "|":
            return not (self.open and self.open[-1].kind == "|")
        return token.kind in _BEGINS_PART and self.tokens[self.at - 1].kind != "%"

    def check_product(self, start: int, divided: bool) -> None:
        """Refuse a product without a sign that could be read in two ways."""
        token = self.token
        if divided:
            raise unreadable("ambiguous_division", start, self._end_of_part())
        named = token.kind in ("variable", "constant")
        after_exponent = self.exponent_end == token.start and named
        after_argument = self.argument_end == self.previous_end and token.kind not in ("function", "√")
        if after_exponent or after_argument:
            raise unreadable("needs_brackets", start, self._end_of_part())

    def _end_of_part(self) -> int:
        following = self.tokens[self.at + 1] if self.token.kind in "*×/" else self.token
        return max(following.end, self.token.end)

    def signed(self) -> Node:
        if self.token.kind not in ("+", "-"):
            return self.power()
        self.deeper()
        sign = self.advance()
        part = self.signed()
        self.depth -= 1
        return self.apply("neg", (part,), sign.start) if sign.kind == "-" else part

    def power(self) -> Node:
        start = self.token.start
        base = self.postfix()
        if self.token.kind != "^":
            return base
        if self.argument_end == self.previous_end:
            raise unreadable("needs_brackets", start, self.token.end)
        self.advance()
        self.deeper()
        exponent = self.signed()
        self.depth -= 1
        if self.tokens[self.at - 1].kind in ("number", "variable", "constant"):
            self.exponent_end = self.previous_end
        return self.apply("^", (base, exponent), start)

    def postfix(self) -> Node:
        start = self.token.start
        node = self.atom()
        while self.token.kind in ("power", "%"):
            if self.argument_end == self.previous_end:
                raise unreadable("needs_brackets", start, self.token.end)
            if self.token.kind == "%":
                sign = self.advance()
                if self.token.kind == "%":
                    raise unreadable("repeated_percent", sign.start, self.token.end)
                if self.divided_by == start:
                    # 3/8% is 3/(8%) by the grammar and (3/8)% by the eye.
                    raise unreadable("ambiguous_percent", start, sign.end)
                node = self.apply("/", (node, Literal(100, "100", start, self.previous_end)), start)
            else:
                node = self.apply("^", (node, self.raised()), start)
        return node

    def raised(self) -> Node:
        token = self.advance()
        digits = "".join(SUPERSCRIPTS.get(sign, "") for sign in token.text)
        node = self.literal(token._replace(text=digits))
        return self.apply("neg", (node,), token.start) if token.text[0] == "⁻" else node

    def atom(self) -> Node:
        token = self.token
        match token.kind:
            case "number":
                return self.literal(self.advance())
            case "fraction":
                self.advance()
                parts = (Literal(part, str(part), token.start, token.end) for part in FRACTIONS[token.text])
                return self.apply("/", tuple(parts), token.start)
            case "variable" | "constant":
                self.advance()
                self._count(token.start)
                return Symbol(token.text, token.start, token.end)
            case "function":
                return self.function()
            case "(":
                return self.bracket(")")
            case "|":
                return self.apply("abs", (self.bracket("|"),), token.start)
            case "√":
                self.advance()
                return self.argument("sqrt", token)
            case _:
                return self.refuse()

    def literal(self, token: Token) -> Node:
        text = token.text
        whole = text.isdigit()
        value: int | float = int(text) if whole else float(text)
        if not value <= LARGEST:
            raise unreadable("too_large", token.start, token.end)
        if value == 0 and any(sign in "123456789" for sign in text.lower().partition("e")[0]):
            raise unreadable("too_small", token.start, token.end)
        self._count(token.start)
        return Literal(value, text, token.start, token.end)

    def bracket(self, closing: str) -> Node:
        opening = self.advance()
        self.open.append(opening)
        # Nothing stands between bars; a bar after a bar opens another one: ||x| - 1|.
        if self.token.kind == closing != "|":
            raise unreadable("missing_operand", opening.start, self.token.end, sign=opening.text)
        node = self.sum()
        self.close(closing)
        return node

    def close(self, closing: str) -> None:
        opening = self.open.pop()
        if self.token.kind == closing:
            self.advance()
        elif self.token.kind == "end":
            code = "unclosed_bar" if closing == "|" else "unclosed_bracket"
            raise unreadable(code, opening.start, opening.end, sign=opening.text)
        else:
            self.refuse()

    def function(self) -> Node:
        token = self.advance()
        exponent: Node | None = None
        if self.token.kind in ("^", "power"):
            exponent = self.power_of_function(token)
        node = self.call(token) if self.token.kind == "(" else self.argument(token.text, token)
        return node if exponent is None else self.apply("^", (node, exponent), token.start)

    def power_of_function(self, function: Token) -> Node:
        """The exponent in sin²x or sin^2(x), which is the power of the function's value."""
        if self.token.kind == "^":
            self.advance()
            if self.token.kind == "-":
                raise unreadable("inverse_function", function.start, self.token.end, function=function.text)
            if self.token.kind != "number":
                raise unreadable("needs_brackets", function.start, self.token.end)
            return self.literal(self.advance())
        if self.token.text[0] == "⁻":
            raise unreadable("inverse_function", function.start, self.token.end, function=function.text)
        return self.raised()

    def call(self, function: Token) -> Node:
        self.open.append(self.advance())
        arguments: list[Node] = []
        if self.token.kind != ")":
            arguments.append(self.sum())
            while self.token.kind == ",":
                self.advance()
                arguments.append(self.sum())
        self.close(")")
        fewest, most = FUNCTIONS[function.text]
        if not fewest <= len(arguments) <= most:
            raise unreadable(
                "argument_count",
                function.start,
                self.previous_end,
                function=function.text,
                expected=fewest,
                got=len(arguments),
            )
        return self.apply(function.text, tuple(arguments), function.start)

    def argument(self, function: str, token: Token) -> Node:
        """The argument of a function or a root without brackets: one number, name or bracket."""
        if self.token.kind not in _BEGINS_PART | {"number", "fraction", "|"} or FUNCTIONS[function][0] > 1:
            code = "needs_brackets" if self.token.kind in "+-" else "function_alone"
            raise unreadable(code, token.start, token.end, function=token.text)
        self.deeper()
        bracketed = self.token.kind in "(|"
        part = self.atom()
        self.depth -= 1
        node = self.apply(function, (part,), token.start)
        if not bracketed:
            self.argument_end = self.previous_end
            self.after_root = token.kind == "√"
        return node

    def refuse(self) -> NoReturn:
        """Raise what is wrong with the token that stands here."""
        token = self.token
        kind, start, end = token.kind, token.start, token.end
        before = self.tokens[self.at - 1] if self.at else None
        after_part = before is not None and (before.kind in _NAMES | {"number", "fraction", "power", ")", "%", "|"})
        if kind == "[" or kind == ";" or (kind == "," and self.number):
            if kind == "," and self._between_digits():
                raise unreadable("ambiguous_comma", self.tokens[self.at - 1].start, self.tokens[self.at + 1].end)
            if self.number:
                raise unreadable("one_value_expected", start, end, sign=token.text)
            raise unreadable("unexpected_sign", start, end, sign=token.text)
        if kind in (")", "]"):
            if self.open or (before is not None and not after_part and before.kind not in ("(", "[")):
                raise unreadable("missing_operand", start, end, sign=token.text)
            raise unreadable("unopened_bracket", start, end, sign=token.text)
        if kind == "end" or not after_part or kind == "|":
            place = before if before is not None and kind == "end" else token
            raise unreadable("missing_operand", place.start, place.end, sign=place.text)
        if kind in ("number", "fraction", *_BEGINS_PART):
            raise unreadable("missing_operator", start, end)
        raise unreadable("unexpected_sign", start, end, sign=shown(token.text[0]))

    def _between_digits(self) -> bool:
        if not 0 < self.at < len(self.tokens) - 1:
            return False
        following = self.tokens[self.at + 1]
        return (
            self.tokens[self.at - 1].kind == "number"
            and following.kind == "number"
            and not self.token.spaced
            and not following.spaced
        )
