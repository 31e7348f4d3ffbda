-- CreateEnum
CREATE TYPE "scope" AS ENUM ('organisation', 'municipality', 'region');

-- CreateEnum
CREATE TYPE "iom_state" AS ENUM ('opening', 'running', 'closed');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'accepted', 'refused', 'dropped');

-- CreateTable
CREATE TABLE "regions" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,

    CONSTRAINT "regions_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "municipalities" (
    "id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "municipalities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisations" (
    "id" TEXT NOT NULL,
    "municipality_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "patronymic" TEXT,
    "email" TEXT NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3),

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "employments" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "employments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_assignments" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scope" "scope" NOT NULL,
    "scope_id" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "order_number" TEXT,

    CONSTRAINT "role_assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tokens" (
    "hash" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "tokens_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "editions" (
    "hash" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "from" DATE,
    "until" DATE,
    "regulation" JSONB NOT NULL,
    "process" JSONB NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "editions_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "ioms" (
    "id" TEXT NOT NULL,
    "state" "iom_state" NOT NULL DEFAULT 'opening',
    "region_code" TEXT NOT NULL,
    "municipality_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "educator_id" TEXT NOT NULL,
    "employment_id" TEXT NOT NULL,
    "edition_hash" TEXT NOT NULL,
    "opening" JSONB NOT NULL,
    "opening_key" TEXT NOT NULL,
    "beginning" JSONB NOT NULL,
    "snapshot" JSONB NOT NULL,
    "stage" TEXT NOT NULL DEFAULT '',
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "outcome" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "act_revision" INTEGER NOT NULL DEFAULT 0,
    "chain_hash" TEXT NOT NULL DEFAULT '',
    "open_for" TEXT,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ioms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "series" TEXT NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("series")
);

-- CreateTable
CREATE TABLE "entries" (
    "iom_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "act" TEXT NOT NULL,
    "by_person" TEXT,
    "by_role" TEXT,
    "door" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "act_revision" INTEGER NOT NULL,
    "events" JSONB NOT NULL,
    "mails" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL,

    CONSTRAINT "entries_pkey" PRIMARY KEY ("iom_id","revision")
);

-- CreateTable
CREATE TABLE "refused_acts" (
    "iom_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "refusal" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refused_acts_pkey" PRIMARY KEY ("iom_id","key")
);

-- CreateTable
CREATE TABLE "open_duties" (
    "iom_id" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "due" TIMESTAMPTZ(3),
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "blocking" BOOLEAN NOT NULL,
    "person_id" TEXT,
    "organisation_id" TEXT NOT NULL,
    "municipality_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,

    CONSTRAINT "open_duties_pkey" PRIMARY KEY ("iom_id","duty","role")
);

-- CreateTable
CREATE TABLE "words" (
    "id" TEXT NOT NULL,
    "iom_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "salt" TEXT,
    "hash" TEXT NOT NULL,
    "text" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attached_at" TIMESTAMPTZ(3),
    "attached_to" INTEGER,

    CONSTRAINT "words_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT NOT NULL,
    "iom_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "duty" TEXT NOT NULL DEFAULT '',
    "round" INTEGER NOT NULL DEFAULT 0,
    "recipient_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "message_id" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "regions_prefix_key" ON "regions"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "regions_namespace_key" ON "regions"("namespace");

-- CreateIndex
CREATE INDEX "employments_person_id_idx" ON "employments"("person_id");

-- CreateIndex
CREATE INDEX "role_assignments_scope_scope_id_role_idx" ON "role_assignments"("scope", "scope_id", "role");

-- CreateIndex
CREATE INDEX "role_assignments_person_id_idx" ON "role_assignments"("person_id");

-- CreateIndex
CREATE INDEX "tokens_person_id_idx" ON "tokens"("person_id");

-- CreateIndex
CREATE INDEX "editions_region_code_idx" ON "editions"("region_code");

-- CreateIndex
CREATE UNIQUE INDEX "ioms_opening_key_key" ON "ioms"("opening_key");

-- CreateIndex
CREATE UNIQUE INDEX "ioms_open_for_key" ON "ioms"("open_for");

-- CreateIndex
CREATE INDEX "ioms_organisation_id_idx" ON "ioms"("organisation_id");

-- CreateIndex
CREATE INDEX "ioms_municipality_id_idx" ON "ioms"("municipality_id");

-- CreateIndex
CREATE INDEX "ioms_educator_id_idx" ON "ioms"("educator_id");

-- CreateIndex
CREATE INDEX "ioms_state_reserved_at_idx" ON "ioms"("state", "reserved_at");

-- CreateIndex
CREATE INDEX "entries_key_idx" ON "entries"("key");

-- CreateIndex
CREATE UNIQUE INDEX "entries_iom_id_key_key" ON "entries"("iom_id", "key");

-- CreateIndex
CREATE INDEX "refused_acts_key_idx" ON "refused_acts"("key");

-- CreateIndex
CREATE INDEX "open_duties_person_id_due_idx" ON "open_duties"("person_id", "due");

-- CreateIndex
CREATE INDEX "open_duties_role_organisation_id_due_idx" ON "open_duties"("role", "organisation_id", "due");

-- CreateIndex
CREATE INDEX "open_duties_role_municipality_id_due_idx" ON "open_duties"("role", "municipality_id", "due");

-- CreateIndex
CREATE INDEX "open_duties_role_region_code_due_idx" ON "open_duties"("role", "region_code", "due");

-- CreateIndex
CREATE INDEX "words_iom_id_idx" ON "words"("iom_id");

-- CreateIndex
CREATE INDEX "words_attached_at_created_at_idx" ON "words"("attached_at", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mails_message_id_key" ON "mails"("message_id");

-- CreateIndex
CREATE INDEX "mails_iom_id_state_idx" ON "mails"("iom_id", "state");

-- CreateIndex
CREATE INDEX "mails_state_created_at_idx" ON "mails"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mails_iom_id_revision_recipient_id_kind_duty_key" ON "mails"("iom_id", "revision", "recipient_id", "kind", "duty");

-- AddForeignKey
ALTER TABLE "municipalities" ADD CONSTRAINT "municipalities_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipalities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people" ADD CONSTRAINT "people_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employments" ADD CONSTRAINT "employments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employments" ADD CONSTRAINT "employments_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ioms" ADD CONSTRAINT "ioms_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ioms" ADD CONSTRAINT "ioms_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ioms" ADD CONSTRAINT "ioms_educator_id_fkey" FOREIGN KEY ("educator_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ioms" ADD CONSTRAINT "ioms_employment_id_fkey" FOREIGN KEY ("employment_id") REFERENCES "employments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ioms" ADD CONSTRAINT "ioms_edition_hash_fkey" FOREIGN KEY ("edition_hash") REFERENCES "editions"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_iom_id_fkey" FOREIGN KEY ("iom_id") REFERENCES "ioms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refused_acts" ADD CONSTRAINT "refused_acts_iom_id_fkey" FOREIGN KEY ("iom_id") REFERENCES "ioms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "open_duties" ADD CONSTRAINT "open_duties_iom_id_fkey" FOREIGN KEY ("iom_id") REFERENCES "ioms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "words" ADD CONSTRAINT "words_iom_id_fkey" FOREIGN KEY ("iom_id") REFERENCES "ioms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "words" ADD CONSTRAINT "words_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_iom_id_fkey" FOREIGN KEY ("iom_id") REFERENCES "ioms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
