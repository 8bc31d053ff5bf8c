-- As for PostgreSQL, as far as there is such a thing.
alter table dispatch_queue add column bound int generated always as (coalesce(capacity, 2147483647));
drop index dispatch_queue_order;
create index dispatch_queue_order on dispatch_queue
    (repository_id, platform, bound, lease_owner, priority, enqueued_at, task_id);
create index dispatch_queue_place on dispatch_queue (lease_owner, priority, enqueued_at, task_id);
