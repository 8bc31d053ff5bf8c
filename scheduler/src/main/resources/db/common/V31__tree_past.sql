-- Freezes that are planned, hold, or are over; and the past of each tree in order.
create table tree_freeze (
    id varchar(26) primary key,
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,
    status varchar(10) not null,               -- throttled | closed
    reason varchar(1000) not null,
    set_by varchar(200) not null,
    set_at timestamp with time zone not null,
    starts_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    phase varchar(10) not null                 -- planned | holds | over
);
create index tree_freeze_of_branch on tree_freeze (repository_id, branch, phase);
create index tree_freeze_time on tree_freeze (phase, starts_at);
create index tree_history_order on tree_history (repository_id, branch, since, id);
