"""What repairs, contracts and assets are in depth: clocks, work done, stock, links, downtime, stock-takes, slips.

Columns are added to old tables in place, so that a million tickets are not copied and 0002's indexes stay.
"""

import sqlalchemy as sa
from alembic import op

from db.migrations import columns
from db.migrations.columns import NewColumn

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = (
    NewColumn(
        "contract_scopes", "trade_id", sa.Integer(), None, ("fk_contract_scopes_trade_id_trades", "trades")
    ),
    NewColumn("contracts", "repair_hours", sa.Integer()),
    NewColumn("contracts", "penalty_kind", sa.String(length=20), "''"),
    NewColumn("contracts", "penalty_rate", sa.BigInteger()),
    NewColumn("contracts", "penalty_cap_percent", sa.Integer()),
    NewColumn("contracts", "bond_twd", sa.BigInteger()),
    NewColumn("contracts", "bond_return_on", sa.String(length=10)),
    NewColumn("contracts", "bond_returned_on", sa.String(length=10)),
    NewColumn(
        "projects", "event_id", sa.Integer(), None, ("fk_projects_event_id_damage_events", "damage_events")
    ),
    NewColumn("projects", "vendor_id", sa.Integer(), None, ("fk_projects_vendor_id_vendors", "vendors")),
    NewColumn("projects", "awarded_twd", sa.BigInteger()),
    NewColumn("projects", "planned_start_on", sa.String(length=10)),
    NewColumn("projects", "accepted_on", sa.String(length=10)),
    NewColumn("projects", "accepted_text", sa.String(length=60), "''"),
    NewColumn("projects", "acceptance_note", sa.String(length=400), "''"),
    NewColumn("tickets", "urgency", sa.Integer()),
    NewColumn("tickets", "impact", sa.Integer()),
    NewColumn("tickets", "amber_at", sa.String(length=20)),
    NewColumn("tickets", "response_due_at", sa.String(length=20)),
    NewColumn("tickets", "responded_at", sa.String(length=20)),
    NewColumn("tickets", "visit_at", sa.String(length=20)),
    NewColumn("tickets", "cause_id", sa.Integer(), None, ("fk_tickets_cause_id_fault_codes", "fault_codes")),
    NewColumn(
        "tickets", "remedy_id", sa.Integer(), None, ("fk_tickets_remedy_id_fault_codes", "fault_codes")
    ),
    NewColumn("tickets", "verified_by_id", sa.Integer(), None, ("fk_tickets_verified_by_id_users", "users")),
    NewColumn("tickets", "satisfaction", sa.Integer()),
    NewColumn("tickets", "is_green", sa.Boolean(), "false"),
)


def upgrade() -> None:
    _create_tables()
    columns.add(COLUMNS)
    op.create_index("ix_tickets_visit_at_id", "tickets", ["visit_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_tickets_visit_at_id", "tickets")
    columns.drop(COLUMNS)
    _drop_tables()


def _create_tables() -> None:
    op.create_table(
        "escalation_steps",
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("at_percent", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priorities.id"], name=op.f("fk_escalation_steps_priority_id_priorities")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_escalation_steps_role_id_roles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_steps")),
        sa.UniqueConstraint(
            "priority_id",
            "at_percent",
            "role_id",
            name=op.f("uq_escalation_steps_priority_id_at_percent_role_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_escalation_steps_role_id"), "escalation_steps", ["role_id"], unique=False)
    op.create_table(
        "fault_codes",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("trade_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["trade_id"], ["trades.id"], name=op.f("fk_fault_codes_trade_id_trades")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fault_codes")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_fault_codes_kind_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fault_codes_trade_id"), "fault_codes", ["trade_id"], unique=False)
    op.create_table(
        "parts",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("unit_price_twd", sa.BigInteger(), nullable=False),
        sa.Column("reorder_milli", sa.BigInteger(), nullable=False),
        sa.Column("stock_milli", sa.BigInteger(), nullable=False),
        sa.Column("trade_id", sa.Integer(), nullable=True),
        sa.Column("shelf", sa.String(length=80), nullable=False),
        sa.Column("is_green", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["trade_id"], ["trades.id"], name=op.f("fk_parts_trade_id_trades")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parts")),
        sa.UniqueConstraint("code", name=op.f("uq_parts_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_parts_name_id"), "parts", ["name", "id"], unique=False)
    op.create_index(op.f("ix_parts_trade_id"), "parts", ["trade_id"], unique=False)
    op.create_table(
        "priority_rules",
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priorities.id"], name=op.f("fk_priority_rules_priority_id_priorities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_rules")),
        sa.UniqueConstraint("urgency", "impact", name=op.f("uq_priority_rules_urgency_impact")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_priority_rules_priority_id"), "priority_rules", ["priority_id"], unique=False)
    op.create_table(
        "service_targets",
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("trade_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("response_minutes", sa.Integer(), nullable=False),
        sa.Column("repair_minutes", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_service_targets_place_id_places")),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priorities.id"], name=op.f("fk_service_targets_priority_id_priorities")
        ),
        sa.ForeignKeyConstraint(["trade_id"], ["trades.id"], name=op.f("fk_service_targets_trade_id_trades")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_targets")),
        sa.UniqueConstraint(
            "priority_id",
            "trade_id",
            "place_id",
            name=op.f("uq_service_targets_priority_id_trade_id_place_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_service_targets_place_id"), "service_targets", ["place_id"], unique=False)
    op.create_index(op.f("ix_service_targets_trade_id"), "service_targets", ["trade_id"], unique=False)
    op.create_table(
        "milestones",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_milestones_project_id_projects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_milestones_project_id_position"), "milestones", ["project_id", "position"], unique=False
    )
    op.create_table(
        "stocktakes",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.String(length=10), nullable=False),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["asset_categories.id"], name=op.f("fk_stocktakes_category_id_asset_categories")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_stocktakes_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktakes")),
        sa.UniqueConstraint("code", name=op.f("uq_stocktakes_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stocktakes_category_id"), "stocktakes", ["category_id"], unique=False)
    op.create_index(op.f("ix_stocktakes_place_id"), "stocktakes", ["place_id"], unique=False)
    op.create_table(
        "asset_slips",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("slip_on", sa.String(length=10), nullable=False),
        sa.Column("from_label", sa.String(length=400), nullable=False),
        sa.Column("to_label", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_asset_slips_asset_id_assets")),
        sa.ForeignKeyConstraint(["other_id"], ["assets.id"], name=op.f("fk_asset_slips_other_id_assets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_slips")),
        sa.UniqueConstraint("number", name=op.f("uq_asset_slips_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_asset_slips_asset_id_slip_on"), "asset_slips", ["asset_id", "slip_on"], unique=False
    )
    op.create_index(op.f("ix_asset_slips_other_id"), "asset_slips", ["other_id"], unique=False)
    op.create_table(
        "stocktake_lines",
        sa.Column("stocktake_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("expected_place_id", sa.Integer(), nullable=True),
        sa.Column("found_place_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("scanned", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.String(length=20), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_stocktake_lines_asset_id_assets")),
        sa.ForeignKeyConstraint(
            ["expected_place_id"], ["places.id"], name=op.f("fk_stocktake_lines_expected_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["found_place_id"], ["places.id"], name=op.f("fk_stocktake_lines_found_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["stocktake_id"], ["stocktakes.id"], name=op.f("fk_stocktake_lines_stocktake_id_stocktakes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktake_lines")),
        sa.UniqueConstraint(
            "stocktake_id", "asset_id", name=op.f("uq_stocktake_lines_stocktake_id_asset_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stocktake_lines_asset_id"), "stocktake_lines", ["asset_id"], unique=False)
    op.create_index(
        op.f("ix_stocktake_lines_stocktake_id_state"),
        "stocktake_lines",
        ["stocktake_id", "state"],
        unique=False,
    )
    op.create_table(
        "asset_downtimes",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("from_at", sa.String(length=20), nullable=False),
        sa.Column("until_at", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_asset_downtimes_asset_id_assets")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_asset_downtimes_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_downtimes")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_asset_downtimes_asset_id_from_at"), "asset_downtimes", ["asset_id", "from_at"], unique=False
    )
    op.create_index(op.f("ix_asset_downtimes_ticket_id"), "asset_downtimes", ["ticket_id"], unique=False)
    op.create_table(
        "cost_lines",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("budget_line", sa.String(length=80), nullable=False),
        sa.Column("amount_twd", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_cost_lines_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_lines")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_cost_lines_ticket_id_id"), "cost_lines", ["ticket_id", "id"], unique=False)
    op.create_index(
        op.f("ix_cost_lines_year_budget_line"), "cost_lines", ["year", "budget_line"], unique=False
    )
    op.create_table(
        "event_tickets",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["damage_events.id"], name=op.f("fk_event_tickets_event_id_damage_events")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_event_tickets_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_tickets")),
        sa.UniqueConstraint("event_id", "ticket_id", name=op.f("uq_event_tickets_event_id_ticket_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_tickets_ticket_id"), "event_tickets", ["ticket_id"], unique=False)
    op.create_table(
        "labour_entries",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("worked_on", sa.String(length=10), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("amount_twd", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_labour_entries_ticket_id_tickets")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_labour_entries_user_id_users")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendors.id"], name=op.f("fk_labour_entries_vendor_id_vendors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labour_entries")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_labour_entries_ticket_id_worked_on"),
        "labour_entries",
        ["ticket_id", "worked_on"],
        unique=False,
    )
    op.create_index(op.f("ix_labour_entries_user_id"), "labour_entries", ["user_id"], unique=False)
    op.create_index(op.f("ix_labour_entries_vendor_id"), "labour_entries", ["vendor_id"], unique=False)
    op.create_table(
        "part_moves",
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("unit_price_twd", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["parts.id"], name=op.f("fk_part_moves_part_id_parts")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_part_moves_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_moves")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_part_moves_part_id_at"), "part_moves", ["part_id", "at"], unique=False)
    op.create_index(op.f("ix_part_moves_ticket_id_id"), "part_moves", ["ticket_id", "id"], unique=False)
    op.create_table(
        "ticket_links",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["tickets.id"], name=op.f("fk_ticket_links_other_id_tickets")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_links_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_links")),
        sa.UniqueConstraint(
            "ticket_id", "other_id", "kind", name=op.f("uq_ticket_links_ticket_id_other_id_kind")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ticket_links_other_id"), "ticket_links", ["other_id"], unique=False)
    op.create_table(
        "ticket_pauses",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("from_at", sa.String(length=20), nullable=False),
        sa.Column("until_at", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("resume_on", sa.String(length=10), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_pauses_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_pauses")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_ticket_pauses_ticket_id_from_at"), "ticket_pauses", ["ticket_id", "from_at"], unique=False
    )


def _drop_tables() -> None:
    op.drop_index(op.f("ix_ticket_pauses_ticket_id_from_at"), table_name="ticket_pauses")
    op.drop_table("ticket_pauses")
    op.drop_index(op.f("ix_ticket_links_other_id"), table_name="ticket_links")
    op.drop_table("ticket_links")
    op.drop_index(op.f("ix_part_moves_ticket_id_id"), table_name="part_moves")
    op.drop_index(op.f("ix_part_moves_part_id_at"), table_name="part_moves")
    op.drop_table("part_moves")
    op.drop_index(op.f("ix_labour_entries_vendor_id"), table_name="labour_entries")
    op.drop_index(op.f("ix_labour_entries_user_id"), table_name="labour_entries")
    op.drop_index(op.f("ix_labour_entries_ticket_id_worked_on"), table_name="labour_entries")
    op.drop_table("labour_entries")
    op.drop_index(op.f("ix_event_tickets_ticket_id"), table_name="event_tickets")
    op.drop_table("event_tickets")
    op.drop_index(op.f("ix_cost_lines_year_budget_line"), table_name="cost_lines")
    op.drop_index(op.f("ix_cost_lines_ticket_id_id"), table_name="cost_lines")
    op.drop_table("cost_lines")
    op.drop_index(op.f("ix_asset_downtimes_ticket_id"), table_name="asset_downtimes")
    op.drop_index(op.f("ix_asset_downtimes_asset_id_from_at"), table_name="asset_downtimes")
    op.drop_table("asset_downtimes")
    op.drop_index(op.f("ix_stocktake_lines_stocktake_id_state"), table_name="stocktake_lines")
    op.drop_index(op.f("ix_stocktake_lines_asset_id"), table_name="stocktake_lines")
    op.drop_table("stocktake_lines")
    op.drop_index(op.f("ix_asset_slips_other_id"), table_name="asset_slips")
    op.drop_index(op.f("ix_asset_slips_asset_id_slip_on"), table_name="asset_slips")
    op.drop_table("asset_slips")
    op.drop_index(op.f("ix_stocktakes_place_id"), table_name="stocktakes")
    op.drop_index(op.f("ix_stocktakes_category_id"), table_name="stocktakes")
    op.drop_table("stocktakes")
    op.drop_index(op.f("ix_milestones_project_id_position"), table_name="milestones")
    op.drop_table("milestones")
    op.drop_index(op.f("ix_service_targets_trade_id"), table_name="service_targets")
    op.drop_index(op.f("ix_service_targets_place_id"), table_name="service_targets")
    op.drop_table("service_targets")
    op.drop_index(op.f("ix_priority_rules_priority_id"), table_name="priority_rules")
    op.drop_table("priority_rules")
    op.drop_index(op.f("ix_parts_trade_id"), table_name="parts")
    op.drop_index(op.f("ix_parts_name_id"), table_name="parts")
    op.drop_table("parts")
    op.drop_index(op.f("ix_fault_codes_trade_id"), table_name="fault_codes")
    op.drop_table("fault_codes")
    op.drop_index(op.f("ix_escalation_steps_role_id"), table_name="escalation_steps")
    op.drop_table("escalation_steps")
