-- Runs that GitHub started by itself at heads of proposals, and that it is asked to stop; removed
-- once they are over.
create table actions_stop (
    repository_id bigint not null references repository (id),
    sha varchar(40) not null,
    asked_at timestamp with time zone not null,
    looked_at timestamp with time zone,
    sent_at timestamp with time zone,
    forced_at timestamp with time zone,
    constraint actions_stop_key primary key (repository_id, sha)
);
