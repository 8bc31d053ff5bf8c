-- GitHub: installations, pull requests, merge groups, wanted check runs, dispatched workflow runs.
--
-- Heads of pull requests and merge groups are commits of a line (Line.java): rows of branch,
-- landed_commit and task whose branch column holds 'pull:7:main' or 'queue:main'.


alter table repository add column github_id bigint;
alter table repository add column installation_id bigint;
alter table repository add column github_state varchar(10); -- active | suspended | removed
create unique index repository_github on repository (github_id);

create table installation (
    id bigint primary key,
    account varchar(100) not null,
    state varchar(10) not null,                -- active | suspended | removed
    missing varchar not null,                  -- JSON list of permissions that were not granted
    seen_at timestamp with time zone not null
);

create table pull_request (
    repository_id bigint not null references repository (id),
    number int not null,
    title varchar(1000) not null,
    author varchar(100) not null,
    base varchar(250) not null,
    base_sha varchar(40) not null,
    head_sha varchar(40) not null,
    head_ref varchar(300) not null,
    head_since timestamp with time zone not null, -- GitHub's updated_at when this head was first seen
    fork boolean not null,
    draft boolean not null,
    labels varchar not null,                   -- JSON list
    state varchar(10) not null,                -- open | closed | merged
    changed_at timestamp with time zone not null, -- GitHub's updated_at
    trusted boolean not null,
    approved_sha varchar(40),                  -- the head that a person let run
    approved_by varchar(200),
    submitted varchar(350),                    -- line and head that were planned last
    lines varchar not null,                    -- JSON list: every line it was planned on
    seen_at timestamp with time zone not null, -- last compared with GitHub
    constraint pull_request_key primary key (repository_id, number)
);
create index pull_request_head on pull_request (repository_id, head_sha);
create index pull_request_seen on pull_request (state, seen_at);

create table merge_group (
    repository_id bigint not null references repository (id),
    head_sha varchar(40) not null,
    base varchar(250) not null,
    base_sha varchar(40) not null,
    head_ref varchar(500) not null,
    state varchar(10) not null,                -- wanted | destroyed
    cause varchar(50),                         -- why it was destroyed
    seen_at timestamp with time zone not null,
    constraint merge_group_key primary key (repository_id, head_sha)
);

-- Commits of pull requests and merge groups whose check runs may have to change.
create table check_due (
    repository_id bigint not null,
    branch varchar(250) not null,
    sha varchar(40) not null,
    version bigint not null,
    due_at timestamp with time zone not null,
    constraint check_due_key primary key (repository_id, branch, sha)
);
create index check_due_order on check_due (due_at);

-- What GitHub is to show, and what it is known to show.
create table check_run (
    external_id varchar(26) primary key,
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,
    sha varchar(40) not null,
    name varchar(500) not null,
    github_id bigint,
    wanted text not null,                      -- JSON
    wanted_version bigint not null,
    wanted_at timestamp with time zone not null,
    final boolean not null,                    -- whether what is wanted has a conclusion
    confirmed_version bigint not null,
    confirmed_at timestamp with time zone,
    state varchar(10) not null,                -- due | unknown | agreed | refused
    priority int not null,
    due_at timestamp with time zone not null,
    tries int not null,
    lease_owner varchar(100),
    lease_until timestamp with time zone,
    fault varchar(2000),
    constraint check_run_name unique (repository_id, branch, sha, name)
);
create index check_run_due on check_run (state, due_at);
create index check_run_github on check_run (repository_id, github_id);

-- Workflow runs that were asked for.
create table actions_dispatch (
    id varchar(26) primary key,
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,
    sha varchar(40) not null,
    pool varchar(50) not null,                 -- trust class
    state varchar(10) not null,                -- due | sending | sent | unknown | ended | refused
    run_id bigint,
    due_at timestamp with time zone not null,
    sent_at timestamp with time zone,
    looked_at timestamp with time zone,
    tries int not null,
    cancel_asked_at timestamp with time zone,
    cancel_sent_at timestamp with time zone,
    forced_at timestamp with time zone,
    lease_owner varchar(100),
    lease_until timestamp with time zone,
    fault varchar(2000)
);
create index actions_dispatch_due on actions_dispatch (state, due_at);
create unique index actions_dispatch_run on actions_dispatch (repository_id, run_id);

-- Attempts that GitHub Actions executes; one row of a run's matrix each.
create table actions_build (
    task_id varchar(26) not null,
    number int not null,
    repository_id bigint not null,
    dispatch_id varchar(26),                   -- null: waits for its run
    pool varchar(50) not null,
    branch varchar(250) not null,
    sha varchar(40) not null,
    request varchar not null,                  -- JSON: what the job is told
    job_name varchar(200),                     -- unique within its run
    state varchar(10) not null,                -- due | asked | running | ended | gone
    job_id bigint,
    run_id bigint,
    run_attempt int,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    ending varchar(20),
    exit_code int,
    note varchar(2000),
    cancel_why varchar(1000),
    created_at timestamp with time zone not null,
    constraint actions_build_key primary key (task_id, number)
);
create index actions_build_due on actions_build (state, repository_id, sha);
create index actions_build_dispatch on actions_build (dispatch_id);

-- How far a sweep has come, such as the newest delivery that was looked at.
create table watermark (
    name varchar(200) primary key,
    text varchar(500) not null,
    at timestamp with time zone not null
);
