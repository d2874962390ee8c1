-- The namespace of the pod that applies it. A worker that does not use that namespace cannot say whether terraform still runs there.
ALTER TABLE runs.runs
    ADD COLUMN applies_in text CHECK (applies_in <> ''),
    ADD CONSTRAINT applies_somewhere_once_begun CHECK (applies_in IS NULL OR apply_started_at IS NOT NULL);
