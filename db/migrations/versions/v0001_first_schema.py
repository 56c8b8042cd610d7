"""The first schema: all tables, the search index and the append-only guard of the journal.

Over 600 lines because it is the whole schema, written by autogenerate and then frozen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INDEXED = ("number", "summary", "description", "where_label", "requester")
_FULL_WIDTH = "code BETWEEN 65296 AND 65305 OR code BETWEEN 65313 AND 65338 OR code BETWEEN 65345 AND 65370"
_GUARDED = ("journal_steps", "journal_rows")


def upgrade() -> None:
    _create_tables()
    for statement in _sqlite_ddl() + _sqlite_guard() if _is_sqlite() else _postgres_ddl() + _postgres_guard():
        op.execute(sa.text(statement.replace(":", "\\:")))


def downgrade() -> None:
    for statement in _sqlite_drop() if _is_sqlite() else _postgres_drop():
        op.execute(sa.text(statement))
    _drop_tables()


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _sql_spaced(prefix: str) -> str:
    # SQLite: the body walks the text sign by sign in plain SQL, so that any tool may write the table. Not by nested
    # replace(): the parser of SQLite before 3.46 takes no such depth and then opens no table of the file at all.
    whole = " || ' ' || ".join(f"coalesce({prefix}.{name}, '')" for name in INDEXED)
    return (
        "(WITH RECURSIVE walk(i, body) AS ("
        f"SELECT 1, {whole} UNION ALL SELECT i + 1, body FROM walk WHERE i < length(body)), "
        "signs(i, sign, code) AS ("
        "SELECT i, substr(body, i, 1), unicode(substr(body, i, 1)) FROM walk ORDER BY i) "
        "SELECT group_concat(CASE "
        f"WHEN {_FULL_WIDTH} THEN char(code - 65248) "
        "WHEN sign = '臺' THEN ' 台 ' WHEN code = 12288 THEN ' ' "
        "WHEN code >= 11904 THEN ' ' || sign || ' ' ELSE sign END, '') FROM signs)"
    )


def _sqlite_ddl() -> list[str]:
    """What makes the index and keeps it in step."""
    watched = ", ".join(INDEXED)
    return [
        "CREATE VIRTUAL TABLE tickets_fts USING fts5(body, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER tickets_fts_insert AFTER INSERT ON tickets BEGIN "
        f"INSERT INTO tickets_fts(rowid, body) VALUES (new.id, {_sql_spaced('new')}); END",
        f"CREATE TRIGGER tickets_fts_update AFTER UPDATE OF {watched} ON tickets BEGIN "
        f"DELETE FROM tickets_fts WHERE rowid = old.id; "
        f"INSERT INTO tickets_fts(rowid, body) VALUES (new.id, {_sql_spaced('new')}); END",
        "CREATE TRIGGER tickets_fts_delete AFTER DELETE ON tickets BEGIN "
        "DELETE FROM tickets_fts WHERE rowid = old.id; END",
    ]


def _sqlite_drop() -> list[str]:
    """What takes it away again."""
    triggers = ("tickets_fts_insert", "tickets_fts_update", "tickets_fts_delete")
    return [f"DROP TRIGGER {name}" for name in triggers] + ["DROP TABLE tickets_fts"]


def _postgres_ddl() -> list[str]:
    """The twin: trigrams over the folded text."""
    args = ", ".join(f"{name} text" for name in INDEXED)
    whole = " || ' ' || ".join(f"coalesce({name}, '')" for name in INDEXED)
    return [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE FUNCTION facilities_search_text({args}) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
        f"$$ SELECT lower(normalize(translate({whole}, '臺', '台'), NFKC)) $$",
        f"CREATE INDEX ix_tickets_search ON tickets USING gin (facilities_search_text({', '.join(INDEXED)}) "
        "gin_trgm_ops)",
    ]


def _postgres_drop() -> list[str]:
    """What takes the twin away."""
    args = ", ".join("text" for _ in INDEXED)
    return [
        "DROP INDEX ix_tickets_search",
        f"DROP FUNCTION facilities_search_text({args})",
        *(f"DROP TRIGGER {name}_guard ON {name}" for name in _GUARDED),
        "DROP FUNCTION journal_is_append_only()",
    ]


def _sqlite_guard() -> list[str]:
    return [
        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} BEGIN "
        "SELECT RAISE(ABORT, 'the journal is append-only'); END"
        for name in _GUARDED
        for verb in ("UPDATE", "DELETE")
    ]


def _postgres_guard() -> list[str]:
    return [
        "CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
        *(
            f"CREATE TRIGGER {name}_guard BEFORE UPDATE OR DELETE ON {name} "
            "FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()"
            for name in _GUARDED
        ),
    ]


def _create_tables() -> None:
    op.create_table(
        "attachments",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("extension", sa.String(length=10), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.String(20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("sha256", name=op.f("uq_attachments_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit_rounds",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.String(10), nullable=True),
        sa.Column("due_on", sa.String(10), nullable=True),
        sa.Column("closed_on", sa.String(10), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_rounds")),
        sa.UniqueConstraint("year", "ordinal", name=op.f("uq_audit_rounds_year_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_days")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_days_day")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "checklist_templates",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("applies_to", sa.String(length=40), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_templates")),
        sa.UniqueConstraint("code", "edition", name=op.f("uq_checklist_templates_code_edition")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "choices",
        sa.Column("list_code", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("icon", sa.String(length=40), nullable=False),
        sa.Column("tone", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choices")),
        sa.UniqueConstraint("list_code", "code", name=op.f("uq_choices_list_code_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "damage_events",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("occurred_on", sa.String(10), nullable=True),
        sa.Column("occurred_text", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_damage_events")),
        sa.UniqueConstraint("code", name=op.f("uq_damage_events_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "duties",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("system_zh", sa.String(length=80), nullable=False),
        sa.Column("system_en", sa.String(length=120), nullable=False),
        sa.Column("title_zh", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("legal_basis", sa.String(length=400), nullable=False),
        sa.Column("legal_basis_en", sa.String(length=400), nullable=False),
        sa.Column("is_statutory", sa.Boolean(), nullable=False),
        sa.Column("interval_zh", sa.String(length=400), nullable=False),
        sa.Column("interval_en", sa.String(length=400), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.Column("who_zh", sa.String(length=400), nullable=False),
        sa.Column("who_en", sa.String(length=400), nullable=False),
        sa.Column("record_zh", sa.String(length=400), nullable=False),
        sa.Column("record_en", sa.String(length=400), nullable=False),
        sa.Column("retention_years", sa.Integer(), nullable=True),
        sa.Column("filing_zh", sa.String(length=400), nullable=False),
        sa.Column("filing_en", sa.String(length=400), nullable=False),
        sa.Column("template_code", sa.String(length=40), nullable=False),
        sa.Column("category_codes", sa.String(length=200), nullable=False),
        sa.Column("note_zh", sa.String(length=1000), nullable=False),
        sa.Column("note_en", sa.String(length=1000), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint("code", name=op.f("uq_duties_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "people",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("agency", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_people_name_id"), "people", ["name", "id"], unique=False)
    op.create_table(
        "places",
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("label", sa.String(length=400), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["places.id"], name=op.f("fk_places_parent_id_places")),
        sa.ForeignKeyConstraint(["site_id"], ["places.id"], name=op.f("fk_places_site_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("code", name=op.f("uq_places_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_places_parent_id"), "places", ["parent_id"], unique=False)
    op.create_index("ix_places_path", "places", ["path"], unique=False)
    op.create_table(
        "priorities",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("icon", sa.String(length=40), nullable=False),
        sa.Column("tone", sa.String(length=10), nullable=False),
        sa.Column("repair_workdays", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priorities")),
        sa.UniqueConstraint("code", name=op.f("uq_priorities_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "roles",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("permissions", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("code", name=op.f("uq_roles_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sa.UniqueConstraint("key", name=op.f("uq_settings_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "terms",
        sa.Column("zh", sa.String(length=80), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("zh", "en", name=op.f("uq_terms_zh_en")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "trades",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("icon", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trades")),
        sa.UniqueConstraint("code", name=op.f("uq_trades_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "vendors",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("tax_id", sa.String(length=10), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("contact", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendors")),
        sa.UniqueConstraint("code", name=op.f("uq_vendors_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_vendors_name_id"), "vendors", ["name", "id"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("agency", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.String(10), nullable=True),
        sa.Column("ends_on", sa.String(10), nullable=True),
        sa.Column("ended_on", sa.String(10), nullable=True),
        sa.Column("return_by", sa.String(10), nullable=True),
        sa.Column("return_reason", sa.String(length=200), nullable=False),
        sa.Column("notary_number", sa.String(length=60), nullable=False),
        sa.Column("notarised_on", sa.String(10), nullable=True),
        sa.Column("is_enforceable", sa.Boolean(), nullable=False),
        sa.Column("family", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_agreements_person_id_people")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_agreements_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agreements_ends_on_id"), "agreements", ["ends_on", "id"], unique=False)
    op.create_index(op.f("ix_agreements_person_id"), "agreements", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_agreements_place_id_starts_on"), "agreements", ["place_id", "starts_on"], unique=False
    )
    op.create_table(
        "asset_categories",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("icon", sa.String(length=40), nullable=False),
        sa.Column("trade_id", sa.Integer(), nullable=False),
        sa.Column("service_life_years", sa.Integer(), nullable=True),
        sa.Column("service_life_source", sa.String(length=200), nullable=False),
        sa.Column("service_life_source_en", sa.String(length=200), nullable=False),
        sa.Column("template_code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trade_id"], ["trades.id"], name=op.f("fk_asset_categories_trade_id_trades")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_categories")),
        sa.UniqueConstraint("code", name=op.f("uq_asset_categories_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asset_categories_trade_id"), "asset_categories", ["trade_id"], unique=False)
    op.create_table(
        "attachment_links",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(length=160), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_attachment_links_attachment_id_attachments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_links")),
        sa.UniqueConstraint(
            "attachment_id",
            "entity",
            "entity_id",
            name=op.f("uq_attachment_links_attachment_id_entity_entity_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_attachment_links_entity_entity_id"),
        "attachment_links",
        ["entity", "entity_id"],
        unique=False,
    )
    op.create_table(
        "checklist_items",
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section_zh", sa.String(length=80), nullable=False),
        sa.Column("section_en", sa.String(length=80), nullable=False),
        sa.Column("zh", sa.String(length=200), nullable=False),
        sa.Column("en", sa.String(length=200), nullable=False),
        sa.Column("short_zh", sa.String(length=40), nullable=False),
        sa.Column("short_en", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("minimum", sa.String(40), nullable=True),
        sa.Column("maximum", sa.String(40), nullable=True),
        sa.Column("limit_source", sa.String(length=200), nullable=False),
        sa.Column("limit_source_en", sa.String(length=200), nullable=False),
        sa.Column("offers_none", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["checklist_templates.id"],
            name=op.f("fk_checklist_items_template_id_checklist_templates"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_items")),
        sa.UniqueConstraint("template_id", "position", name=op.f("uq_checklist_items_template_id_position")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contracts",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.String(10), nullable=False),
        sa.Column("ends_on", sa.String(10), nullable=False),
        sa.Column("amount_twd", sa.BigInteger(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("response_hours", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendors.id"], name=op.f("fk_contracts_vendor_id_vendors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("number", name=op.f("uq_contracts_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contracts_ends_on_id"), "contracts", ["ends_on", "id"], unique=False)
    op.create_index(op.f("ix_contracts_starts_on_id"), "contracts", ["starts_on", "id"], unique=False)
    op.create_index(op.f("ix_contracts_title_id"), "contracts", ["title", "id"], unique=False)
    op.create_index(op.f("ix_contracts_vendor_id"), "contracts", ["vendor_id"], unique=False)
    op.create_table(
        "dorm_units",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("land", sa.String(length=20), nullable=False),
        sa.Column("parcel", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=True),
        sa.Column("area_m2", sa.String(40), nullable=True),
        sa.Column("rooms", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("built_on", sa.String(10), nullable=True),
        sa.Column("property_number", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_since", sa.String(10), nullable=True),
        sa.Column("status_until", sa.String(10), nullable=True),
        sa.Column("status_note", sa.String(length=200), nullable=False),
        sa.Column("resident_label", sa.String(length=120), nullable=False),
        sa.Column("agreement_until", sa.String(10), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_dorm_units_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dorm_units")),
        sa.UniqueConstraint("code", name=op.f("uq_dorm_units_code")),
        sa.UniqueConstraint("place_id", name=op.f("uq_dorm_units_place_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_dorm_units_agreement_until_id"), "dorm_units", ["agreement_until", "id"], unique=False
    )
    op.create_index(op.f("ix_dorm_units_kind_id"), "dorm_units", ["kind", "id"], unique=False)
    op.create_index(op.f("ix_dorm_units_land_id"), "dorm_units", ["land", "id"], unique=False)
    op.create_index(op.f("ix_dorm_units_position_id"), "dorm_units", ["position", "id"], unique=False)
    op.create_index(
        op.f("ix_dorm_units_resident_label_id"), "dorm_units", ["resident_label", "id"], unique=False
    )
    op.create_index(op.f("ix_dorm_units_status_id"), "dorm_units", ["status", "id"], unique=False)
    op.create_index(op.f("ix_dorm_units_status_since_id"), "dorm_units", ["status_since", "id"], unique=False)
    op.create_table(
        "insurance_policies",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.String(10), nullable=False),
        sa.Column("ends_on", sa.String(10), nullable=False),
        sa.Column("insured_twd", sa.BigInteger(), nullable=True),
        sa.Column("premium_twd", sa.BigInteger(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_insurance_policies_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendors.id"], name=op.f("fk_insurance_policies_vendor_id_vendors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insurance_policies")),
        sa.UniqueConstraint("number", name=op.f("uq_insurance_policies_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_insurance_policies_ends_on_id"), "insurance_policies", ["ends_on", "id"], unique=False
    )
    op.create_index(op.f("ix_insurance_policies_place_id"), "insurance_policies", ["place_id"], unique=False)
    op.create_index(
        op.f("ix_insurance_policies_vendor_id"), "insurance_policies", ["vendor_id"], unique=False
    )
    op.create_table(
        "projects",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("budget_twd", sa.BigInteger(), nullable=True),
        sa.Column("started_on", sa.String(10), nullable=True),
        sa.Column("started_text", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.String(10), nullable=True),
        sa.Column("due_text", sa.String(length=60), nullable=False),
        sa.Column("completed_on", sa.String(10), nullable=True),
        sa.Column("completed_text", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_projects_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("code", name=op.f("uq_projects_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_projects_place_id"), "projects", ["place_id"], unique=False)
    op.create_table(
        "users",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("unit_name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_users_role_id_roles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("code", name=op.f("uq_users_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_users_name"), "users", ["name"], unique=False)
    op.create_index(op.f("ix_users_role_id"), "users", ["role_id"], unique=False)
    op.create_table(
        "assets",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("place_label", sa.String(length=400), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("property_number", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_since", sa.String(10), nullable=True),
        sa.Column("custodian_id", sa.Integer(), nullable=True),
        sa.Column("using_unit", sa.String(length=80), nullable=False),
        sa.Column("manufacturer", sa.String(length=80), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("serial_number", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("acquired_on", sa.String(10), nullable=True),
        sa.Column("in_service_on", sa.String(10), nullable=True),
        sa.Column("cost_twd", sa.BigInteger(), nullable=True),
        sa.Column("cost_label", sa.String(length=80), nullable=False),
        sa.Column("cost_as_reported", sa.Boolean(), nullable=False),
        sa.Column("service_life_years", sa.Integer(), nullable=True),
        sa.Column("next_due_on", sa.String(10), nullable=True),
        sa.Column("cover_kind", sa.String(length=20), nullable=False),
        sa.Column("cover_until", sa.String(10), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["asset_categories.id"], name=op.f("fk_assets_category_id_asset_categories")
        ),
        sa.ForeignKeyConstraint(["custodian_id"], ["users.id"], name=op.f("fk_assets_custodian_id_users")),
        sa.ForeignKeyConstraint(["parent_id"], ["assets.id"], name=op.f("fk_assets_parent_id_assets")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_assets_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assets")),
        sa.UniqueConstraint("code", name=op.f("uq_assets_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assets_acquired_on_id"), "assets", ["acquired_on", "id"], unique=False)
    op.create_index(op.f("ix_assets_category_id_id"), "assets", ["category_id", "id"], unique=False)
    op.create_index(op.f("ix_assets_cost_twd_id"), "assets", ["cost_twd", "id"], unique=False)
    op.create_index(op.f("ix_assets_cover_until_id"), "assets", ["cover_until", "id"], unique=False)
    op.create_index(op.f("ix_assets_custodian_id"), "assets", ["custodian_id"], unique=False)
    op.create_index(op.f("ix_assets_name_id"), "assets", ["name", "id"], unique=False)
    op.create_index(op.f("ix_assets_next_due_on_id"), "assets", ["next_due_on", "id"], unique=False)
    op.create_index(op.f("ix_assets_parent_id"), "assets", ["parent_id"], unique=False)
    op.create_index(op.f("ix_assets_place_id"), "assets", ["place_id"], unique=False)
    op.create_index(op.f("ix_assets_place_label_id"), "assets", ["place_label", "id"], unique=False)
    op.create_index(op.f("ix_assets_property_number_id"), "assets", ["property_number", "id"], unique=False)
    op.create_index(op.f("ix_assets_status_id"), "assets", ["status", "id"], unique=False)
    op.create_table(
        "attribute_definitions",
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("value_type", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["asset_categories.id"],
            name=op.f("fk_attribute_definitions_category_id_asset_categories"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute_definitions")),
        sa.UniqueConstraint("category_id", "code", name=op.f("uq_attribute_definitions_category_id_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit_visits",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("expected_resident", sa.String(length=120), nullable=False),
        sa.Column("finding", sa.String(length=20), nullable=False),
        sa.Column("visited_at", sa.String(20), nullable=True),
        sa.Column("revisit_on", sa.String(10), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["audit_rounds.id"], name=op.f("fk_audit_visits_round_id_audit_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["dorm_units.id"], name=op.f("fk_audit_visits_unit_id_dorm_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_visits")),
        sa.UniqueConstraint("round_id", "unit_id", name=op.f("uq_audit_visits_round_id_unit_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_visits_unit_id"), "audit_visits", ["unit_id"], unique=False)
    op.create_table(
        "journal_steps",
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_journal_steps_actor_id_users")),
        sa.ForeignKeyConstraint(
            ["target_id"], ["journal_steps.id"], name=op.f("fk_journal_steps_target_id_journal_steps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_steps")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_journal_steps_actor_id_id"), "journal_steps", ["actor_id", "id"], unique=False)
    op.create_table(
        "saved_views",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("list_code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_saved_views_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint(
            "user_id", "list_code", "name", name=op.f("uq_saved_views_user_id_list_code_name")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unit_status_changes",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("from_on", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["dorm_units.id"], name=op.f("fk_unit_status_changes_unit_id_dorm_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_status_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_unit_status_changes_unit_id_from_on"),
        "unit_status_changes",
        ["unit_id", "from_on"],
        unique=False,
    )
    op.create_table(
        "asset_attributes",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("definition_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.Column("as_reported", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f("fk_asset_attributes_asset_id_assets")
        ),
        sa.ForeignKeyConstraint(
            ["definition_id"],
            ["attribute_definitions.id"],
            name=op.f("fk_asset_attributes_definition_id_attribute_definitions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_attributes")),
        sa.UniqueConstraint(
            "asset_id", "definition_id", name=op.f("uq_asset_attributes_asset_id_definition_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_asset_attributes_definition_id"), "asset_attributes", ["definition_id"], unique=False
    )
    op.create_table(
        "asset_damages",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_asset_damages_asset_id_assets")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["damage_events.id"], name=op.f("fk_asset_damages_event_id_damage_events")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_asset_damages_project_id_projects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_damages")),
        sa.UniqueConstraint("asset_id", "event_id", name=op.f("uq_asset_damages_asset_id_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asset_damages_event_id"), "asset_damages", ["event_id"], unique=False)
    op.create_index(op.f("ix_asset_damages_project_id"), "asset_damages", ["project_id"], unique=False)
    op.create_table(
        "asset_projects",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_asset_projects_asset_id_assets")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_asset_projects_project_id_projects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_projects")),
        sa.UniqueConstraint("asset_id", "project_id", name=op.f("uq_asset_projects_asset_id_project_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asset_projects_project_id"), "asset_projects", ["project_id"], unique=False)
    op.create_table(
        "asset_status_changes",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("from_on", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f("fk_asset_status_changes_asset_id_assets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_status_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_asset_status_changes_asset_id_from_on"),
        "asset_status_changes",
        ["asset_id", "from_on"],
        unique=False,
    )
    op.create_table(
        "contract_scopes",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_contract_scopes_asset_id_assets")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["asset_categories.id"],
            name=op.f("fk_contract_scopes_category_id_asset_categories"),
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_scopes_contract_id_contracts")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_contract_scopes_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_scopes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contract_scopes_asset_id"), "contract_scopes", ["asset_id"], unique=False)
    op.create_index(op.f("ix_contract_scopes_category_id"), "contract_scopes", ["category_id"], unique=False)
    op.create_index(op.f("ix_contract_scopes_contract_id"), "contract_scopes", ["contract_id"], unique=False)
    op.create_index(op.f("ix_contract_scopes_place_id"), "contract_scopes", ["place_id"], unique=False)
    op.create_table(
        "funding_shares",
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("amount_twd", sa.BigInteger(), nullable=False),
        sa.Column("as_reported", sa.Boolean(), nullable=False),
        sa.Column("is_remainder", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_funding_shares_asset_id_assets")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_funding_shares_project_id_projects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_shares")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_funding_shares_asset_id"), "funding_shares", ["asset_id"], unique=False)
    op.create_index(op.f("ix_funding_shares_project_id"), "funding_shares", ["project_id"], unique=False)
    op.create_table(
        "inspection_plans",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("template_code", sa.String(length=40), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.String(10), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("pause_reason", sa.String(length=200), nullable=False),
        sa.Column("paused_until", sa.String(10), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f("fk_inspection_plans_asset_id_assets")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["users.id"], name=op.f("fk_inspection_plans_assignee_id_users")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_inspection_plans_duty_id_duties")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_inspection_plans_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendors.id"], name=op.f("fk_inspection_plans_vendor_id_vendors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_plans")),
        sa.UniqueConstraint("code", name=op.f("uq_inspection_plans_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_inspection_plans_asset_id"), "inspection_plans", ["asset_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_plans_assignee_id"), "inspection_plans", ["assignee_id"], unique=False
    )
    op.create_index(op.f("ix_inspection_plans_duty_id"), "inspection_plans", ["duty_id"], unique=False)
    op.create_index(op.f("ix_inspection_plans_place_id"), "inspection_plans", ["place_id"], unique=False)
    op.create_index(op.f("ix_inspection_plans_vendor_id"), "inspection_plans", ["vendor_id"], unique=False)
    op.create_table(
        "journal_rows",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=1), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"], ["journal_steps.id"], name=op.f("fk_journal_rows_step_id_journal_steps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_rows")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_journal_rows_entity_entity_id"), "journal_rows", ["entity", "entity_id"], unique=False
    )
    op.create_index(op.f("ix_journal_rows_step_id"), "journal_rows", ["step_id"], unique=False)
    op.create_table(
        "meters",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_meters_asset_id_assets")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_meters_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meters")),
        sa.UniqueConstraint("code", name=op.f("uq_meters_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meters_asset_id"), "meters", ["asset_id"], unique=False)
    op.create_index(op.f("ix_meters_place_id"), "meters", ["place_id"], unique=False)
    op.create_table(
        "permits",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.String(10), nullable=True),
        sa.Column("expires_on", sa.String(10), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_permits_asset_id_assets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permits")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_permits_asset_id"), "permits", ["asset_id"], unique=False)
    op.create_index(op.f("ix_permits_expires_on_id"), "permits", ["expires_on", "id"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=4000), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("where_label", sa.String(length=400), nullable=False),
        sa.Column("trade_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("requester", sa.String(length=120), nullable=False),
        sa.Column("requester_phone", sa.String(length=40), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("assignee_label", sa.String(length=80), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", sa.String(20), nullable=False),
        sa.Column("reported_on", sa.String(10), nullable=False),
        sa.Column("due_at", sa.String(20), nullable=False),
        sa.Column("dispatched_at", sa.String(20), nullable=True),
        sa.Column("started_at", sa.String(20), nullable=True),
        sa.Column("finished_at", sa.String(20), nullable=True),
        sa.Column("closed_at", sa.String(20), nullable=True),
        sa.Column("hold_reason", sa.String(length=20), nullable=False),
        sa.Column("hold_until", sa.String(10), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("estimate_twd", sa.BigInteger(), nullable=True),
        sa.Column("cost_twd", sa.BigInteger(), nullable=True),
        sa.Column("budget", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_tickets_asset_id_assets")),
        sa.ForeignKeyConstraint(["assignee_id"], ["users.id"], name=op.f("fk_tickets_assignee_id_users")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_tickets_place_id_places")),
        sa.ForeignKeyConstraint(["priority"], ["priorities.id"], name=op.f("fk_tickets_priority_priorities")),
        sa.ForeignKeyConstraint(["site_id"], ["places.id"], name=op.f("fk_tickets_site_id_places")),
        sa.ForeignKeyConstraint(["trade_id"], ["trades.id"], name=op.f("fk_tickets_trade_id_trades")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendors.id"], name=op.f("fk_tickets_vendor_id_vendors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("number", name=op.f("uq_tickets_number")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_tickets_year_serial")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tickets_asset_id_id"), "tickets", ["asset_id", "id"], unique=False)
    op.create_index(op.f("ix_tickets_assignee_id_id"), "tickets", ["assignee_id", "id"], unique=False)
    op.create_index(op.f("ix_tickets_assignee_label_id"), "tickets", ["assignee_label", "id"], unique=False)
    op.create_index(op.f("ix_tickets_closed_at_id"), "tickets", ["closed_at", "id"], unique=False)
    op.create_index(op.f("ix_tickets_due_at_id"), "tickets", ["due_at", "id"], unique=False)
    op.create_index(
        "ix_tickets_open_assignee_label",
        "tickets",
        ["assignee_label", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_closed_at",
        "tickets",
        ["closed_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_due_at",
        "tickets",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_priority",
        "tickets",
        ["priority", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_reported_at",
        "tickets",
        ["reported_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_status",
        "tickets",
        ["status", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_summary",
        "tickets",
        ["summary", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_trade_id",
        "tickets",
        ["trade_id", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_tickets_open_where_label",
        "tickets",
        ["where_label", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(op.f("ix_tickets_place_id_id"), "tickets", ["place_id", "id"], unique=False)
    op.create_index(op.f("ix_tickets_priority_id"), "tickets", ["priority", "id"], unique=False)
    op.create_index(op.f("ix_tickets_reported_at_id"), "tickets", ["reported_at", "id"], unique=False)
    op.create_index(
        op.f("ix_tickets_reported_on_site_id_trade_id"),
        "tickets",
        ["reported_on", "site_id", "trade_id"],
        unique=False,
    )
    op.create_index(op.f("ix_tickets_serial"), "tickets", ["serial"], unique=False)
    op.create_index(op.f("ix_tickets_status_id"), "tickets", ["status", "id"], unique=False)
    op.create_index(op.f("ix_tickets_summary_id"), "tickets", ["summary", "id"], unique=False)
    op.create_index(op.f("ix_tickets_trade_id_id"), "tickets", ["trade_id", "id"], unique=False)
    op.create_index(op.f("ix_tickets_vendor_id"), "tickets", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_tickets_where_label_id"), "tickets", ["where_label", "id"], unique=False)
    op.create_table(
        "warranties",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.String(10), nullable=False),
        sa.Column("ends_on", sa.String(10), nullable=False),
        sa.Column("terms", sa.String(length=400), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_warranties_asset_id_assets")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendors.id"], name=op.f("fk_warranties_vendor_id_vendors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warranties")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_warranties_asset_id"), "warranties", ["asset_id"], unique=False)
    op.create_index(op.f("ix_warranties_ends_on_id"), "warranties", ["ends_on", "id"], unique=False)
    op.create_index(op.f("ix_warranties_vendor_id"), "warranties", ["vendor_id"], unique=False)
    op.create_table(
        "inspection_tasks",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("template_code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("target_label", sa.String(length=400), nullable=False),
        sa.Column("is_statutory", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.String(10), nullable=False),
        sa.Column("window_from", sa.String(10), nullable=True),
        sa.Column("window_until", sa.String(10), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("done_on", sa.String(10), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("assignee_label", sa.String(length=80), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f("fk_inspection_tasks_asset_id_assets")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["users.id"], name=op.f("fk_inspection_tasks_assignee_id_users")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_inspection_tasks_duty_id_duties")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_inspection_tasks_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["inspection_plans.id"], name=op.f("fk_inspection_tasks_plan_id_inspection_plans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_tasks")),
        sa.UniqueConstraint("number", name=op.f("uq_inspection_tasks_number")),
        sa.UniqueConstraint(
            "plan_id",
            "asset_id",
            "place_id",
            "due_on",
            name=op.f("uq_inspection_tasks_plan_id_asset_id_place_id_due_on"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_inspection_tasks_asset_id"), "inspection_tasks", ["asset_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_tasks_assignee_id"), "inspection_tasks", ["assignee_id"], unique=False
    )
    op.create_index(
        op.f("ix_inspection_tasks_assignee_label_id"),
        "inspection_tasks",
        ["assignee_label", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_tasks_done_on_id"), "inspection_tasks", ["done_on", "id"], unique=False
    )
    op.create_index(op.f("ix_inspection_tasks_due_on_id"), "inspection_tasks", ["due_on", "id"], unique=False)
    op.create_index(op.f("ix_inspection_tasks_duty_id"), "inspection_tasks", ["duty_id"], unique=False)
    op.create_index(op.f("ix_inspection_tasks_place_id"), "inspection_tasks", ["place_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_tasks_status_due_on_id"),
        "inspection_tasks",
        ["status", "due_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_tasks_target_label_id"), "inspection_tasks", ["target_label", "id"], unique=False
    )
    op.create_index(op.f("ix_inspection_tasks_title_id"), "inspection_tasks", ["title", "id"], unique=False)
    op.create_table(
        "meter_readings",
        sa.Column("meter_id", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.String(10), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meter_id"], ["meters.id"], name=op.f("fk_meter_readings_meter_id_meters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meter_readings")),
        sa.UniqueConstraint("meter_id", "read_on", name=op.f("uq_meter_readings_meter_id_read_on")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meter_targets",
        sa.Column("meter_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meter_id"], ["meters.id"], name=op.f("fk_meter_targets_meter_id_meters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meter_targets")),
        sa.UniqueConstraint("meter_id", "year", "month", name=op.f("uq_meter_targets_meter_id_year_month")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ticket_events",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("from_status", sa.Integer(), nullable=True),
        sa.Column("to_status", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_events_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ticket_events_ticket_id_at"), "ticket_events", ["ticket_id", "at"], unique=False)
    op.create_table(
        "checklist_sheets",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("prefix", sa.String(length=30), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.String(20), nullable=False),
        sa.Column("printed_by", sa.String(length=80), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f("fk_checklist_sheets_asset_id_assets")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_checklist_sheets_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["inspection_tasks.id"], name=op.f("fk_checklist_sheets_task_id_inspection_tasks")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["checklist_templates.id"],
            name=op.f("fk_checklist_sheets_template_id_checklist_templates"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_sheets")),
        sa.UniqueConstraint("number", name=op.f("uq_checklist_sheets_number")),
        sa.UniqueConstraint("prefix", "serial", name=op.f("uq_checklist_sheets_prefix_serial")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_checklist_sheets_asset_id"), "checklist_sheets", ["asset_id"], unique=False)
    op.create_index(op.f("ix_checklist_sheets_place_id"), "checklist_sheets", ["place_id"], unique=False)
    op.create_index(op.f("ix_checklist_sheets_task_id"), "checklist_sheets", ["task_id"], unique=False)
    op.create_index(
        op.f("ix_checklist_sheets_template_id"), "checklist_sheets", ["template_id"], unique=False
    )
    op.create_table(
        "inspection_results",
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("inspected_on", sa.String(10), nullable=False),
        sa.Column("inspector", sa.String(length=80), nullable=False),
        sa.Column("licence_number", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f("fk_inspection_results_asset_id_assets")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_inspection_results_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["inspection_tasks.id"], name=op.f("fk_inspection_results_task_id_inspection_tasks")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["checklist_templates.id"],
            name=op.f("fk_inspection_results_template_id_checklist_templates"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_results")),
        sa.UniqueConstraint("task_id", name=op.f("uq_inspection_results_task_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_inspection_results_asset_id_inspected_on"),
        "inspection_results",
        ["asset_id", "inspected_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_results_place_id_inspected_on"),
        "inspection_results",
        ["place_id", "inspected_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_results_template_id"), "inspection_results", ["template_id"], unique=False
    )
    op.create_table(
        "result_items",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reading", sa.String(40), nullable=True),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["checklist_items.id"], name=op.f("fk_result_items_item_id_checklist_items")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"],
            ["inspection_results.id"],
            name=op.f("fk_result_items_result_id_inspection_results"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_items")),
        sa.UniqueConstraint("result_id", "item_id", name=op.f("uq_result_items_result_id_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_result_items_item_id"), "result_items", ["item_id"], unique=False)


def _drop_tables() -> None:
    op.drop_index(op.f("ix_result_items_item_id"), table_name="result_items")
    op.drop_table("result_items")
    op.drop_index(op.f("ix_inspection_results_template_id"), table_name="inspection_results")
    op.drop_index(op.f("ix_inspection_results_place_id_inspected_on"), table_name="inspection_results")
    op.drop_index(op.f("ix_inspection_results_asset_id_inspected_on"), table_name="inspection_results")
    op.drop_table("inspection_results")
    op.drop_index(op.f("ix_checklist_sheets_template_id"), table_name="checklist_sheets")
    op.drop_index(op.f("ix_checklist_sheets_task_id"), table_name="checklist_sheets")
    op.drop_index(op.f("ix_checklist_sheets_place_id"), table_name="checklist_sheets")
    op.drop_index(op.f("ix_checklist_sheets_asset_id"), table_name="checklist_sheets")
    op.drop_table("checklist_sheets")
    op.drop_index(op.f("ix_ticket_events_ticket_id_at"), table_name="ticket_events")
    op.drop_table("ticket_events")
    op.drop_table("meter_targets")
    op.drop_table("meter_readings")
    op.drop_index(op.f("ix_inspection_tasks_title_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_target_label_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_status_due_on_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_place_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_duty_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_due_on_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_done_on_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_assignee_label_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_assignee_id"), table_name="inspection_tasks")
    op.drop_index(op.f("ix_inspection_tasks_asset_id"), table_name="inspection_tasks")
    op.drop_table("inspection_tasks")
    op.drop_index(op.f("ix_warranties_vendor_id"), table_name="warranties")
    op.drop_index(op.f("ix_warranties_ends_on_id"), table_name="warranties")
    op.drop_index(op.f("ix_warranties_asset_id"), table_name="warranties")
    op.drop_table("warranties")
    op.drop_index(op.f("ix_tickets_where_label_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_vendor_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_trade_id_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_summary_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_status_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_serial"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_reported_on_site_id_trade_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_reported_at_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_priority_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_place_id_id"), table_name="tickets")
    op.drop_index(
        "ix_tickets_open_where_label",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_trade_id",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_summary",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_status",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_reported_at",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_priority",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_due_at",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_closed_at",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_tickets_open_assignee_label",
        table_name="tickets",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(op.f("ix_tickets_due_at_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_closed_at_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_assignee_label_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_assignee_id_id"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_asset_id_id"), table_name="tickets")
    op.drop_table("tickets")
    op.drop_index(op.f("ix_permits_expires_on_id"), table_name="permits")
    op.drop_index(op.f("ix_permits_asset_id"), table_name="permits")
    op.drop_table("permits")
    op.drop_index(op.f("ix_meters_place_id"), table_name="meters")
    op.drop_index(op.f("ix_meters_asset_id"), table_name="meters")
    op.drop_table("meters")
    op.drop_index(op.f("ix_journal_rows_step_id"), table_name="journal_rows")
    op.drop_index(op.f("ix_journal_rows_entity_entity_id"), table_name="journal_rows")
    op.drop_table("journal_rows")
    op.drop_index(op.f("ix_inspection_plans_vendor_id"), table_name="inspection_plans")
    op.drop_index(op.f("ix_inspection_plans_place_id"), table_name="inspection_plans")
    op.drop_index(op.f("ix_inspection_plans_duty_id"), table_name="inspection_plans")
    op.drop_index(op.f("ix_inspection_plans_assignee_id"), table_name="inspection_plans")
    op.drop_index(op.f("ix_inspection_plans_asset_id"), table_name="inspection_plans")
    op.drop_table("inspection_plans")
    op.drop_index(op.f("ix_funding_shares_project_id"), table_name="funding_shares")
    op.drop_index(op.f("ix_funding_shares_asset_id"), table_name="funding_shares")
    op.drop_table("funding_shares")
    op.drop_index(op.f("ix_contract_scopes_place_id"), table_name="contract_scopes")
    op.drop_index(op.f("ix_contract_scopes_contract_id"), table_name="contract_scopes")
    op.drop_index(op.f("ix_contract_scopes_category_id"), table_name="contract_scopes")
    op.drop_index(op.f("ix_contract_scopes_asset_id"), table_name="contract_scopes")
    op.drop_table("contract_scopes")
    op.drop_index(op.f("ix_asset_status_changes_asset_id_from_on"), table_name="asset_status_changes")
    op.drop_table("asset_status_changes")
    op.drop_index(op.f("ix_asset_projects_project_id"), table_name="asset_projects")
    op.drop_table("asset_projects")
    op.drop_index(op.f("ix_asset_damages_project_id"), table_name="asset_damages")
    op.drop_index(op.f("ix_asset_damages_event_id"), table_name="asset_damages")
    op.drop_table("asset_damages")
    op.drop_index(op.f("ix_asset_attributes_definition_id"), table_name="asset_attributes")
    op.drop_table("asset_attributes")
    op.drop_index(op.f("ix_unit_status_changes_unit_id_from_on"), table_name="unit_status_changes")
    op.drop_table("unit_status_changes")
    op.drop_table("saved_views")
    op.drop_index(op.f("ix_journal_steps_actor_id_id"), table_name="journal_steps")
    op.drop_table("journal_steps")
    op.drop_index(op.f("ix_audit_visits_unit_id"), table_name="audit_visits")
    op.drop_table("audit_visits")
    op.drop_table("attribute_definitions")
    op.drop_index(op.f("ix_assets_status_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_property_number_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_place_label_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_place_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_parent_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_next_due_on_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_name_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_custodian_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_cover_until_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_cost_twd_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_category_id_id"), table_name="assets")
    op.drop_index(op.f("ix_assets_acquired_on_id"), table_name="assets")
    op.drop_table("assets")
    op.drop_index(op.f("ix_users_role_id"), table_name="users")
    op.drop_index(op.f("ix_users_name"), table_name="users")
    op.drop_table("users")
    op.drop_index(op.f("ix_projects_place_id"), table_name="projects")
    op.drop_table("projects")
    op.drop_index(op.f("ix_insurance_policies_vendor_id"), table_name="insurance_policies")
    op.drop_index(op.f("ix_insurance_policies_place_id"), table_name="insurance_policies")
    op.drop_index(op.f("ix_insurance_policies_ends_on_id"), table_name="insurance_policies")
    op.drop_table("insurance_policies")
    op.drop_index(op.f("ix_dorm_units_status_since_id"), table_name="dorm_units")
    op.drop_index(op.f("ix_dorm_units_status_id"), table_name="dorm_units")
    op.drop_index(op.f("ix_dorm_units_resident_label_id"), table_name="dorm_units")
    op.drop_index(op.f("ix_dorm_units_position_id"), table_name="dorm_units")
    op.drop_index(op.f("ix_dorm_units_land_id"), table_name="dorm_units")
    op.drop_index(op.f("ix_dorm_units_kind_id"), table_name="dorm_units")
    op.drop_index(op.f("ix_dorm_units_agreement_until_id"), table_name="dorm_units")
    op.drop_table("dorm_units")
    op.drop_index(op.f("ix_contracts_vendor_id"), table_name="contracts")
    op.drop_index(op.f("ix_contracts_title_id"), table_name="contracts")
    op.drop_index(op.f("ix_contracts_starts_on_id"), table_name="contracts")
    op.drop_index(op.f("ix_contracts_ends_on_id"), table_name="contracts")
    op.drop_table("contracts")
    op.drop_table("checklist_items")
    op.drop_index(op.f("ix_attachment_links_entity_entity_id"), table_name="attachment_links")
    op.drop_table("attachment_links")
    op.drop_index(op.f("ix_asset_categories_trade_id"), table_name="asset_categories")
    op.drop_table("asset_categories")
    op.drop_index(op.f("ix_agreements_place_id_starts_on"), table_name="agreements")
    op.drop_index(op.f("ix_agreements_person_id"), table_name="agreements")
    op.drop_index(op.f("ix_agreements_ends_on_id"), table_name="agreements")
    op.drop_table("agreements")
    op.drop_index(op.f("ix_vendors_name_id"), table_name="vendors")
    op.drop_table("vendors")
    op.drop_table("trades")
    op.drop_table("terms")
    op.drop_table("settings")
    op.drop_table("roles")
    op.drop_table("priorities")
    op.drop_index("ix_places_path", table_name="places")
    op.drop_index(op.f("ix_places_parent_id"), table_name="places")
    op.drop_table("places")
    op.drop_index(op.f("ix_people_name_id"), table_name="people")
    op.drop_table("people")
    op.drop_table("duties")
    op.drop_table("damage_events")
    op.drop_table("choices")
    op.drop_table("checklist_templates")
    op.drop_table("calendar_days")
    op.drop_table("audit_rounds")
    op.drop_table("attachments")
