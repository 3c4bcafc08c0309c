"""The database of what a learner has done: ids and plain values, no idea of what a question says.

`quizapp.progress.database.open_database` is the way in; the stores (`attempts`, `cards`, `sittings`, `marks`,
`learners`) take the connection of an open transaction, so that several writes can be one.
"""
