"""How migrations run: always on the connection that the program hands over, inside its transaction.

For work on the schema there is no such connection; then `alembic -c alembic/alembic.ini revision --autogenerate`
compares the tables with the database named by QUIZAPP_DATABASE_URL.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine

from quizapp.progress.tables import Base


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    import os

    with create_engine(os.environ["QUIZAPP_DATABASE_URL"]).begin() as own:
        run(own)
