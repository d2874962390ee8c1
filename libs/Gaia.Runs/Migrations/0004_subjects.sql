-- Who asked, to the issuer of their token: two names of one subject are one person when a plan is approved.
ALTER TABLE runs.runs ADD COLUMN created_by_subject text CHECK (created_by_subject <> '');

-- The newest runs of a stack, for those who reach some stacks only.
CREATE INDEX runs_by_stack ON runs.runs (stack, id DESC);
