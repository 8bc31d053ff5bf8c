-- By which thresholds targets are judged: words such as 'stability=strict promotion_runs=60', empty
-- where all is as usual. What the operator set of a repository, and what a target's properties say.
alter table repository add column stability varchar(500) default '' not null;
alter table grid_column add column thresholds varchar(500) default '' not null;

-- They were never set by anything.
alter table repository drop column promotion_runs;
alter table repository drop column promotion_confidence;
alter table repository drop column tolerated_flake_rate;

-- Clean runs that the promotion of a target without a past takes.
alter table target_stability add column wanted_runs int default 50 not null;
