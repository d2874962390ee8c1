-- Whether an owner has let something be applied to the state, or was let in by somebody. One that only asked gives way to the next stack that comes
-- while nothing is kept, locked or under way: nobody holds a state by naming it first.
ALTER TABLE runs.state_owners ADD COLUMN is_used boolean NOT NULL DEFAULT true;

-- Also those that wrote from a terminal, or whose runs have been removed since. Only together with the migration before: later a state may have been
-- taken from one of them.
INSERT INTO runs.state_owners (state_id, stack)
SELECT DISTINCT state_id, stack FROM runs.state_versions AS version
WHERE stack <> '' AND NOT EXISTS (SELECT FROM runs.state_owners AS owner WHERE owner.state_id = version.state_id AND owner.since < now() - interval '1 hour')
ON CONFLICT DO NOTHING;

-- Globs of the stacks that whoever asked for the run may act on. What a run reads of other states (!terraform.state) has to be within them. Runs of
-- before were asked nothing. Takes the place of reaches_everything, which only a version before this one writes.
ALTER TABLE runs.runs ADD COLUMN reach text[] NOT NULL DEFAULT '{*}';
ALTER TABLE runs.runs ALTER COLUMN reach SET DEFAULT '{}';
UPDATE runs.runs SET reach = '{}' WHERE status = 'fetching' AND NOT reaches_everything;
