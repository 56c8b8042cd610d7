"""Indexes for the figures over a year of tickets.

They hold what became of each repair and how long it took as computed values, so that half a million rows are summed
from the index alone. PostgreSQL sums in parallel and by hash, and its text-to-time casts may not be indexed: there
the figures read the tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OUTCOME = (
    "CASE WHEN status >= 90 THEN 9 WHEN status < 60 THEN 0 WHEN finished_at IS NULL THEN 3 "
    "WHEN finished_at <= due_at THEN 1 ELSE 2 END"
)
MINUTES = (
    "CASE WHEN status >= 60 AND status < 90 THEN (unixepoch(finished_at) - unixepoch(reported_at)) / 60 END"
)
INDEXES = {
    "ix_tickets_figures": "reported_on, site_id, trade_id, priority",
    "ix_tickets_figures_asset": "asset_id, reported_on",
    "ix_tickets_figures_vendor": "vendor_id, reported_on",
    "ix_tickets_figures_place": "place_id, reported_on",
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, keys in INDEXES.items():
            op.execute(sa.text(f"CREATE INDEX {name} ON tickets ({keys}, {OUTCOME}, {MINUTES}, cost_twd)"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in INDEXES:
            op.execute(sa.text(f"DROP INDEX {name}"))
