"""Inspections in depth: sets, pauses, licences, findings, rounds, patrols, the signed year and the inbox."""

import sqlalchemy as sa
from alembic import op

from db.migrations import columns
from db.migrations.columns import NewColumn

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = (
    NewColumn("checklist_items", "guidance_zh", sa.String(length=400), "''"),
    NewColumn("checklist_items", "guidance_en", sa.String(length=400), "''"),
    NewColumn(
        "checklist_items",
        "picture_id",
        sa.Integer(),
        None,
        ("fk_checklist_items_picture_id_attachments", "attachments"),
    ),
    NewColumn("checklist_items", "options", sa.String(length=400), "''"),
    NewColumn("checklist_items", "shown_if", sa.String(length=80), "''"),
    NewColumn("checklist_items", "evidence", sa.String(length=20), "''"),
    NewColumn("inspection_plans", "title_en", sa.String(length=200), "''"),
    NewColumn("inspection_plans", "ends_on", sa.String(length=10)),
    NewColumn("inspection_plans", "exclusions", sa.String(length=1000), "''"),
    NewColumn("inspection_plans", "holiday_rule", sa.String(length=10), "'keep'"),
    NewColumn("inspection_plans", "window_before_days", sa.Integer()),
    NewColumn("inspection_plans", "window_after_days", sa.Integer()),
    NewColumn("inspection_plans", "permit_kind", sa.String(length=20), "''"),
    NewColumn("inspection_plans", "meter_kind", sa.String(length=20), "''"),
    NewColumn("inspection_plans", "meter_rule", sa.String(length=10), "''"),
    NewColumn("inspection_plans", "meter_from", sa.String(length=40)),
    NewColumn("inspection_plans", "meter_until", sa.String(length=40)),
    NewColumn("inspection_plans", "ladder", sa.String(length=80), "'60,30,7,0'"),
    NewColumn(
        "inspection_plans", "role_id", sa.Integer(), None, ("fk_inspection_plans_role_id_roles", "roles")
    ),
    NewColumn("inspection_plans", "licence_kind", sa.String(length=40), "''"),
    NewColumn("inspection_plans", "generated_until", sa.String(length=10)),
    NewColumn("inspection_plans", "note", sa.String(length=1000), "''"),
    NewColumn(
        "inspection_results",
        "sheet_id",
        sa.Integer(),
        None,
        ("fk_inspection_results_sheet_id_checklist_sheets", "checklist_sheets"),
    ),
    NewColumn(
        "inspection_results",
        "licence_id",
        sa.Integer(),
        None,
        ("fk_inspection_results_licence_id_licences", "licences"),
    ),
    NewColumn("inspection_results", "keyed_at", sa.String(length=20)),
    NewColumn("inspection_results", "keyed_by", sa.String(length=80), "''"),
    NewColumn("inspection_results", "complied_on", sa.String(length=10)),
    NewColumn("inspection_results", "filing_number", sa.String(length=80), "''"),
    NewColumn("inspection_results", "filed_on", sa.String(length=10)),
    NewColumn("inspection_tasks", "occurrence_on", sa.String(length=10)),
    NewColumn("inspection_tasks", "origin", sa.String(length=12), "'plan'"),
    NewColumn(
        "inspection_tasks",
        "recheck_of_id",
        sa.Integer(),
        None,
        ("fk_inspection_tasks_recheck_of_id_inspection_tasks", "inspection_tasks"),
    ),
    NewColumn(
        "inspection_tasks", "round_id", sa.Integer(), None, ("fk_inspection_tasks_round_id_rounds", "rounds")
    ),
    NewColumn("inspection_tasks", "explanation", sa.String(length=400), "''"),
    NewColumn("result_items", "note", sa.String(length=1000), "''"),
)
INDEXES = {
    "ix_inspection_tasks_plan_id_occurrence_on": ("inspection_tasks", ["plan_id", "occurrence_on"]),
    "ix_inspection_tasks_recheck_of_id": ("inspection_tasks", ["recheck_of_id"]),
    "ix_inspection_tasks_round_id": ("inspection_tasks", ["round_id"]),
}


def upgrade() -> None:
    _create_tables()
    columns.add(COLUMNS)
    for name, (table, keys) in INDEXES.items():
        op.create_index(name, table, keys)


def downgrade() -> None:
    for name, (table, _keys) in INDEXES.items():
        op.drop_index(name, table)
    columns.drop(COLUMNS)
    _drop_tables()


def _create_tables() -> None:
    op.create_table(
        "plan_years",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("approved_on", sa.String(length=10), nullable=True),
        sa.Column("approved_by", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_years")),
        sa.UniqueConstraint("year", "revision", name=op.f("uq_plan_years_year_revision")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "round_recipes",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("event_kind", sa.String(length=20), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_recipes")),
        sa.UniqueConstraint("code", name=op.f("uq_round_recipes_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tags",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "patrol_spots",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("listed_on", sa.String(length=10), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_patrol_spots_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patrol_spots")),
        sa.UniqueConstraint("code", name=op.f("uq_patrol_spots_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_patrol_spots_place_id"), "patrol_spots", ["place_id"], unique=False)
    op.create_index(
        op.f("ix_patrol_spots_route_position"), "patrol_spots", ["route", "position"], unique=False
    )
    op.create_table(
        "rounds",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("recipe_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["damage_events.id"], name=op.f("fk_rounds_event_id_damage_events")
        ),
        sa.ForeignKeyConstraint(
            ["recipe_id"], ["round_recipes.id"], name=op.f("fk_rounds_recipe_id_round_recipes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("number", name=op.f("uq_rounds_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rounds_event_id"), "rounds", ["event_id"], unique=False)
    op.create_index(op.f("ix_rounds_recipe_id"), "rounds", ["recipe_id"], unique=False)
    op.create_table(
        "inbox_items",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("snoozed_until", sa.String(length=20), nullable=True),
        sa.Column("acknowledged_at", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_inbox_items_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_items")),
        sa.UniqueConstraint(
            "user_id",
            "entity",
            "entity_id",
            "due_on",
            name=op.f("uq_inbox_items_user_id_entity_entity_id_due_on"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "licences",
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=True),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_licences_user_id_users")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendors.id"], name=op.f("fk_licences_vendor_id_vendors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licences")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_licences_expires_on_id"), "licences", ["expires_on", "id"], unique=False)
    op.create_index(op.f("ix_licences_user_id"), "licences", ["user_id"], unique=False)
    op.create_index(op.f("ix_licences_vendor_id"), "licences", ["vendor_id"], unique=False)
    op.create_table(
        "round_recipe_lines",
        sa.Column("recipe_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("unit_status", sa.String(length=20), nullable=False),
        sa.Column("template_code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["asset_categories.id"],
            name=op.f("fk_round_recipe_lines_category_id_asset_categories"),
        ),
        sa.ForeignKeyConstraint(
            ["recipe_id"], ["round_recipes.id"], name=op.f("fk_round_recipe_lines_recipe_id_round_recipes")
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_round_recipe_lines_tag_id_tags")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_recipe_lines")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_round_recipe_lines_category_id"), "round_recipe_lines", ["category_id"], unique=False
    )
    op.create_index(
        op.f("ix_round_recipe_lines_recipe_id_position"),
        "round_recipe_lines",
        ["recipe_id", "position"],
        unique=False,
    )
    op.create_index(op.f("ix_round_recipe_lines_tag_id"), "round_recipe_lines", ["tag_id"], unique=False)
    op.create_table(
        "asset_tags",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_asset_tags_asset_id_assets")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_asset_tags_tag_id_tags")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_tags")),
        sa.UniqueConstraint("asset_id", "tag_id", name=op.f("uq_asset_tags_asset_id_tag_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asset_tags_tag_id"), "asset_tags", ["tag_id"], unique=False)
    op.create_table(
        "patrol_visits",
        sa.Column("spot_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.String(length=10), nullable=False),
        sa.Column("containers", sa.Integer(), nullable=False),
        sa.Column("positive", sa.Integer(), nullable=False),
        sa.Column("visited_by", sa.String(length=80), nullable=False),
        sa.Column("finding", sa.String(length=1000), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["spot_id"], ["patrol_spots.id"], name=op.f("fk_patrol_visits_spot_id_patrol_spots")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_patrol_visits_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patrol_visits")),
        sa.UniqueConstraint("spot_id", "visited_on", name=op.f("uq_patrol_visits_spot_id_visited_on")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_patrol_visits_ticket_id"), "patrol_visits", ["ticket_id"], unique=False)
    op.create_table(
        "plan_pauses",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.String(length=10), nullable=False),
        sa.Column("until_on", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["inspection_plans.id"], name=op.f("fk_plan_pauses_plan_id_inspection_plans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_pauses")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_plan_pauses_plan_id_from_on"), "plan_pauses", ["plan_id", "from_on"], unique=False
    )
    op.create_table(
        "plan_targets",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("unit_status", sa.String(length=20), nullable=False),
        sa.Column("is_excluded", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_plan_targets_asset_id_assets")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["asset_categories.id"],
            name=op.f("fk_plan_targets_category_id_asset_categories"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_plan_targets_place_id_places")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["inspection_plans.id"], name=op.f("fk_plan_targets_plan_id_inspection_plans")
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_plan_targets_tag_id_tags")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_targets")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plan_targets_asset_id"), "plan_targets", ["asset_id"], unique=False)
    op.create_index(op.f("ix_plan_targets_category_id"), "plan_targets", ["category_id"], unique=False)
    op.create_index(op.f("ix_plan_targets_place_id"), "plan_targets", ["place_id"], unique=False)
    op.create_index(op.f("ix_plan_targets_plan_id_id"), "plan_targets", ["plan_id", "id"], unique=False)
    op.create_index(op.f("ix_plan_targets_tag_id"), "plan_targets", ["tag_id"], unique=False)
    op.create_table(
        "findings",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("recheck_task_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("found_on", sa.String(length=10), nullable=False),
        sa.Column("correct_by", sa.String(length=10), nullable=True),
        sa.Column("resolved_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["checklist_items.id"], name=op.f("fk_findings_item_id_checklist_items")
        ),
        sa.ForeignKeyConstraint(
            ["recheck_task_id"],
            ["inspection_tasks.id"],
            name=op.f("fk_findings_recheck_task_id_inspection_tasks"),
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["inspection_results.id"], name=op.f("fk_findings_result_id_inspection_results")
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_findings_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_findings_recheck_task_id"), "findings", ["recheck_task_id"], unique=False)
    op.create_index(op.f("ix_findings_result_id"), "findings", ["result_id"], unique=False)
    op.create_index(op.f("ix_findings_state_correct_by"), "findings", ["state", "correct_by"], unique=False)
    op.create_index(op.f("ix_findings_ticket_id"), "findings", ["ticket_id"], unique=False)


def _drop_tables() -> None:
    op.drop_index(op.f("ix_findings_ticket_id"), table_name="findings")
    op.drop_index(op.f("ix_findings_state_correct_by"), table_name="findings")
    op.drop_index(op.f("ix_findings_result_id"), table_name="findings")
    op.drop_index(op.f("ix_findings_recheck_task_id"), table_name="findings")
    op.drop_table("findings")
    op.drop_index(op.f("ix_plan_targets_tag_id"), table_name="plan_targets")
    op.drop_index(op.f("ix_plan_targets_plan_id_id"), table_name="plan_targets")
    op.drop_index(op.f("ix_plan_targets_place_id"), table_name="plan_targets")
    op.drop_index(op.f("ix_plan_targets_category_id"), table_name="plan_targets")
    op.drop_index(op.f("ix_plan_targets_asset_id"), table_name="plan_targets")
    op.drop_table("plan_targets")
    op.drop_index(op.f("ix_plan_pauses_plan_id_from_on"), table_name="plan_pauses")
    op.drop_table("plan_pauses")
    op.drop_index(op.f("ix_patrol_visits_ticket_id"), table_name="patrol_visits")
    op.drop_table("patrol_visits")
    op.drop_index(op.f("ix_asset_tags_tag_id"), table_name="asset_tags")
    op.drop_table("asset_tags")
    op.drop_index(op.f("ix_round_recipe_lines_tag_id"), table_name="round_recipe_lines")
    op.drop_index(op.f("ix_round_recipe_lines_recipe_id_position"), table_name="round_recipe_lines")
    op.drop_index(op.f("ix_round_recipe_lines_category_id"), table_name="round_recipe_lines")
    op.drop_table("round_recipe_lines")
    op.drop_index(op.f("ix_licences_vendor_id"), table_name="licences")
    op.drop_index(op.f("ix_licences_user_id"), table_name="licences")
    op.drop_index(op.f("ix_licences_expires_on_id"), table_name="licences")
    op.drop_table("licences")
    op.drop_table("inbox_items")
    op.drop_index(op.f("ix_rounds_recipe_id"), table_name="rounds")
    op.drop_index(op.f("ix_rounds_event_id"), table_name="rounds")
    op.drop_table("rounds")
    op.drop_index(op.f("ix_patrol_spots_route_position"), table_name="patrol_spots")
    op.drop_index(op.f("ix_patrol_spots_place_id"), table_name="patrol_spots")
    op.drop_table("patrol_spots")
    op.drop_table("tags")
    op.drop_table("round_recipes")
    op.drop_table("plan_years")
