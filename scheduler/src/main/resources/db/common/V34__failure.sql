-- What failed attempts say, without what differs from run to run: by it the same failure is known
-- again in other targets and pull requests.
create table failure (
    task_id varchar(26) not null references task (id),
    number int not null,
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,              -- or a line of a proposal
    position bigint not null,
    target varchar(500) not null,
    signature varchar(400) not null,
    at timestamp with time zone not null,
    constraint failure_key primary key (task_id, number)
);
create index failure_alike on failure (repository_id, signature, at);
create index failure_of_target on failure (repository_id, branch, target, position);
create index failure_age on failure (repository_id, at);

-- The same of a job at GitHub, as it told it.
alter table actions_build add column said varchar(400);
