-- The commit status that tells of the tree on heads of open pull requests: wanted, and known to be
-- shown.
create table tree_status (
    repository_id bigint not null references repository (id),
    sha varchar(40) not null,
    state varchar(10) not null,                -- success | pending | failure
    words varchar(140) not null,
    version bigint not null,                   -- counts what was wanted
    shown_version bigint not null,             -- what GitHub is known to show; 0: nothing
    shown_at timestamp with time zone,
    due_at timestamp with time zone not null,
    tries int not null,
    lease_owner varchar(100),
    lease_until timestamp with time zone,
    fault varchar(2000),
    constraint tree_status_key primary key (repository_id, sha)
);
create index tree_status_due on tree_status (due_at);
