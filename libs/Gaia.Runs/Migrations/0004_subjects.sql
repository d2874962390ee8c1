-- Who asked, to the issuer of their token: two names of one subject are one person when a plan is approved.
ALTER TABLE runs.runs ADD COLUMN created_by_subject text CHECK (created_by_subject <> '');
