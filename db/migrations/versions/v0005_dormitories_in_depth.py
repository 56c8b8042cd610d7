"""Dormitories in depth: applications, family, fees, keys, hand-overs, cases, and audits that are followed up."""

import sqlalchemy as sa
from alembic import op

from db.migrations import columns
from db.migrations.columns import NewColumn

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = (
    NewColumn("agreements", "number", sa.String(length=40), "''"),
    NewColumn(
        "agreements", "renews_id", sa.Integer(), None, ("fk_agreements_renews_id_agreements", "agreements")
    ),
    NewColumn("agreements", "fee_twd", sa.Integer()),
    NewColumn("agreements", "deposit_twd", sa.Integer()),
    NewColumn("agreements", "departure", sa.String(length=20), "''"),
    NewColumn("agreements", "departed_on", sa.String(length=10)),
    NewColumn("agreements", "note", sa.String(length=1000), "''"),
    NewColumn("audit_rounds", "scope", sa.String(length=12), "'quarters'"),
    NewColumn("audit_rounds", "frozen_at", sa.String(length=20)),
    NewColumn("audit_rounds", "closed_at", sa.String(length=20)),
    NewColumn("audit_rounds", "closed_by", sa.String(length=80), "''"),
    NewColumn("audit_visits", "position", sa.Integer(), "0"),
    NewColumn("audit_visits", "route", sa.String(length=40), "''"),
    NewColumn("audit_visits", "number", sa.String(length=30), "''"),
    NewColumn("audit_visits", "unit_code", sa.String(length=20), "''"),
    NewColumn("audit_visits", "unit_kind", sa.String(length=20), "''"),
    NewColumn("audit_visits", "unit_status", sa.String(length=20), "''"),
    NewColumn("audit_visits", "unit_where", sa.String(length=200), "''"),
    NewColumn("audit_visits", "unit_land", sa.String(length=20), "''"),
    NewColumn("audit_visits", "unit_area_m2", sa.String(length=40)),
    NewColumn(
        "audit_visits",
        "agreement_id",
        sa.Integer(),
        None,
        ("fk_audit_visits_agreement_id_agreements", "agreements"),
    ),
    NewColumn("audit_visits", "expected_title", sa.String(length=80), "''"),
    NewColumn("audit_visits", "expected_agency", sa.String(length=120), "''"),
    NewColumn("audit_visits", "expected_family", sa.String(length=400), "''"),
    NewColumn("audit_visits", "agreement_from", sa.String(length=10)),
    NewColumn("audit_visits", "agreement_until", sa.String(length=10)),
    NewColumn("audit_visits", "notarised_on", sa.String(length=10)),
    NewColumn("audit_visits", "previous_finding", sa.String(length=20), "''"),
    NewColumn("audit_visits", "previous_on", sa.String(length=10)),
    NewColumn("audit_visits", "registration", sa.String(length=10), "''"),
    NewColumn("audit_visits", "registration_note", sa.String(length=200), "''"),
    NewColumn("audit_visits", "neighbour_note", sa.String(length=400), "''"),
    NewColumn("audit_visits", "absence", sa.String(length=20), "''"),
    NewColumn("audit_visits", "visitor", sa.String(length=80), "''"),
    NewColumn("audit_visits", "explanation", sa.String(length=400), "''"),
    NewColumn("audit_visits", "printed_at", sa.String(length=20)),
    NewColumn("people", "id_number", sa.String(length=20), "''"),
    NewColumn("people", "keep_until", sa.String(length=10)),
    NewColumn("people", "erased_on", sa.String(length=10)),
)
INDEXES = {
    "ix_agreements_renews_id": ("agreements", ["renews_id"]),
    "ix_audit_visits_round_id_position": ("audit_visits", ["round_id", "position"]),
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
        "disclosures",
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("seen_at", sa.String(length=20), nullable=False),
        sa.Column("seen_by", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_disclosures_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_disclosures_person_id_seen_at"), "disclosures", ["person_id", "seen_at"], unique=False
    )
    op.create_table(
        "applications",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("applied_on", sa.String(length=10), nullable=False),
        sa.Column("household_size", sa.Integer(), nullable=False),
        sa.Column("points", sa.String(length=40), nullable=True),
        sa.Column("draw_order", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("allocated_on", sa.String(length=10), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_applications_agreement_id_agreements")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_applications_person_id_people")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["dorm_units.id"], name=op.f("fk_applications_unit_id_dorm_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("number", name=op.f("uq_applications_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_applications_agreement_id"), "applications", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_applications_person_id"), "applications", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_applications_state_kind_id"), "applications", ["state", "kind", "id"], unique=False
    )
    op.create_index(op.f("ix_applications_unit_id"), "applications", ["unit_id"], unique=False)
    op.create_table(
        "audit_usages",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("period_from", sa.String(length=10), nullable=False),
        sa.Column("period_until", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["dorm_units.id"], name=op.f("fk_audit_usages_unit_id_dorm_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_usages")),
        sa.UniqueConstraint(
            "unit_id", "kind", "period_until", name=op.f("uq_audit_usages_unit_id_kind_period_until")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "household_members",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("from_on", sa.String(length=10), nullable=True),
        sa.Column("until_on", sa.String(length=10), nullable=True),
        sa.Column("registered_here", sa.Boolean(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_household_members_agreement_id_agreements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_members")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_household_members_agreement_id_position"),
        "household_members",
        ["agreement_id", "position"],
        unique=False,
    )
    op.create_table(
        "unit_cases",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("opened_on", sa.String(length=10), nullable=False),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("ground", sa.String(length=400), nullable=False),
        sa.Column("book_cost_twd", sa.Integer(), nullable=True),
        sa.Column("service_life_years", sa.Integer(), nullable=True),
        sa.Column("approval", sa.String(length=20), nullable=False),
        sa.Column("monthly_twd", sa.Integer(), nullable=True),
        sa.Column("occupied_from", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["dorm_units.id"], name=op.f("fk_unit_cases_unit_id_dorm_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_unit_cases_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_cases_state_id"), "unit_cases", ["state", "id"], unique=False)
    op.create_index(op.f("ix_unit_cases_unit_id_kind"), "unit_cases", ["unit_id", "kind"], unique=False)
    op.create_table(
        "unit_furniture",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("property_number", sa.String(length=40), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["dorm_units.id"], name=op.f("fk_unit_furniture_unit_id_dorm_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_furniture")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_unit_furniture_unit_id_room_position"),
        "unit_furniture",
        ["unit_id", "room", "position"],
        unique=False,
    )
    op.create_table(
        "unit_keys",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("given_on", sa.String(length=10), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_unit_keys_agreement_id_agreements")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["dorm_units.id"], name=op.f("fk_unit_keys_unit_id_dorm_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_keys")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_keys_agreement_id"), "unit_keys", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_unit_keys_unit_id_id"), "unit_keys", ["unit_id", "id"], unique=False)
    op.create_table(
        "audit_attempts",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("visited_at", sa.String(length=20), nullable=False),
        sa.Column("visitor", sa.String(length=80), nullable=False),
        sa.Column("met", sa.String(length=10), nullable=False),
        sa.Column("met_name", sa.String(length=80), nullable=False),
        sa.Column("finding", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["audit_visits.id"], name=op.f("fk_audit_attempts_visit_id_audit_visits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_attempts")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_audit_attempts_visit_id_visited_at"),
        "audit_attempts",
        ["visit_id", "visited_at"],
        unique=False,
    )
    op.create_table(
        "audit_follow_ups",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("due_time", sa.String(length=5), nullable=False),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["audit_visits.id"], name=op.f("fk_audit_follow_ups_visit_id_audit_visits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_follow_ups")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_audit_follow_ups_state_due_on"), "audit_follow_ups", ["state", "due_on"], unique=False
    )
    op.create_index(
        op.f("ix_audit_follow_ups_visit_id_id"), "audit_follow_ups", ["visit_id", "id"], unique=False
    )
    op.create_table(
        "charges",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("period_from", sa.String(length=10), nullable=True),
        sa.Column("period_until", sa.String(length=10), nullable=True),
        sa.Column("amount_twd", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_charges_agreement_id_agreements")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["unit_cases.id"], name=op.f("fk_charges_case_id_unit_cases")),
        sa.ForeignKeyConstraint(["unit_id"], ["dorm_units.id"], name=op.f("fk_charges_unit_id_dorm_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_charges_agreement_id_due_on"), "charges", ["agreement_id", "due_on"], unique=False
    )
    op.create_index(op.f("ix_charges_case_id"), "charges", ["case_id"], unique=False)
    op.create_index(op.f("ix_charges_unit_id_due_on"), "charges", ["unit_id", "due_on"], unique=False)
    op.create_table(
        "eligibility_checks",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=6), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.String(length=10), nullable=True),
        sa.Column("checked_by", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_eligibility_checks_application_id_applications"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility_checks")),
        sa.UniqueConstraint("application_id", "code", name=op.f("uq_eligibility_checks_application_id_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "handovers",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("held_on", sa.String(length=10), nullable=False),
        sa.Column("given_by", sa.String(length=80), nullable=False),
        sa.Column("taken_by", sa.String(length=80), nullable=False),
        sa.Column("water", sa.String(length=40), nullable=True),
        sa.Column("electricity", sa.String(length=40), nullable=True),
        sa.Column("signed_at", sa.String(length=20), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_handovers_agreement_id_agreements")
        ),
        sa.ForeignKeyConstraint(
            ["before_id"], ["handovers.id"], name=op.f("fk_handovers_before_id_handovers")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["unit_cases.id"], name=op.f("fk_handovers_case_id_unit_cases")),
        sa.ForeignKeyConstraint(["unit_id"], ["dorm_units.id"], name=op.f("fk_handovers_unit_id_dorm_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("number", name=op.f("uq_handovers_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handovers_agreement_id"), "handovers", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_handovers_before_id"), "handovers", ["before_id"], unique=False)
    op.create_index(op.f("ix_handovers_case_id"), "handovers", ["case_id"], unique=False)
    op.create_index(op.f("ix_handovers_unit_id_held_on"), "handovers", ["unit_id", "held_on"], unique=False)
    op.create_table(
        "unit_case_steps",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("planned_on", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["unit_cases.id"], name=op.f("fk_unit_case_steps_case_id_unit_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_case_steps")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_unit_case_steps_case_id_position"), "unit_case_steps", ["case_id", "position"], unique=False
    )
    op.create_table(
        "handover_lines",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("furniture_id", sa.Integer(), nullable=True),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("charge_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charge_id"], ["charges.id"], name=op.f("fk_handover_lines_charge_id_charges")
        ),
        sa.ForeignKeyConstraint(
            ["furniture_id"],
            ["unit_furniture.id"],
            name=op.f("fk_handover_lines_furniture_id_unit_furniture"),
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name=op.f("fk_handover_lines_handover_id_handovers")
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["unit_keys.id"], name=op.f("fk_handover_lines_key_id_unit_keys")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_handover_lines_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_lines")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handover_lines_charge_id"), "handover_lines", ["charge_id"], unique=False)
    op.create_index(op.f("ix_handover_lines_furniture_id"), "handover_lines", ["furniture_id"], unique=False)
    op.create_index(
        op.f("ix_handover_lines_handover_id_position"),
        "handover_lines",
        ["handover_id", "position"],
        unique=False,
    )
    op.create_index(op.f("ix_handover_lines_key_id"), "handover_lines", ["key_id"], unique=False)
    op.create_index(op.f("ix_handover_lines_ticket_id"), "handover_lines", ["ticket_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("charge_id", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.String(length=10), nullable=False),
        sa.Column("amount_twd", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["charge_id"], ["charges.id"], name=op.f("fk_payments_charge_id_charges")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_payments_charge_id_paid_on"), "payments", ["charge_id", "paid_on"], unique=False)


def _drop_tables() -> None:
    op.drop_index(op.f("ix_payments_charge_id_paid_on"), table_name="payments")
    op.drop_table("payments")
    op.drop_index(op.f("ix_handover_lines_ticket_id"), table_name="handover_lines")
    op.drop_index(op.f("ix_handover_lines_key_id"), table_name="handover_lines")
    op.drop_index(op.f("ix_handover_lines_handover_id_position"), table_name="handover_lines")
    op.drop_index(op.f("ix_handover_lines_furniture_id"), table_name="handover_lines")
    op.drop_index(op.f("ix_handover_lines_charge_id"), table_name="handover_lines")
    op.drop_table("handover_lines")
    op.drop_index(op.f("ix_unit_case_steps_case_id_position"), table_name="unit_case_steps")
    op.drop_table("unit_case_steps")
    op.drop_index(op.f("ix_handovers_unit_id_held_on"), table_name="handovers")
    op.drop_index(op.f("ix_handovers_case_id"), table_name="handovers")
    op.drop_index(op.f("ix_handovers_before_id"), table_name="handovers")
    op.drop_index(op.f("ix_handovers_agreement_id"), table_name="handovers")
    op.drop_table("handovers")
    op.drop_table("eligibility_checks")
    op.drop_index(op.f("ix_charges_unit_id_due_on"), table_name="charges")
    op.drop_index(op.f("ix_charges_case_id"), table_name="charges")
    op.drop_index(op.f("ix_charges_agreement_id_due_on"), table_name="charges")
    op.drop_table("charges")
    op.drop_index(op.f("ix_audit_follow_ups_visit_id_id"), table_name="audit_follow_ups")
    op.drop_index(op.f("ix_audit_follow_ups_state_due_on"), table_name="audit_follow_ups")
    op.drop_table("audit_follow_ups")
    op.drop_index(op.f("ix_audit_attempts_visit_id_visited_at"), table_name="audit_attempts")
    op.drop_table("audit_attempts")
    op.drop_index(op.f("ix_unit_keys_unit_id_id"), table_name="unit_keys")
    op.drop_index(op.f("ix_unit_keys_agreement_id"), table_name="unit_keys")
    op.drop_table("unit_keys")
    op.drop_index(op.f("ix_unit_furniture_unit_id_room_position"), table_name="unit_furniture")
    op.drop_table("unit_furniture")
    op.drop_index(op.f("ix_unit_cases_unit_id_kind"), table_name="unit_cases")
    op.drop_index(op.f("ix_unit_cases_state_id"), table_name="unit_cases")
    op.drop_table("unit_cases")
    op.drop_index(op.f("ix_household_members_agreement_id_position"), table_name="household_members")
    op.drop_table("household_members")
    op.drop_table("audit_usages")
    op.drop_index(op.f("ix_applications_unit_id"), table_name="applications")
    op.drop_index(op.f("ix_applications_state_kind_id"), table_name="applications")
    op.drop_index(op.f("ix_applications_person_id"), table_name="applications")
    op.drop_index(op.f("ix_applications_agreement_id"), table_name="applications")
    op.drop_table("applications")
    op.drop_index(op.f("ix_disclosures_person_id_seen_at"), table_name="disclosures")
    op.drop_table("disclosures")
