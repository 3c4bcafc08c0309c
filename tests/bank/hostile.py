"""Files that nobody should be able to hurt the program with: broken, hostile, or both.

Each is a name, the bytes of a question file, and the code of what must be told of it; "" for a file that is harmless
and loads. They are made here rather than kept as files, because many could not be kept: editors, archives and git would
mend or refuse them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quizapp.bank.reader import MOST_BYTES
from tests.bank.conftest import NUMERIC, SINGLE
from tests.bank.test_drawn import DRAWN, FORMULA

SOUND = SINGLE.format(id="question")
NUMBER = NUMERIC.format(id="question")
FRESH = DRAWN.format(id="question")
STEM = SOUND[SOUND.index("stem:") :].partition("\n")[0]
FORMED = FORMULA.format(id="question")


class Hostile(NamedTuple):
    """`code`: what is told of it when it is loaded or linted; `line`: where, if that is certain."""

    name: str
    content: bytes
    code: str
    line: int = 0


def _with(old: str, new: str, source: str = SOUND) -> bytes:
    assert old in source
    return source.replace(old, new, 1).encode()


def corpus() -> Iterator[Hostile]:
    """More than a hundred of them."""
    yield from _bombs()
    yield from _tags()
    yield from _traversal()
    yield from _markup()
    yield from _encodings()
    yield from _structure()
    yield from _guesses()
    yield from _types()
    yield from _expressions()


def _bombs() -> Iterator[Hostile]:
    laughs = "a: &a [lol]\n" + "".join(f"{n}: &{n} [{', '.join([f'*{chr(ord(n) - 1)}'] * 9)}]\n" for n in "bcdefghi")
    yield Hostile("billion laughs", laughs.encode(), "anchor", 1)
    yield Hostile("alias to itself", b"a: &a [*a]\n", "anchor", 1)
    yield Hostile("alias of nothing", b"a: *nothing\n", "alias", 1)
    yield Hostile("anchor on a key", b"&a id: one\n", "anchor", 1)
    yield Hostile("merge key", b"<<: {a: 1}\nid: one\n", "merge_key", 1)
    yield Hostile("merge of an alias", b"a: &x {b: 1}\nc:\n  <<: *x\n", "anchor", 1)
    yield Hostile("deep lists", b"a: " + b"[" * 2_000 + b"]" * 2_000, "too_deep", 1)
    yield Hostile("deep maps", b"a: " + b"{a: " * 500 + b"1" + b"}" * 500, "too_deep", 1)
    yield Hostile(
        "deep by indent", "".join(f"{' ' * i}a:\n" for i in range(60)).encode() + b" " * 60 + b"b", "too_deep"
    )
    yield Hostile("unclosed depth", b"[" * 5_000, "too_deep", 1)
    yield Hostile("huge file", b"# " + b"x" * MOST_BYTES, "file_too_large", 1)
    yield Hostile("huge with question", SOUND.encode() + b"#" * MOST_BYTES, "file_too_large", 1)
    yield Hostile("huge number", _with("level: 1", "level: " + "9" * 5_000), "number_too_large", 7)
    yield Hostile("huge decimal", _with("level: 1", "level: 1e99999"), "number_too_large", 7)
    yield Hostile("many keys", ("id: one\n" + "".join(f"k{i}: 1\n" for i in range(9_000))).encode(), "unknown_field")
    yield Hostile("long text", _with("ja: 逆である。", "ja: " + "あ" * 9_000), "type_string_too_long", 11)
    yield Hostile("many choices", _with("explanation", "x: [" + "1, " * 40_000 + "1]\nexplanation"), "unknown_field")
    yield Hostile("long id", _with("id: question", "id: " + "a" * 500), "type_string_too_long", 1)
    yield Hostile("many topics", _with('["3.4.1"]', "[" + '"3.4.1", ' * 500 + '"3.4.1"]'), "type_too_long", 4)


def _tags() -> Iterator[Hostile]:
    for tag in (
        *("!!python/object/apply:os.system ['id']", "!!python/name:os.system", "!!python/module:os"),
        *("!!python/object/new:type {}", "!!binary aGk=", "!!set {a}", "!!omap []", "!!str 1", "!x 1", "!<tag:x> 1"),
        *("!!timestamp 2024-01-01", "!!int '1'", "!!null ''"),
    ):
        yield Hostile(f"tag {tag}", f"level: {tag}\n".encode(), "tag", 1)
    yield Hostile("tag on the root", b"!!map\nid: one\n", "tag")
    yield Hostile("tag on a key", b"!!str id: one\n", "tag", 1)
    yield Hostile("tag directive", b"%TAG ! tag:x,2000:\n---\nid: one\n", "directive")
    yield Hostile("version directive", b"%YAML 1.1\n---\nid: one\n", "directive")
    yield Hostile("unknown directive", b"%FOO bar\n--- \nid: one\n", "not_yaml")
    yield Hostile("undefined tag handle", b"a: !foo!bar 1\n", "not_yaml")


def _traversal() -> Iterator[Hostile]:
    for name in ("../../etc/passwd", "/etc/passwd", "..\\\\..\\\\boot.ini", "con", "~root", "a/b", "$HOME", "%2e%2e"):
        code = "name_differs" if name == "con" else "type_string_pattern_mismatch"
        yield Hostile(f"id {name}", _with("id: question", f"id: '{name}'"), code, 1)
    yield Hostile(
        "family as path", _with("1 - 5/8'}", "1 - 5/8'}\nproblem: ../os.system", NUMBER), "type_string_pattern_mismatch"
    )
    yield Hostile("family as module", _with("answer:", "problem: os.system\nx:", NUMBER), "unknown_field")
    yield Hostile(
        "see also a path", _with("level: 1", "level: 1\nsee_also: [../../x]"), "type_string_pattern_mismatch", 8
    )
    yield Hostile("see also a module", _with("level: 1", "level: 1\nsee_also: [os.system]"), "see_also_unknown", 8)
    yield Hostile("image from a file", _with("en: Unrelated.", "en: '![x](file:///etc/passwd)'"), "")
    yield Hostile("link to the net", _with("en: Unrelated.", "en: '[x](http://example.org/)'"), "")
    yield Hostile("an asset", _with("level: 1", "level: 1\nassets: [../../etc/passwd]"), "unknown_field", 8)
    yield Hostile("include", _with("level: 1", "level: 1\ninclude: other.yaml"), "unknown_field", 8)


def _markup() -> Iterator[Hostile]:
    yield Hostile("script", _with("en: Unrelated.", "en: '<script>alert(1)</script>'"), "")
    yield Hostile("terminal markup", _with("en: Unrelated.", "en: '[bold red]x[/] [@click=app.quit]y[/]'"), "")
    yield Hostile("open markup", _with("en: Unrelated.", "en: '[/] [ [['"), "")
    yield Hostile("template", _with("en: Unrelated.", "en: '{% for x in y %}{{ x.__class__ }}'"), "bad_placeholder")
    yield Hostile("format string", _with("en: Unrelated.", "en: '{0.__class__} {x!r} %s %n'"), "")
    yield Hostile("attribute placeholder", _with("en: Unrelated.", "en: '{{n.__class__}}'"), "bad_placeholder")
    yield Hostile(
        "bottomless formula", _with("en: Unrelated.", f"en: '${'{ ' * 300}x{' }' * 300}$'"), "undrawable_formula"
    )
    fractions = r"\frac{1}{" * 200 + "x" + "}" * 200
    yield Hostile("nested fractions", _with("en: Unrelated.", f"en: '${fractions}$'"), "undrawable_formula")
    yield Hostile("macro", _with("en: Unrelated.", r"en: '$\def\x{\x\x}\x$'"), "undrawable_formula")
    yield Hostile("input of a file", _with("en: Unrelated.", r"en: '$\input{/etc/passwd}$'"), "undrawable_formula")
    for blank in ("' '", "'\u3000'", '"  "'):
        for language in ("ja", "en"):
            words = {"ja": "問い", "en": "A question", language: blank}
            content = _with(STEM, f"stem: {{ja: {words['ja']}, en: {words['en']}}}")
            yield Hostile(f"blank {language} {blank}", content, "blank_text", 8)
    for name, piece in (
        ("figure", "{kind: figure, file: assets/a.png, digest: '0123456789abcdef', alt: {ja: '{{n}}', en: '{{n}}'}}"),
        (
            "caption",
            "{kind: figure, file: assets/a.png, digest: '0123456789abcdef', alt: {ja: x, en: y}, "
            "caption: {ja: '{{n}}', en: x}}",
        ),
        ("listing", "{kind: listing, language: python, source: 'x = {{n}}'}"),
        ("table", "{kind: table, header: [a, {ja: b, en: '{{n}}'}], rows: [[1, 2]]}"),
        ("diagram", "{kind: diagram, ja: '{{n}}', en: '{{n}}'}"),
    ):
        content = _with("choices:", f"material:\n  - {piece}\nchoices:")
        yield Hostile(f"number of a {name}", content, "unknown_placeholder", 10)
    yield Hostile("many quotes", _with("en: Unrelated.", "en: '" + "> " * 500 + "x'"), "")
    yield Hostile("many brackets", _with("en: Unrelated.", "en: '" + "[" * 3_000 + "'"), "")
    yield Hostile("many stars", _with("en: Unrelated.", "en: '" + "*a_" * 1_500 + "'"), "")


def _encodings() -> Iterator[Hostile]:
    yield Hostile("empty", b"", "empty_file", 1)
    yield Hostile("white space", b" \n\n  \n", "empty_file", 1)
    yield Hostile("only a comment", b"# nothing\n", "empty_file", 1)
    yield Hostile("NUL", _with("en: Unrelated.", "en: Un\x00related."), "control_character", 12)
    yield Hostile("escape sequence", _with("en: Unrelated.", "en: \x1b[31mred\x1b[0m"), "control_character", 12)
    yield Hostile("bell", b"id: \x07\n", "control_character", 1)
    yield Hostile("C1 control", "id: \x9b31m\n".encode(), "control_character", 1)
    yield Hostile("right to left", "id: \u202eevil\n".encode(), "control_character", 1)
    yield Hostile("isolate", "id: \u2066x\u2069\n".encode(), "control_character", 1)
    yield Hostile("zero width", "id: o\u200bne\n".encode(), "control_character", 1)
    yield Hostile("byte order mark inside", "id: a\n\ufeffb: 1\n".encode(), "control_character", 2)
    yield Hostile("carriage returns", b"id: one\rkind: x\n", "control_character", 1)
    yield Hostile("Shift-JIS", "id: 問題\n".encode("shift_jis"), "not_utf8", 1)
    yield Hostile("EUC-JP", "kind: x\nid: 問題\n".encode("euc_jp"), "not_utf8", 2)
    yield Hostile("Latin-1", "id: café\n".encode("latin-1"), "not_utf8", 1)
    yield Hostile("UTF-16", SOUND.encode("utf-16"), "not_utf8", 1)
    yield Hostile("UTF-32", SOUND.encode("utf-32"), "not_utf8", 1)
    yield Hostile("overlong", b"id: \xc0\xaf\n", "not_utf8", 1)
    yield Hostile("surrogate", b"id: \xed\xa0\x80\n", "not_utf8", 1)
    yield Hostile("cut in a letter", "id: 問".encode()[:-1], "not_utf8", 1)
    yield Hostile("binary", bytes(range(256)) * 4, "not_utf8", 2)
    yield Hostile("gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "not_utf8", 1)
    yield Hostile("sound with a mark", b"\xef\xbb\xbf" + SOUND.encode(), "")
    yield Hostile("sound with Windows line ends", SOUND.replace("\n", "\r\n").encode(), "")


def _structure() -> Iterator[Hostile]:
    yield Hostile("a text", b"just words\n", "not_a_mapping", 1)
    yield Hostile("a list", b"- a\n- b\n", "not_a_mapping", 1)
    yield Hostile("a number", b"42\n", "not_a_mapping", 1)
    yield Hostile("two documents", SOUND.encode() + b"---\nid: two\n", "several_documents", 15)
    yield Hostile("tabs", b"id: one\n\tkind: x\n", "tab_indent", 2)
    yield Hostile("unclosed quote", b"id: 'one\n", "not_yaml")
    yield Hostile("unclosed bracket", b"id: [one\n", "not_yaml")
    yield Hostile("bad indent", b"id: one\n kind: x\n", "not_yaml", 2)
    yield Hostile("key twice", _with("level: 1", "level: 1\nlevel: 2"), "duplicate_key", 8)
    yield Hostile("key of a list", b"[a, b]: 1\n", "key_not_text", 1)
    yield Hostile("key of a map", b"{a: b}: 1\n", "key_not_text", 1)
    yield Hostile("question mark key", b"? a\n: b\n? [c]\n: d\n", "key_not_text", 3)
    yield Hostile("cut in the middle", SOUND.encode()[:300], "not_yaml")
    yield Hostile("JSON", b'{"id": "one", "kind": "single"}', "missing", 1)
    yield Hostile("XML", b"<?xml version='1.0'?>\n<a/>\n", "not_a_mapping", 1)
    yield Hostile("HTML", b"<!DOCTYPE html><html></html>", "not_a_mapping", 1)
    yield Hostile("shell", b"#!/bin/sh\nrm -rf /\n", "not_a_mapping", 1)


def _guesses() -> Iterator[Hostile]:
    for guess in ("NO", "yes", "On", "~", "010", "0x1F", "1_000", "1:30", "12:30:45", ".5", "5.", "2024-01-31", ".inf"):
        yield Hostile(f"guess {guess}", _with("level: 1", f"level: {guess}"), "ambiguous_scalar", 7)
    yield Hostile("nothing", _with("level: 1", "level:"), "empty_value", 7)
    yield Hostile("comment cuts", _with("kind: single", "kind: single # or not"), "comment_cuts_text", 2)
    yield Hostile("lost backslash", _with("en: Unrelated.", 'en: "\\frac{1}{2}"'), "backslash_in_quotes", 12)
    yield Hostile("hidden newline", _with("en: Unrelated.", 'en: "a\\nb"'), "backslash_in_quotes", 12)
    yield Hostile("hidden NUL", _with("en: Unrelated.", 'en: "a\\0b"'), "backslash_in_quotes", 12)


def _types() -> Iterator[Hostile]:
    for field, value, code in (
        ("level: 1", "level: [1]", "type_int_type"),
        ("level: 1", "level: {a: 1}", "type_int_type"),
        ("level: 1", "level: 1.5", "type_int_type"),
        ("level: 1", "level: true", "type_int_type"),
        ("level: 1", "level: -1", "type_greater_than_equal"),
        ("kind: single", "kind: [single]", "type_enum"),
        ("status: ready", "status: 1", "type_enum"),
        ('topics: ["3.4.1"]', "topics: 3.4", "type_list_type"),
        ('topics: ["3.4.1"]', "topics: [3.4]", "type_string_type"),
        ('topics: ["3.4.1"]', "topics: []", "type_too_short"),
        ("keywords: [パディング, ストライド]", "keywords: {a: b}", "type_list_type"),
        ("correct: true", "correct: 'true'", "type_bool_type"),
        ("correct: true", "correct: 1", "type_bool_type"),
        ("text: {ja: ストライドを増やす, en: A larger stride}", "text: words", "type_model_type"),
        ("text: {ja: ストライドを増やす, en: A larger stride}", "text: {ja: x}", "missing_language"),
        ("text: {ja: ストライドを増やす, en: A larger stride}", "text: {ja: x, en: ''}", "type_string_too_short"),
        ("id: b,", "id: 'B!',", "type_string_pattern_mismatch"),
        ("id: b,", "id: a,", "form_choice_twice"),
        ("level: 1", "level: 1\n__class__: x", "unknown_field"),
        ("level: 1", "level: 1\nmodel_config: {extra: allow}", "unknown_field"),
        ("level: 1", "level: 1\nparts: []", "type_too_short"),
        ("level: 1", "level: 1\nreviewed_by: [{by: a, content: short}]", "type_string_pattern_mismatch"),
        ("level: 1", "level: 1\nanswer: {kind: single, value: 1}", "type_union_tag_invalid"),
    ):
        yield Hostile(f"{field[:12]} as {value[:30]}", _with(field, value), code)
    for kind in ("[count]", "{a: 1}", "[[count]]", "true", "1"):
        for name, source in (("fixed", NUMBER), ("drawn", FRESH)):
            old = "kind: number" if name == "fixed" else "kind: count"
            content = _with(old, f"kind: {kind}", source)
            yield Hostile(f"{name} answer's kind {kind}", content, "type_union_tag_invalid")
    yield Hostile("not a number", _with("value: 0.375", "value: .nan", NUMBER), "ambiguous_scalar", 9)
    yield Hostile("value of a list", _with("value: 0.375", "value: [0.375]", NUMBER), "type_float_type", 9)


def _expressions() -> Iterator[Hostile]:
    for bad, code in (
        ("'__import__(1)'", "expression_unknown_sign"),
        ("'n.__class__'", "expression_unknown_sign"),
        ("'os.system(1)'", "expression_unknown_function"),
        ("'open(n)'", "expression_unknown_function"),
        ("'eval(n)'", "expression_unknown_function"),
        ("'(lambda: n)()'", "expression_unknown_sign"),
        ("'[x for x in n]'", "expression_missing_operator"),
        ("'9^9^9^9'", "expression_too_large"),
        ("'convolution.conv2d([[n]], [[1]], padding=10^9)'", "expression_argument"),
        ("'softmax.one_hot(1, 10^12)'", "expression_argument"),
        ("'" + "(" * 300 + "n" + ")" * 300 + "'", "expression_too_complex"),
        ("'" + "-" * 400 + "n'", "expression_too_complex"),
        ("'n; n'", "expression_unknown_sign"),
        ("'n := 3'", "expression_unknown_sign"),
        ('"n + `id`"', "expression_unknown_sign"),
    ):
        yield Hostile(f"expression {bad[:24]}", _with("span: n + 2*p - k", f"span: {bad}", FRESH), code)
    yield Hostile("endless draws", _with("answer >= 4", "1 > 2", FRESH), "undrawn_numbers")
    yield Hostile("huge range", _with("to: 64", "to: 1000000000", FRESH), "form_given_many")
    yield Hostile("tiny steps", _with("to: 64", "to: 64, step: 1.0e-300", FRESH), "form_given_many")
    yield Hostile("drawn from nothing", _with("choices: [3, 5, 7]", "choices: []", FRESH), "type_too_short")
    for value in ("ln({{a}} - 100 + x^2 - 90)", "sqrt(-1 - {{a}}^2 - x^2)", "x/0 + {{a}}", "1/(x - x)", "oops(", "y"):
        content = _with("value: 2*{{a}}*x + {{b}}", f"value: '{value}'", FORMED)
        yield Hostile(f"formula {value}", content, "unusable_key", 12)
    content = _with("value: '{{a}}*x^2 + {{b}}'", "value: 'ln(-1 - x^2)'", FORMED)
    yield Hostile("formula of a mistake", content, "unusable_key", 17)
    fixed = FORMED.replace("given:\n  a: {from: 2, to: 9}\n  b: {from: -5, to: 5, nonzero: true}\n", "")
    for name, number in (("{{a}}", "3"), ("{{b}}", "2")):
        fixed = fixed.replace(name, number)
    yield Hostile("fixed formula", _with("value: 2*3*x + 2", "value: ln(-1 - x^2)", fixed), "unusable_key", 9)
    yield Hostile("fixed mistake", _with("value: '3*x^2 + 2'", "value: 'ln(-1 - x^2)'", fixed), "unusable_key", 14)
    code = NUMBER.replace("kind: numeric", "kind: code").replace("value: 2.667", "value: x")
    old = "{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}"
    for value in ("__import__('os').system('id')", "np.fromfile('x')", "x.__class__", "open('x')", "exec('1')"):
        answer = f'{{kind: code, value: "{value}", verify: x, variables: {{x: {{shape: [N]}}}}}}'
        yield Hostile(f"code {value[:20]}", _with(old, answer, code), "unusable_key", 9)
    for value in ("x.reshape(7, 99)", "x @ x[:2]", "1 // (x.ndim - 1)", "x[99]"):
        answer = f'{{kind: code, value: "{value}", verify: "{value}", variables: {{x: {{shape: [N]}}}}}}'
        yield Hostile(f"stopping code {value}", _with(old, answer, code), "unusable_key", 9)
    answer = "{kind: code, value: x, verify: x, variables: {x: {shape: [N*, 3]}}}"
    yield Hostile("size of code", _with(old, answer, code), "unusable_key", 9)
    answer = "{kind: code, value: x, verify: x, functions: [softplush], variables: {x: {shape: [N]}}}"
    yield Hostile("function of code", _with(old, answer, code), "unusable_key", 9)
    ragged = "{kind: matrix, value: [[1, 2], [3]], verify: [['1', '2'], ['3']]}"
    yield Hostile("ragged matrix", _with(old, ragged, NUMBER), "unusable_key", 9)
    whole = "{kind: matrix, value: [[1, 2], [3, 4]], verify: [['1', '2'], ['3', '4']]}"
    uneven = _with("value: 2.667", "value: [[1, 2], [3]]", NUMBER).decode()
    yield Hostile("ragged mistake", _with(old, whole, uneven), "mistake_unreadable", 11)
