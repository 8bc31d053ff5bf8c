-- What the configuration of a proposed commit would change if it counted, where the base's counts instead:
-- a JSON list of sentences; null where nothing was compared.
alter table landed_commit add column plan_difference varchar;
