"""The formulas of question files: a part of LaTeX's mathematics, read into frozen nodes.

Nothing is guessed: a command that isn't known is a fault, as is an open brace. The length and the depth are bounded.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.text import tex_symbols as sym
from quizapp.text.tex_atoms import in_font, negated, sign, symbol, words
from quizapp.text.tex_groups import group_bars, group_brackets
from quizapp.text.tex_nodes import (
    Accent,
    Atom,
    Binomial,
    Boxed,
    Brace,
    FaultReason,
    Fence,
    FormulaFault,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Stack,
)

MAX_LENGTH = 4_000
MAX_DEPTH = 24

_TOKEN = re.compile(
    r"\\[A-Za-z]+\*?|\\.|[ ~]|[0-9]+(?:\.[0-9]+)?"
    r"|[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]+|.[\u0300-\u036f]*",
    re.DOTALL,
)
_MATRICES = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "array": ("", ""),
}
_ALIGNED = frozenset({"aligned", "align", "align*", "split", "alignedat", "eqnarray"})
_LINES = frozenset({"gathered", "gather", "gather*", "equation", "equation*", "multline", "displaymath"})
_ENDS = frozenset({"}", "&", "\\\\", "\\right", "\\end", "\\cr"})


def parse_tex(tex: str) -> Row:
    """The formula's tree. Raises FormulaFault."""
    if len(tex) > MAX_LENGTH:
        raise FormulaFault(tex, "too_long")
    parser = _Parser(tex)
    rows = parser.rows(None)
    if len(rows) == 1 and len(rows[0]) == 1:
        row = rows[0][0]
    elif any(len(cells) > 1 for cells in rows):
        raise FormulaFault(tex, "misplaced", "&")
    else:
        row = Row((Grid("lines", rows),))
    if not row.items:
        raise FormulaFault(tex, "empty")
    return row


class _Parser:
    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._tokens: list[str] = _TOKEN.findall(tex.replace("\n", " ").replace("\t", " "))
        self._at = 0
        self._depth = 0

    def fault(self, reason: FaultReason, part: str = "") -> FormulaFault:
        return FormulaFault(self._tex, reason, part)

    def _peek(self) -> str | None:
        while self._at < len(self._tokens) and self._tokens[self._at] == " ":
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> str:
        lexeme = self._peek()
        if lexeme is None:
            raise self.fault("missing_argument", self._tokens[-1] if self._tokens else "")
        self._at += 1
        return lexeme

    def rows(self, environment: str | None) -> tuple[tuple[Row, ...], ...]:
        """The rows of an environment up to its end, or of the whole formula."""
        rows: list[list[Row]] = [[]]
        while True:
            rows[-1].append(self.row())
            lexeme = self._peek()
            if lexeme == "&":
                self._at += 1
                continue
            if lexeme in ("\\\\", "\\cr"):
                self._at += 1
                self._optional()
                rows.append([])
                continue
            if environment is None:
                if lexeme is not None:
                    raise self.fault("unbalanced", lexeme)
            elif lexeme != "\\end":
                raise self.fault("unbalanced", f"\\begin{{{environment}}}")
            else:
                self._at += 1
                if (name := self._raw_group()) != environment:
                    raise self.fault("unbalanced", f"\\end{{{name}}}")
            break
        if len(rows) > 1 and len(rows[-1]) == 1 and not rows[-1][0].items:
            rows.pop()  # a line end after the last row
        return tuple(tuple(row) for row in rows)

    def row(self, ends: frozenset[str] = _ENDS) -> Row:
        self._deepen()
        items: list[Node] = []
        while (lexeme := self._peek()) is not None and lexeme not in ends:
            self._item(items)
        self._depth -= 1
        return Row(tuple(group_bars(group_brackets(items))))

    def _item(self, items: list[Node]) -> None:
        lexeme = self._take()
        if lexeme in ("^", "_", "'"):
            base = items.pop() if items and not _is_space(items[-1]) else Atom("")
            items.append(self._script(base, lexeme))
            return
        node = self._node(lexeme)
        if node is not None:
            items.append(node)

    def _script(self, base: Node, lexeme: str) -> Node:
        if lexeme == "'":
            mark = Atom("′")
            while self._peek() == "'":
                self._at += 1
                mark = Atom(mark.text + "′")
            if self._peek() == "^":
                self._at += 1
                return self._attach(base, sup=Row((mark, self.argument())))
            return self._attach(base, sup=mark)
        if lexeme == "_":
            return self._attach(base, sub=self.argument())
        return self._attach(base, sup=self.argument())

    def _attach(self, base: Node, sub: Node | None = None, sup: Node | None = None) -> Node:
        if isinstance(base, Brace):
            note = sub or sup
            assert note is not None
            return Stack(base, note, over=sub is None)
        if not isinstance(base, Script):
            return Script(base, sub, sup)
        if (sub and base.sub) or (sup and base.sup):
            raise self.fault("double_script")
        return replace(base, sub=sub or base.sub, sup=sup or base.sup)

    def argument(self) -> Node:
        """A group in braces, or the next sign or command."""
        lexeme = self._take()
        if lexeme == "{":
            return self._group()
        if lexeme in _ENDS or lexeme in ("^", "_"):
            raise self.fault("missing_argument", lexeme)
        if lexeme[0].isdigit() and len(lexeme) > 1:
            # x^10 is x to the 1, then 0: what LaTeX does, whatever was meant.
            self._at -= 1
            self._tokens[self._at] = lexeme[1:]
            lexeme = lexeme[0]
        self._deepen()
        node = self._node(lexeme)
        self._depth -= 1
        return Row(()) if node is None else node

    def _deepen(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.fault("too_deep")

    def _group(self) -> Node:
        row = self.row()
        if self._peek() != "}":
            raise self.fault("unbalanced", "{")
        self._at += 1
        if len(row.items) == 1:
            only = row.items[0]
            return (
                replace(only, kind="ord") if isinstance(only, Atom) and only.kind in ("punct", "bin", "rel") else only
            )
        return row

    def _raw_group(self) -> str:
        if self._peek() != "{":
            raise self.fault("missing_argument", self._tokens[self._at - 1])
        self._at += 1
        text = ""
        depth = 1
        while self._at < len(self._tokens):
            lexeme = self._tokens[self._at]
            self._at += 1
            depth += {"{": 1, "}": -1}.get(lexeme, 0)
            if depth == 0:
                return text
            text += lexeme
        raise self.fault("unbalanced", "{")

    def _optional(self) -> Node | None:
        if self._peek() != "[":
            return None
        self._at += 1
        row = self.row(_ENDS | {"]"})
        if self._peek() != "]":
            raise self.fault("unbalanced", "[")
        self._at += 1
        return row

    def _node(self, lexeme: str) -> Node | None:
        if lexeme == "{":
            return self._group()
        if lexeme.startswith("\\") and len(lexeme) > 1:
            return self._command(lexeme)
        return sign(lexeme)

    def _command(self, lexeme: str) -> Node | None:
        name = lexeme[1:].removesuffix("*") if lexeme != "\\*" else "*"
        simple = symbol(name)
        if simple is not None:
            return simple
        if name in sym.IGNORED:
            return None
        if name in sym.TEXT_COMMANDS:
            return Atom(words(self._raw_group()), "text")
        if name == "operatorname":
            return Atom(words(self._raw_group()).strip(), "limits" if lexeme.endswith("*") else "op")
        if name in sym.FONTS:
            return in_font(self.argument(), name)
        if name in sym.ACCENTS:
            return Accent(sym.ACCENTS[name], self.argument())
        if name in sym.BIG_DELIMITERS:
            return self._sized(name)
        return self._structure(name, lexeme)

    def _structure(self, name: str, lexeme: str) -> Node | None:
        match name:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                return Fraction(self.argument(), self.argument())
            case "binom" | "dbinom" | "tbinom":
                return Binomial(self.argument(), self.argument())
            case "sqrt":
                degree = self._optional()
                return Root(self.argument(), degree)
            case "left":
                return self._fence()
            case "middle":
                return Atom(self._delimiter(), "rel")
            case "begin":
                return self._environment()
            case "overset" | "stackrel":
                note = self.argument()
                return Stack(self.argument(), note, over=True)
            case "underset":
                note = self.argument()
                return Stack(self.argument(), note, over=False)
            case "underbrace" | "overbrace":
                return Brace(self.argument(), over=name == "overbrace")
            case "boxed" | "fbox":
                return Boxed(self.argument())
            case "substack":
                return self._substack()
            case "not":
                return negated(self.argument())
            case "pmod":
                return Row((Atom("mod", "op"), self.argument()))
            case "bmod" | "mod":
                return Atom("mod", "bin")
        raise self.fault("unknown_command", lexeme)

    def _substack(self) -> Node:
        if self._take() != "{":
            raise self.fault("missing_argument", "\\substack")
        rows: list[tuple[Row, ...]] = [(self.row(),)]
        while self._peek() == "\\\\":
            self._at += 1
            rows.append((self.row(),))
        if self._peek() != "}":
            raise self.fault("unbalanced", "{")
        self._at += 1
        return Grid("lines", tuple(rows), columns="c")

    def _delimiter(self) -> str:
        lexeme = self._take()
        if lexeme == ".":
            return ""
        name = lexeme[1:] if lexeme.startswith("\\") and len(lexeme) > 1 else lexeme
        known = {**sym.OPENING, **sym.CLOSING, "<": "⟨", ">": "⟩", "/": "/"}
        if lexeme in ("|", "\\vert"):
            return "|"
        if lexeme in ("\\|", "\\Vert"):
            return "‖"
        if name not in known or lexeme in ("{", "}"):
            raise self.fault("missing_argument", lexeme)
        return known[name]

    def _fence(self) -> Node:
        left = self._delimiter()
        body = self.row()
        if self._peek() != "\\right":
            raise self.fault("unbalanced", "\\left")
        self._at += 1
        return Fence(left, body, self._delimiter())

    def _sized(self, name: str) -> Node:
        delimiter = self._delimiter()
        if name.endswith("l") or (delimiter in "([{⌊⌈⟨" and not name.endswith("r")):
            return Atom(delimiter, "open")
        if name.endswith("r") or delimiter in ")]}⌋⌉⟩":
            return Atom(delimiter, "close")
        return Atom(delimiter, "rel" if name.endswith("m") else "bar")

    def _environment(self) -> Node:
        name = self._raw_group()
        if name in _MATRICES:
            left, right = _MATRICES[name]
            columns = "".join(self._raw_group().split()) if name == "array" else ""
            if set(columns) - set("lcr|"):
                raise self.fault("unknown_environment", f"array {columns}")
            return Grid("matrix", self.rows(name), left, right, columns)
        if name in ("cases", "dcases"):
            return Grid("cases", self.rows(name), "{", "")
        if name == "alignedat":
            self._raw_group()
        if name in _ALIGNED:
            return Grid("aligned", self.rows(name))
        if name in _LINES:
            return Grid("lines", self.rows(name))
        raise self.fault("unknown_environment", name)


def _is_space(node: Node) -> bool:
    return isinstance(node, Atom) and node.kind == "space"
