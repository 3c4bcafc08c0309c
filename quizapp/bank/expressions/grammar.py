"""The grammar of expressions in question files: tokens, then a tree, with the place of what can't be read.

    choice      = either [ "if" either "else" choice ]
    either      = both { "or" both }
    both        = negation { "and" negation }
    negation    = "not" negation | comparison
    comparison  = sum { ("==" | "!=" | "<" | "<=" | ">" | ">=") sum }
    sum         = product { ("+" | "-") product }
    product     = signed { ("*" | "/" | "//" | "%" | "@") signed }
    signed      = ("-" | "+") signed | power
    power       = indexed [ ("^" | "**") signed ]
    indexed     = atom { "[" choice { "," choice } "]" }
    atom        = number | name | function "(" arguments ")" | "(" choice ")" | "[" choices "]"

The signs are those of Python, so that an author who knows it writes what he expects; it is not Python, and nothing is
compiled. `2n` is refused: every multiplication is written out.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from quizapp.bank.expressions.faults import unusable
from quizapp.bank.expressions.tree import Apply, Call, Choose, Compare, Index, Name, Node, Number, Row

MOST_CHARACTERS = 1_000
MOST_NODES = 300
MOST_DEPTH = 40
LARGEST = 1e100

_TOKEN = re.compile(
    r"""
    (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)
  | (?P<sign>==|!=|<=|>=|//|\*\*|[-+*/%^@<>=()\[\],])
  | (?P<space>[ \t\n]+)
    """,
    re.VERBOSE | re.ASCII,
)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
WORDS = frozenset({"and", "or", "not", "if", "else"})


class Token(NamedTuple):
    """`kind`: number, name, end, a word of the language or the sign itself."""

    kind: str
    text: str
    start: int
    end: int


def parse(text: str) -> Node:
    """The tree of an expression. Raises `Unusable`."""
    if len(text) > MOST_CHARACTERS:
        raise unusable("too_long", MOST_CHARACTERS, len(text), most=MOST_CHARACTERS)
    parser = _Parser(_tokens(text))
    node = parser.choice()
    if parser.token.kind != "end":
        parser.refuse()
    return node


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise unusable("unknown_sign", place, place + 1, sign=_shown(text[place]))
        word, kind = found.group(), str(found.lastgroup)
        if kind != "space":
            if kind == "sign" or word in WORDS:
                kind = "^" if word == "**" else word
            tokens.append(Token(kind, word, place, found.end()))
        place = found.end()
    if not tokens:
        raise unusable("empty", 0, len(text))
    tokens.append(Token("end", "", len(text.rstrip()), len(text.rstrip())))
    return tokens


def _shown(sign: str) -> str:
    return sign if sign.isprintable() and not sign.isspace() else f"U+{ord(sign):04X}"


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.nodes = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    @property
    def end(self) -> int:
        """Where what has been read ends."""
        return self.tokens[self.at - 1].end

    def advance(self) -> Token:
        token = self.token
        self.at += 1
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise unusable("too_complex", token.start, token.end)
        return token

    def choice(self) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise unusable("too_complex", self.token.start, self.token.end)
        first = self.either()
        if self.token.kind == "if":
            self.advance()
            condition = self.either()
            if self.token.kind != "else":
                self.refuse()
            self.advance()
            second = self.choice()
            first = Choose(condition, first, second, first.start, self.end)
        self.depth -= 1
        return first

    def either(self) -> Node:
        parts = [self.both()]
        while self.token.kind == "or":
            self.advance()
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Apply("or", tuple(parts), parts[0].start, self.end)

    def both(self) -> Node:
        parts = [self.negation()]
        while self.token.kind == "and":
            self.advance()
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else Apply("and", tuple(parts), parts[0].start, self.end)

    def negation(self) -> Node:
        if self.token.kind != "not":
            return self.comparison()
        start = self._deeper().start
        part = self.negation()
        self.depth -= 1
        return Apply("not", (part,), start, self.end)

    def comparison(self) -> Node:
        parts, signs = [self.sum()], []
        while self.token.kind in _COMPARISONS:
            signs.append(self.advance().text)
            parts.append(self.sum())
        return parts[0] if not signs else Compare(tuple(parts), tuple(signs), parts[0].start, self.end)

    def sum(self) -> Node:
        left = self.product()
        while self.token.kind in ("+", "-"):
            sign = self.advance().text
            right = self.product()
            left = Apply(sign, (left, right), left.start, self.end)
        return left

    def product(self) -> Node:
        left = self.signed()
        while self.token.kind in ("*", "/", "//", "%", "@"):
            sign = self.advance().text
            right = self.signed()
            left = Apply(sign, (left, right), left.start, self.end)
        return left

    def signed(self) -> Node:
        if self.token.kind not in ("-", "+"):
            return self.power()
        sign = self._deeper()
        part = self.signed()
        self.depth -= 1
        return Apply("neg", (part,), sign.start, self.end) if sign.kind == "-" else part

    def power(self) -> Node:
        base = self.indexed()
        if self.token.kind != "^":
            return base
        self._deeper()
        exponent = self.signed()
        self.depth -= 1
        return Apply("^", (base, exponent), base.start, self.end)

    def indexed(self) -> Node:
        node = self.atom()
        while self.token.kind == "[":
            opening = self.advance()
            for position in self.parts("]", opening):
                node = Index(node, position, node.start, self.end)
            if self.tokens[self.at - 2].kind == "[":
                raise unusable("missing_operand", opening.start, self.end, sign="[]")
        return node

    def atom(self) -> Node:
        token = self.token
        match token.kind:
            case "number":
                self.advance()
                value = int(token.text) if token.text.isdigit() else float(token.text)
                if not value <= LARGEST:
                    raise unusable("too_large", token.start, token.end)
                return Number(value, token.start, token.end)
            case "name":
                self.advance()
                return self.call(token) if self.token.kind == "(" else Name(token.text, token.start, token.end)
            case "(":
                opening = self.advance()
                node = self.choice()
                self.close(")", opening)
                return node
            case "[":
                opening = self.advance()
                return Row(tuple(self.parts("]", opening)), opening.start, self.end)
            case _:
                return self.refuse()

    def call(self, function: Token) -> Node:
        opening = self.advance()
        arguments: list[Node] = []
        named: dict[str, Node] = {}
        while self.token.kind != ")":
            name = self.token
            if name.kind == "name" and self.tokens[self.at + 1].kind == "=":
                self.advance()
                self.advance()
                if name.text in named:
                    raise unusable("argument_twice", name.start, name.end, name=name.text)
                named[name.text] = self.choice()
            elif named:
                raise unusable("argument_order", name.start, name.end)
            else:
                arguments.append(self.choice())
            if self.token.kind == ",":
                self.advance()
            elif self.token.kind != ")":
                self.close(")", opening)
        self.advance()
        return Call(function.text, tuple(arguments), tuple(named.items()), function.start, self.end)

    def parts(self, closing: str, opening: Token) -> list[Node]:
        """Expressions between commas, up to the closing bracket."""
        found: list[Node] = []
        while self.token.kind != closing:
            found.append(self.choice())
            if self.token.kind == ",":
                self.advance()
            elif self.token.kind != closing:
                self.close(closing, opening)
        self.advance()
        return found

    def close(self, closing: str, opening: Token) -> None:
        if self.token.kind == closing:
            self.advance()
        elif self.token.kind == "end":
            raise unusable("unclosed", opening.start, opening.end, sign=opening.text)
        else:
            self.refuse()

    def _deeper(self) -> Token:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise unusable("too_complex", self.token.start, self.token.end)
        return self.advance()

    def refuse(self) -> NoReturn:
        """Raise what is wrong with the token that stands here."""
        token = self.token
        before = self.tokens[self.at - 1] if self.at else None
        after_part = before is not None and before.kind in ("number", "name", ")", "]")
        if token.kind == "=":
            raise unusable("assignment", token.start, token.end)
        if token.kind == "end" or not after_part:
            place = before if before is not None and token.kind in ("end", ")", "]", ",") else token
            raise unusable("missing_operand", place.start, place.end, sign=place.text)
        if token.kind in ("number", "name", "(", "not"):
            raise unusable("missing_operator", before.start if before else token.start, token.end)
        if token.kind in (")", "]"):
            raise unusable("unopened", token.start, token.end, sign=token.text)
        raise unusable("unexpected", token.start, token.end, sign=token.text)
