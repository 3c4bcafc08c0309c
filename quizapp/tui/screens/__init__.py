"""The screens, each with its style sheet beside it. `quizapp.tui.app` imports each when it is first opened."""
