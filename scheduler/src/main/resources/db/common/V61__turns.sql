-- How many tasks of each platform were ever claimed: every so many, it is the turn of what waits
-- longest. Written by whoever holds the dispatch gate.
create table dispatch_turn (
    repository_id bigint not null,
    platform varchar(500) not null,
    claimed bigint not null,
    constraint dispatch_turn_key primary key (repository_id, platform)
);

-- What waits longest of a platform, as dispatch_queue_order has what is most urgent.
create index dispatch_queue_age on dispatch_queue
    (repository_id, platform, bound, lease_owner, enqueued_at, task_id);
