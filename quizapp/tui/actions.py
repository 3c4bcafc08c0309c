"""Everything a person can do by a key, in one registry: bindings, key bar, help and palette come from here.

An action's words are in the catalog: `tui.act_<id>` (a word or two, for the key bar) and `tui.about_<id>` (a
sentence, for help and palette). With a Japanese input method switched on, keys arrive full-width (ｑ, １): both
forms are bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.binding import Binding

# Where a person is. One screen may have several: a sitting is opening, asks for a choice or for something typed, or
# tells.
(
    HOME,
    CHAPTERS,
    OPENING,
    CHOICE,
    TYPED,
    TOLD,
    CALCULATOR,
    SUMMARY,
    HELP,
    SETTINGS,
    KEYS,
    FAULTS,
    WELCOME,
    STATISTICS,
    PLAN,
    SEARCH,
    EXAMS,
    EXAM_CHOICE,
    EXAM_TYPED,
    NAVIGATOR,
    RESULT,
    LOOKED,
    OPTIONS,
    AUTHOR,
    WRITING,
    TRYING,
    SAVING,
    CONFLICT,
    MAKING,
    STRESSING,
    STATUS,
    BLIND,
    BLIND_TOLD,
    READING,
    ASKING,
    LAB,
    BENCH,
    STEPPED,
) = CONTEXTS = (
    "home",
    "chapters",
    "opening",
    "choice",
    "typed",
    "told",
    "calculator",
    "summary",
    "help",
    "settings",
    "keys",
    "faults",
    "welcome",
    "statistics",
    "plan",
    "search",
    "exams",
    "exam_choice",
    "exam_typed",
    "navigator",
    "result",
    "looked",
    "options",
    "author",
    "writing",
    "trying",
    "saving",
    "conflict",
    "making",
    "stressing",
    "status",
    "blind",
    "blind_told",
    "reading",
    "asking",
    "lab",
    "bench",
    "stepped",
)
ASKED = (CHOICE, TYPED)
SITTING = (*ASKED, TOLD)
# Where a question file is at hand: its text takes all printable keys while it has the focus.
FILE = (AUTHOR, WRITING, TRYING)
TEXT = (WRITING, TRYING)
EXAM = (EXAM_CHOICE, EXAM_TYPED)
PAGED = (
    *(CHOICE, TOLD, EXAM_CHOICE, RESULT, LOOKED, SUMMARY, HELP, FAULTS, STATISTICS, PLAN),
    *(TRYING, CONFLICT, STRESSING, BLIND, BLIND_TOLD, READING, BENCH, STEPPED),
)
# What lies over a question: there is nothing to jump to.
_OVERLAYS = (CALCULATOR, NAVIGATOR)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do.

    `keys`: Textual key names; the first is shown. While a text field has the focus it takes all printable keys, so an
    action that must work there has a function or control key too, and that one is shown. `run`: the Textual action.
    `where`: the contexts in which it applies. `bar`: whether the key bar names it (help always does);
    `minor`: not where that leaves no room for the others.
    """

    id: str
    keys: tuple[str, ...]
    run: str
    where: tuple[str, ...]
    bar: bool = True
    minor: bool = False


def key_for(keys: Iterable[str], taken: Callable[[str], bool] | None) -> str | None:
    """The key to show: the first, or the first that the text field which has the focus does not take as text."""
    return next((key for key in keys if taken is None or not taken(key)), None)


ACTIONS: tuple[Action, ...] = (
    # Home
    Action("resume", ("p",), "resume", (HOME, EXAMS), bar=False),
    Action("review", ("r",), "review", (HOME,), bar=False),
    Action("new", ("n",), "new", (HOME,), bar=False),
    Action("weak", ("w",), "weak", (HOME,), bar=False),
    Action("exams", ("e",), "exams", (HOME,), bar=False),
    Action("chapters", ("c",), "chapters", (HOME,), bar=False),
    Action("search", ("s", "slash"), "search", (HOME,), bar=False),
    Action("statistics", ("t",), "statistics", (HOME,), bar=False),
    Action("plan", ("d",), "plan", (HOME,), bar=False),
    Action("faults", ("f",), "faults", (HOME,), bar=False),
    Action("reopen", ("enter",), "reopen", (HOME,), bar=False),
    Action("lab", ("b",), "lab", (HOME, CHAPTERS, SUMMARY, STATISTICS, PLAN), bar=False),
    Action("author", ("a",), "author", (HOME,), bar=False),
    # Chapters
    Action("start_node", ("enter",), "start_node", (CHAPTERS,)),
    Action("fold_node", ("space",), "fold_node", (CHAPTERS,)),
    Action("track", ("t",), "track", (CHAPTERS,)),
    Action("options", ("o",), "options", (HOME, CHAPTERS)),
    # Sitting, asked
    Action("answer", ("enter",), "answer", ASKED),
    *(
        Action(
            f"choose_{n}",
            (str(n),),
            f"choose({n - 1})",
            (CHOICE, WELCOME, STATISTICS, EXAMS, EXAM_CHOICE, TRYING, BLIND, STATUS),
            bar=False,
        )
        for n in range(1, 9)
    ),
    Action("toggle", ("space",), "choose_here", (CHOICE, EXAM_CHOICE), bar=False),
    # A mock exam, or a test, while it is filled in. Tab works in a field too, where the arrows move the cursor.
    Action("fill_in", ("enter",), "answer", EXAM),
    Action("next_item", ("tab", "right"), "step(1)", EXAM),
    Action("previous_item", ("shift+tab", "left"), "step(-1)", EXAM, minor=True),
    Action("navigator", ("g", "ctrl+g"), "navigator", EXAM),
    Action("next_open", ("o", "ctrl+n"), "next_open", (*EXAM, NAVIGATOR), bar=False),
    Action("clear_answer", ("backspace", "delete"), "clear_answer", (EXAM_CHOICE,), bar=False),
    # Its navigator
    Action("go_item", ("enter",), "go_item", (NAVIGATOR,)),
    Action("next_flagged", ("f",), "next_flagged", (NAVIGATOR,)),
    # Its result, and the answers looked at again
    Action("review_wrong", ("enter", "w"), "look('wrong')", (RESULT,)),
    Action("review_all", ("a",), "look('all')", (RESULT,)),
    Action("review_flagged", ("f",), "look('flagged')", (RESULT,)),
    Action("review_guessed", ("u",), "look('guessed')", (RESULT,)),
    Action("next_reviewed", ("enter", "tab", "right"), "step(1)", (LOOKED,)),
    Action("previous_reviewed", ("shift+tab", "left"), "step(-1)", (LOOKED,)),
    # Mock exams: those that were left
    Action("give_up", ("d",), "give_up", (EXAMS,)),
    # The options of a quiz
    Action("start_options", ("enter",), "start_options", (OPTIONS,)),
    Action("toggle_option", ("space",), "toggle_option", (OPTIONS,)),
    Action("option_next", ("right",), "turn(1)", (EXAMS, OPTIONS)),
    Action("option_previous", ("left",), "turn(-1)", (EXAMS, OPTIONS), bar=False),
    Action("save_preset", ("s",), "save_preset", (OPTIONS,)),
    Action("delete_preset", ("d", "delete"), "delete_preset", (OPTIONS,), minor=True),
    # Any question that is asked
    Action("hint", ("h", "f3"), "hint", ASKED),
    Action("unsure", ("u", "f4"), "unsure", (*ASKED, *EXAM)),
    # Calculator
    Action("calc_evaluate", ("enter", "equals_sign"), "evaluate", (CALCULATOR,)),
    Action("calc_insert", ("tab",), "insert", (CALCULATOR,)),
    Action("calc_older", ("up",), "recall(-1)", (CALCULATOR,)),
    Action("calc_newer", ("down",), "recall(1)", (CALCULATOR,), bar=False),
    # Sitting, told
    Action("next", ("enter", "space"), "next", (TOLD,)),
    Action("fresh", ("g",), "fresh", (TOLD,)),
    *(Action(f"remark_{n}", (str(n),), f"remark({n - 1})", (TOLD, LOOKED), bar=False) for n in range(1, 7)),
    Action("report", ("b",), "report", (TOLD, LOOKED), minor=True),
    Action("try", ("t",), "try_it", (TOLD, LOOKED), minor=True),
    Action("suspend", ("s",), "suspend", (TOLD, LOOKED), bar=False),
    Action("bury", ("v",), "bury", (TOLD, LOOKED), bar=False),
    # Summary
    Action("home", ("enter",), "home", (SUMMARY,)),
    Action("again", ("a",), "again", (SUMMARY,)),
    # After an answer
    Action("undo", ("z", "ctrl+z"), "undo", (*SITTING, SUMMARY, HOME, EXAMS, RESULT, OPTIONS)),
    Action("redo", ("y", "ctrl+y"), "redo", (*SITTING, HOME), bar=False),
    # Any question
    Action("end", ("e", "f8"), "end", SITTING, bar=False),
    Action("calculator", ("equals_sign", "f9"), "calculator", (*SITTING, *EXAM, LOOKED)),
    Action("flag", ("f", "f5"), "flag", (*SITTING, *EXAM, LOOKED), minor=True),
    Action("note", ("m", "f6"), "note", (*SITTING, LOOKED), minor=True),
    Action("raw", ("x", "f7"), "raw", (*SITTING, *EXAM, LOOKED, BENCH), bar=False),
    Action("hand_in", ("e", "f8"), "hand_in", (*EXAM, NAVIGATOR)),
    # Search
    Action("open_hit", ("enter",), "open_hit", (SEARCH,)),
    Action("start_hits", ("f8",), "start_hits", (SEARCH,)),
    Action("next_filter", ("f6",), "filter(1)", (SEARCH,)),
    # Lab
    Action("open_subject", ("enter",), "open_subject", (LAB,)),
    Action("next_kind", ("f6",), "kind(1)", (LAB,)),
    Action("edit", ("enter",), "edit", (BENCH, STEPPED)),
    Action("step_forward", ("right", "f6"), "step_by(1)", (STEPPED,)),
    Action("step_back", ("left", "f5"), "step_by(-1)", (STEPPED,)),
    Action("auto", ("space", "f8"), "auto", (STEPPED,), minor=True),
    Action("lab_numbers", ("g", "f3"), "lab_numbers", (BENCH, STEPPED), minor=True),
    Action("reset", ("r", "f4"), "reset", (BENCH, STEPPED), minor=True),
    # Statistics
    Action("next_page", ("right",), "turn_page(1)", (STATISTICS,)),
    Action("previous_page", ("left",), "turn_page(-1)", (STATISTICS,)),
    Action("period", ("p",), "period", (STATISTICS,)),
    Action("group", ("t",), "group", (STATISTICS,)),
    # Author: the bank
    Action("open_file", ("enter",), "open_file", (AUTHOR,)),
    Action("fold_branch", ("space",), "fold_branch", (AUTHOR,), bar=False),
    Action("new_file", ("n",), "new_file", (AUTHOR,)),
    Action("find_words", ("slash",), "find_words", (AUTHOR,)),
    Action("next_status", ("f",), "next_status", (AUTHOR,)),
    Action("next_marks", ("m",), "next_marks", (AUTHOR,)),
    Action("coverage", ("c",), "coverage", (AUTHOR,), minor=True),
    Action("add_bank", ("a",), "add_bank", (AUTHOR,), minor=True),
    Action("reload_bank", ("r",), "reload_bank", (AUTHOR,), bar=False),
    # Author: a file
    Action("save_text", ("ctrl+s",), "save_text", TEXT),
    Action("other_pane", ("f6",), "other_pane", TEXT),
    Action("other_numbers", ("g", "f5"), "other_numbers", TEXT),
    Action("next_finding", ("f3",), "next_finding", TEXT, minor=True),
    Action("try_answer", ("enter",), "try_answer", (TRYING,)),
    Action("next_part", ("p", "ctrl+n"), "next_part", TEXT, minor=True),
    Action("as_choices", ("c",), "as_choices", (TRYING,), minor=True),
    Action("revert_text", ("ctrl+r",), "revert_text", TEXT, bar=False),
    Action("undo_edit", ("ctrl+z",), "undo_edit", (WRITING,), bar=False),
    Action("redo_edit", ("ctrl+y",), "redo_edit", (WRITING,), bar=False),
    Action("select_text", ("ctrl+a",), "select_text", (WRITING,), bar=False),
    Action("go_to_finding", ("enter",), "go_to_finding", (WRITING,), bar=False),
    Action("stress", ("t", "f8"), "stress", FILE, minor=True),
    Action("status_of", ("s", "f9"), "status_of", FILE, minor=True),
    Action("blind", ("v", "f10"), "blind", FILE, minor=True),
    Action("uses", ("u", "f11"), "uses", FILE, minor=True),
    Action("fix_file", ("x", "f7"), "fix_file", FILE, minor=True),
    Action("external", ("e", "f4"), "external", FILE, minor=True),
    Action("translated", ("k", "ctrl+t"), "translated", FILE, bar=False),
    # Author: what is done with a file
    Action("save_now", ("enter",), "save_now", (SAVING,)),
    Action("save_as_wording", ("w",), "save_as_wording", (SAVING,)),
    Action("save_and_regrade", ("r",), "save_and_regrade", (SAVING,)),
    Action("take_disk", ("t",), "take_disk", (CONFLICT,)),
    Action("overwrite_disk", ("o",), "overwrite_disk", (CONFLICT,)),
    Action("make_file", ("enter",), "make_file", (MAKING,)),
    Action("turn_next", ("right",), "turn(1)", (MAKING,)),
    Action("turn_previous", ("left",), "turn(-1)", (MAKING,), bar=False),
    Action("set_status", ("enter",), "set_status", (STATUS,)),
    Action("sign_now", ("g",), "sign_now", (STATUS,)),
    Action("stress_again", ("t",), "stress_again", (STRESSING,)),
    Action("review_answer", ("enter",), "review_answer", (BLIND, BLIND_TOLD)),
    Action("agree", ("y",), "agree", (BLIND_TOLD,)),
    Action("dispute", ("n",), "dispute", (BLIND_TOLD,)),
    Action("accept", ("enter",), "accept", (ASKING,)),
    # Settings
    Action("change_next", ("right", "enter", "space"), "change(1)", (SETTINGS,)),
    Action("change_previous", ("left",), "change(-1)", (SETTINGS,)),
    Action("keys", ("k",), "keys", (SETTINGS,)),
    # Keys
    Action("choose_key", ("enter",), "choose_key", (KEYS,)),
    Action("restore_key", ("backspace", "delete"), "restore_key", (KEYS,)),
    # Wherever page up and page down scroll. A text field that has the focus keeps these keys for its cursor.
    Action("page_top", ("home",), "to_edge(-1)", PAGED, bar=False),
    Action("page_end", ("end",), "to_edge(1)", PAGED, bar=False),
    # Anywhere
    Action("jump", ("ctrl+o",), "app.jump", tuple(place for place in CONTEXTS if place not in _OVERLAYS), bar=False),
    Action("welcome", ("i",), "app.welcome", (HOME, SETTINGS), bar=False),
    Action("settings", ("comma", "f9"), "app.settings", (HOME, CHAPTERS, SUMMARY, PLAN)),
    Action("language", ("l", "f2", "ctrl+l"), "app.flip_language", CONTEXTS),
    Action("palette", ("ctrl+p",), "app.command_palette", CONTEXTS, bar=False),
    Action("help", ("question_mark", "f1"), "app.help", tuple(place for place in CONTEXTS if place != HELP)),
    Action("leave", ("escape",), "leave", tuple(place for place in CONTEXTS if place != HOME)),
    Action("quit_home", ("q",), "app.quit", (HOME,)),
    Action("quit", ("ctrl+q",), "app.quit", CONTEXTS, bar=False),
)

_NAMES = {
    "question_mark": "?",
    "comma": ",",
    "equals_sign": "=",
    "escape": "esc",
    "space": "space",
    "enter": "enter",
    "shift+tab": "⇧tab",
    "slash": "/",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
}
# Keys whose full-width form isn't found by shifting the code point of a letter or digit.
_FULL_WIDTH = {
    "question_mark": "fullwidth_question_mark",
    "comma": "ideographic_comma",
    "space": "ideographic_space",
    "slash": "fullwidth_solidus",
    "equals_sign": "fullwidth_equals_sign",
}


def printable(key: str) -> bool:
    """Whether a text field would take this key as text."""
    return len(key) == 1 or key in _FULL_WIDTH


def shown_key(key: str) -> str:
    """A key as it is printed for people: `?`, `esc`, `F2`, `^l`."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    return key.upper() if key[1:].isdigit() else key


def with_full_width(key: str) -> tuple[str, ...]:
    """A key and, where it has one, its full-width form."""
    if key in _FULL_WIDTH:
        return key, _FULL_WIDTH[key]
    if len(key) == 1 and key.isascii():
        return key, chr(ord(key) + 0xFEE0)
    return (key,)


def bindings(contexts: Iterable[str]) -> list[Binding]:
    """The bindings of a screen on which these contexts occur, each with the id of its action (for remapping)."""
    wanted = set(contexts)
    return [
        Binding(
            ",".join(form for key in action.keys for form in with_full_width(key)),
            action.run,
            id=action.id,
            show=False,
            priority=False,
        )
        for action in ACTIONS
        if wanted.intersection(action.where)
    ]


def find(run: str, context: str) -> Action | None:
    """The action of a context that a Textual action name belongs to."""
    return next((action for action in ACTIONS if context in action.where and action.run.partition("(")[0] == run), None)


def applicable(context: str) -> list[Action]:
    """The actions of a context, in the order of the registry."""
    return [action for action in ACTIONS if context in action.where]
