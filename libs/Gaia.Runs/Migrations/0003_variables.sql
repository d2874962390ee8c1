-- Names of the variables and files that were given with the run, in order: [{"name":"size"},{"file":"prod.tfvars"}]
ALTER TABLE runs.runs ADD COLUMN variables jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(variables) = 'array');

-- Their values, encrypted. Written with the run, and gone in the transaction in which it ends.
CREATE TABLE runs.run_variables (
    run_id uuid  PRIMARY KEY REFERENCES runs.runs (id),
    sealed bytea NOT NULL
);
