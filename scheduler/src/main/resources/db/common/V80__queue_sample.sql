-- How long the queue was and what there was room for, as it was seen every few minutes.
create table queue_sample (
    sampled_at timestamp with time zone not null,
    repository_id bigint not null references repository (id),
    platform varchar(500) not null,
    waiting int not null,
    capacity int,                              -- null: unbounded
    constraint queue_sample_key primary key (sampled_at, repository_id, platform)
);
