"""The use cases behind the screens: sittings, scheduling, the due queue, the overview. No screen, no SQL.

`quizapp.study.study.Study` is the way in.
"""
