"""What the screens say, by screen. The ids of all of them are one catalog, `tui.…`."""

from quizapp.text.messages.tui import actions, author, exam, figures, lab, options, screens, search, trouble

CATALOG: dict[str, tuple[str, str]] = {
    **actions.CATALOG,
    **screens.CATALOG,
    **figures.CATALOG,
    **search.CATALOG,
    **exam.CATALOG,
    **options.CATALOG,
    **author.CATALOG,
    **trouble.CATALOG,
    **lab.CATALOG,
}
