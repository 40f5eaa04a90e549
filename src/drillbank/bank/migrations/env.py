"""Runs the steps on the connection that ``bank.migrate`` hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, transaction_per_migration=False, version_table="drillbank_schema"
)
context.run_migrations()
