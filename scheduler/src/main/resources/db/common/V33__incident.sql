-- Many failures at once with a cause outside the targets.
create table incident (
    id varchar(26) primary key,
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,
    scope varchar(10) not null,                -- platform | commit
    name varchar(500) not null,
    since timestamp with time zone not null,
    found_at timestamp with time zone not null,
    until timestamp with time zone,            -- null while it lasts
    failed varchar not null,                   -- JSON list of targets
    chance double precision not null,          -- that it happened without a cause
    discounted int not null,                   -- runs that weigh nothing because of it
    retried int not null,                      -- tasks that ran again when it was over
    open_key varchar(780),                     -- branch, scope and name; null once it is over
    constraint incident_open unique (repository_id, open_key)
);
create index incident_of_branch on incident (repository_id, branch, found_at);
create index attempt_finished on attempt (finished_at);
