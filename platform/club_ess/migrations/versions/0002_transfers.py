"""Create the tables of transmission

Why: cédants and repreneurs find each other in silence: listings, projects, approaches, and conversations between people
rather than organizations. A conversation can now end: those of matches that were withdrawn do.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "establishment_counts",
        sa.Column("section", sa.String(length=1), nullable=False),
        sa.Column("zone", sa.String(length=20), nullable=False),
        sa.Column("workforce", sa.String(40), nullable=False),
        sa.Column("statute", sa.String(40), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishment_counts")),
    )
    with op.batch_alter_table("establishment_counts", schema=None) as batch_op:
        batch_op.create_index(
            "uq_establishment_counts_all",
            ["section", "zone", "workforce"],
            unique=True,
            sqlite_where=sa.text("statute IS NULL"),
            postgresql_where=sa.text("statute IS NULL"),
        )
        batch_op.create_index(
            "uq_establishment_counts_statute",
            ["section", "zone", "workforce", "statute"],
            unique=True,
            sqlite_where=sa.text("statute IS NOT NULL"),
            postgresql_where=sa.text("statute IS NOT NULL"),
        )

    op.create_table(
        "confidentiality_agreements",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["people.id"], name=op.f("fk_confidentiality_agreements_published_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidentiality_agreements")),
        sa.UniqueConstraint("version", name=op.f("uq_confidentiality_agreements_version")),
    )
    op.create_table(
        "thread_people",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.String(length=120), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_thread_people_person_id_people")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_people_thread_id_threads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_people")),
    )
    with op.batch_alter_table("thread_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thread_people_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_thread_people_active",
            ["thread_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "listings",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("nickname", sa.String(length=120), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("siren", sa.String(length=9), nullable=True),
        sa.Column("section", sa.String(length=1), nullable=True),
        sa.Column("zone", sa.String(length=20), nullable=False),
        sa.Column("turnover", sa.String(40), nullable=True),
        sa.Column("result", sa.String(40), nullable=True),
        sa.Column("workforce", sa.String(40), nullable=True),
        sa.Column("price", sa.String(40), nullable=True),
        sa.Column("statute", sa.String(40), nullable=True),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.Column("routes", sa.JSON(), nullable=False),
        sa.Column("support", sa.String(40), nullable=True),
        sa.Column("target_quarter", sa.String(length=7), nullable=True),
        sa.Column("timetable", sa.String(40), nullable=True),
        sa.Column("teaser_text", sa.Text(), nullable=False),
        sa.Column("may_be_relayed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_comment", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_reason", sa.String(40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_listings_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_listings_owner_id_people")),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["people.id"], name=op.f("fk_listings_reviewed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listings")),
    )
    with op.batch_alter_table("listings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listings_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_listings_state"), ["state"], unique=False)

    op.create_table(
        "projects",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("experience", sa.Text(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("zones", sa.JSON(), nullable=False),
        sa.Column("workforces", sa.JSON(), nullable=False),
        sa.Column("turnovers", sa.JSON(), nullable=False),
        sa.Column("prices", sa.JSON(), nullable=False),
        sa.Column("routes", sa.JSON(), nullable=False),
        sa.Column("own_funds", sa.String(40), nullable=True),
        sa.Column("support", sa.String(40), nullable=True),
        sa.Column("timetable", sa.String(40), nullable=True),
        sa.Column("seal", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_comment", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_reason", sa.String(40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_projects_author_id_people")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_projects_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["people.id"], name=op.f("fk_projects_reviewed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
    )
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_projects_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_projects_state"), ["state"], unique=False)

    op.create_table(
        "approaches",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspended_from", sa.String(40), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.Column("exclusive_until", sa.Date(), nullable=True),
        sa.Column("transferred_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_side", sa.String(40), nullable=True),
        sa.Column("end_reason", sa.String(40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_approaches_asked_by_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_approaches_listing_id_listings")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_approaches_project_id_projects")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_approaches_thread_id_threads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approaches")),
        sa.UniqueConstraint("listing_id", "project_id", name=op.f("uq_approaches_listing_id_project_id")),
    )
    with op.batch_alter_table("approaches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approaches_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approaches_state"), ["state"], unique=False)

    op.create_table(
        "listing_documents",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["people.id"], name=op.f("fk_listing_documents_added_by_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_documents_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_documents")),
    )
    with op.batch_alter_table("listing_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_documents_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "listing_exclusions",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("tie", sa.String(length=320), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name=op.f("fk_listing_exclusions_listing_id_listings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_exclusions")),
        sa.UniqueConstraint("listing_id", "tie", name=op.f("uq_listing_exclusions_listing_id_tie")),
    )
    with op.batch_alter_table("listing_exclusions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_exclusions_tie"), ["tie"], unique=False)

    op.create_table(
        "listing_file_answers",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name=op.f("fk_listing_file_answers_listing_id_listings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_file_answers")),
        sa.UniqueConstraint("listing_id", "field", name=op.f("uq_listing_file_answers_listing_id_field")),
    )
    op.create_table(
        "listing_welcomes",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_welcomes_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_welcomes")),
        sa.UniqueConstraint("listing_id", "email", name=op.f("uq_listing_welcomes_listing_id_email")),
    )
    op.create_table(
        "mandates",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("adviser_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["adviser_id"], ["people.id"], name=op.f("fk_mandates_adviser_id_people")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["people.id"], name=op.f("fk_mandates_ended_by_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_mandates_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandates")),
    )
    with op.batch_alter_table("mandates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandates_adviser_id"), ["adviser_id"], unique=False)
        batch_op.create_index(
            "uq_mandates_active",
            ["listing_id", "adviser_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "project_invitations",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["people.id"], name=op.f("fk_project_invitations_invited_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_project_invitations_project_id_projects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_invitations")),
    )
    with op.batch_alter_table("project_invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_invitations_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_invitations_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_people",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_project_people_person_id_people")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_people_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_people")),
    )
    with op.batch_alter_table("project_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_people_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_project_people_active",
            ["project_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "transfer_matches",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("configuration", sa.String(length=60), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("dismissed_by_id", sa.Uuid(), nullable=True),
        sa.Column("dismissed_side", sa.String(40), nullable=True),
        sa.Column("dismiss_reason", sa.String(40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dismissed_by_id"], ["people.id"], name=op.f("fk_transfer_matches_dismissed_by_id_people")
        ),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_transfer_matches_listing_id_listings")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_transfer_matches_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_matches")),
        sa.UniqueConstraint("listing_id", "project_id", name=op.f("uq_transfer_matches_listing_id_project_id")),
    )
    with op.batch_alter_table("transfer_matches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_matches_project_id"), ["project_id"], unique=False)

    op.create_table(
        "approach_attachments",
        sa.Column("approach_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["people.id"], name=op.f("fk_approach_attachments_added_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["approach_id"], ["approaches.id"], name=op.f("fk_approach_attachments_approach_id_approaches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approach_attachments")),
    )
    with op.batch_alter_table("approach_attachments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approach_attachments_approach_id"), ["approach_id"], unique=False)

    op.create_table(
        "confidentiality_acceptances",
        sa.Column("approach_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=170), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approach_id"], ["approaches.id"], name=op.f("fk_confidentiality_acceptances_approach_id_approaches")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_confidentiality_acceptances_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidentiality_acceptances")),
        sa.UniqueConstraint(
            "approach_id",
            "person_id",
            "sha256",
            name=op.f("uq_confidentiality_acceptances_approach_id_person_id_sha256"),
        ),
    )
    with op.batch_alter_table("confidentiality_acceptances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confidentiality_acceptances_person_id"), ["person_id"], unique=False)

    op.create_table(
        "file_grants",
        sa.Column("approach_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("granted_by_id", sa.Uuid(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["approach_id"], ["approaches.id"], name=op.f("fk_file_grants_approach_id_approaches")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["listing_documents.id"], name=op.f("fk_file_grants_document_id_listing_documents")
        ),
        sa.ForeignKeyConstraint(["granted_by_id"], ["people.id"], name=op.f("fk_file_grants_granted_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_grants")),
    )
    with op.batch_alter_table("file_grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_file_grants_approach_id"), ["approach_id"], unique=False)

    op.create_table(
        "follow_ups",
        sa.Column("approach_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=True),
        sa.Column("jobs", sa.Integer(), nullable=True),
        sa.Column("difficulty", sa.String(40), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["people.id"], name=op.f("fk_follow_ups_answered_by_id_people")),
        sa.ForeignKeyConstraint(["approach_id"], ["approaches.id"], name=op.f("fk_follow_ups_approach_id_approaches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("approach_id", "months", "side", name=op.f("uq_follow_ups_approach_id_months_side")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_ups_due_on"), ["due_on"], unique=False)

    op.create_table(
        "letters_of_intent",
        sa.Column("approach_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.String(40), nullable=False),
        sa.Column("amount_eur", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("take_over_on", sa.Date(), nullable=True),
        sa.Column("exclusive_days", sa.Integer(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approach_id"], ["approaches.id"], name=op.f("fk_letters_of_intent_approach_id_approaches")
        ),
        sa.ForeignKeyConstraint(["sent_by_id"], ["people.id"], name=op.f("fk_letters_of_intent_sent_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_of_intent")),
    )
    with op.batch_alter_table("letters_of_intent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_of_intent_approach_id"), ["approach_id"], unique=False)

    op.create_table(
        "file_readings",
        sa.Column("approach_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approach_id"], ["approaches.id"], name=op.f("fk_file_readings_approach_id_approaches")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["approach_attachments.id"],
            name=op.f("fk_file_readings_attachment_id_approach_attachments"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["listing_documents.id"], name=op.f("fk_file_readings_document_id_listing_documents")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_file_readings_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_readings")),
    )
    with op.batch_alter_table("file_readings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_file_readings_approach_id"), ["approach_id"], unique=False)

    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_discreet", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_why", sa.String(length=300), nullable=True))

    op.execute(
        """
        UPDATE threads
        SET closed_why = 'Cette mise en relation a été retirée : la discussion reste lisible, mais personne n’y écrit plus.',
          closed_at = (SELECT decided_at FROM matches WHERE matches.thread_id = threads.id AND state = 'withdrawn')
        WHERE id IN (SELECT thread_id FROM matches WHERE state = 'withdrawn')
        """
    )
