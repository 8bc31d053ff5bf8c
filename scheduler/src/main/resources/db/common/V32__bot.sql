-- What the bot shows on GitHub: pull requests that promote, issues about flakes.
create table bot_post (
    id varchar(26) primary key,                -- hidden in the text; by it the post is found again
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,
    target varchar(500) not null,
    kind varchar(12) not null,                 -- promotion | flake
    proposal_id varchar(26),
    wish varchar(10) not null,                 -- open | closed
    title varchar(1000) not null,
    body varchar not null,
    version bigint not null,                   -- of title and body
    shown_version bigint not null,             -- what GitHub is known to show; 0: nothing
    shown_at timestamp with time zone,
    number bigint,                             -- GitHub's; null: none is known
    url varchar(2000),
    state varchar(10) not null,                -- open | ended
    ending varchar(12),                        -- merged | closed | declined | moot
    made_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    due_at timestamp with time zone not null,
    tries int not null,
    lease_owner varchar(100),
    lease_until timestamp with time zone,
    fault varchar(2000),
    open_key varchar(780),                     -- kind, branch and target; null once it has ended
    constraint bot_post_open unique (repository_id, open_key)
);
create index bot_post_due on bot_post (state, due_at);
create index bot_post_made on bot_post (repository_id, kind, made_at);
create index bot_post_target on bot_post (repository_id, branch, target, kind);
