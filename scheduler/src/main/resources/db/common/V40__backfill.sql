-- For each kind of repository, one instance at a time gathers, decides and queues what waits.
create table backfill_round (
    kind varchar(10) primary key,              -- local | github
    lease_owner varchar(100),                  -- who is at it; null: nobody
    lease_until timestamp with time zone,
    picked bigint not null default 0           -- how many tasks backfill queued so far
);
insert into backfill_round (kind) values ('local'), ('github');
