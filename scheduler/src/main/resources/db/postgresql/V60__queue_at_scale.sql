-- The queue with a million tasks in it. bound is the capacity with a number for "unbounded": the
-- tasks of a platform that share a bound are a stretch of the index, and one look tells whether
-- any of them fits.
alter table dispatch_queue add column bound int generated always as (coalesce(capacity, 2147483647)) stored;
drop index dispatch_queue_order;
create index dispatch_queue_order on dispatch_queue
    (repository_id, platform, bound, lease_owner, priority, enqueued_at, task_id);
create index dispatch_queue_place on dispatch_queue (lease_owner, priority, enqueued_at, task_id);
create index dispatch_queue_claimed on dispatch_queue (repository_id, platform) where lease_owner is not null;

-- The newest verdict of a target, also behind thousands of waiting tasks.
create index task_judged on task (repository_id, branch, target, position) where verdict is not null;
create index task_passed on task (repository_id, branch, target, position) where verdict = 'succeeded';

-- Rows come and go: cleaned up by their number, not by their share.
alter table dispatch_queue set
    (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_analyze_scale_factor = 0.05);
alter table attempt set (autovacuum_vacuum_insert_scale_factor = 0.05);
