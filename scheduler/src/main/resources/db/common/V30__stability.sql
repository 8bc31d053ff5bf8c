-- What the runs of a target say, quarantines, proposals, searches for culprits, incidents.

alter table grid_column add column flakiness_threshold double precision;
alter table grid_column add column ignore_flakiness boolean default false not null;

-- Fell into an incident: shown, and says nothing about the target.
alter table attempt add column discounted boolean default false not null;

-- Thresholds of a repository; null: the service's.
alter table repository add column promotion_runs int;
alter table repository add column promotion_confidence double precision;
alter table repository add column tolerated_flake_rate double precision;

-- Kept current in the transaction of each result, rebuildable from the attempts.
create table target_stability (
    repository_id bigint not null,
    branch varchar(250) not null,
    target varchar(500) not null,
    history varchar not null,                  -- the newest commits with a verdict, as History.java writes them
    state varchar(12) not null,                -- bringup | stable | watch | quarantined | broken
    since timestamp with time zone not null,   -- in this state
    watched boolean not null,
    advice varchar(20) not null,               -- what is to be done, a word of Advice.java
    why varchar(500) not null,
    verdicts int not null,                     -- of the window that is shown
    passed int not null,
    failed int not null,
    flaky int not null,
    streak_runs int not null,
    streak_commits int not null,
    failed_in_row int not null,
    flakes double precision not null,          -- by weight, since the newest change
    runs double precision not null,
    changes varchar not null,                  -- JSON list of positions
    tolerated double precision not null,
    confidence double precision not null,      -- that the flake rate is tolerable
    changed_at timestamp with time zone not null,
    constraint target_stability_key primary key (repository_id, branch, target)
);

create table quarantine (
    id varchar(26) primary key,
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,
    target varchar(500) not null,
    owner varchar(1000) not null,
    issue varchar(2000),
    reason varchar(1000) not null,
    set_by varchar(200) not null,
    set_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    from_position bigint not null,             -- newest commit when it began
    mended_position bigint,                    -- newest commit when the issue was closed
    lifted_at timestamp with time zone,
    lifted_by varchar(200),
    lifted_reason varchar(1000),
    active varchar(760),                       -- branch and target; null once it is lifted
    constraint quarantine_active unique (repository_id, active)
);
create index quarantine_expiry on quarantine (lifted_at, expires_at);

-- What the bot proposes: one open proposal for each target and kind.
create table proposal (
    id varchar(26) primary key,
    repository_id bigint not null references repository (id),
    branch varchar(250) not null,
    target varchar(500) not null,
    kind varchar(12) not null,                 -- promote | quarantine
    state varchar(12) not null,                -- open | done | withdrawn | declined
    evidence varchar not null,                 -- JSON
    config_path varchar(1000) not null,
    diff varchar not null,                     -- unified; empty where the file needs no change
    fault varchar(1000),                       -- why there is no diff
    opened_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    closed_at timestamp with time zone,
    closed_by varchar(200),
    close_reason varchar(1000),
    url varchar(2000),                         -- of the pull request or issue
    open_key varchar(780),                     -- kind, branch and target; null once it is closed
    constraint proposal_open unique (repository_id, open_key)
);
create index proposal_of_target on proposal (repository_id, branch, target, kind, opened_at);
create index proposal_age on proposal (repository_id, kind, opened_at);

-- The search for what broke a target, from green to red.
create table culprit_search (
    repository_id bigint not null,
    branch varchar(250) not null,
    target varchar(500) not null,
    good_position bigint not null,
    bad_position bigint not null,
    state varchar(12) not null,                -- searching | named | nobody | given_up | over
    next_position bigint,
    culprit varchar(40),
    probability double precision not null,
    offer_revert boolean not null,
    document varchar not null,                 -- JSON: suspects with their probabilities, runs
    started_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    constraint culprit_search_key primary key (repository_id, branch, target)
);

create index audit_order on audit_log (at, id);
