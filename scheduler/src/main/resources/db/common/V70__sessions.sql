-- People who sign in with GitHub. Of what their browsers keep only hashes are kept.

-- Browsers that are on their way to GitHub.
create table departure (
    state varchar(64) primary key,             -- SHA-256
    back varchar(2000) not null,               -- where they go afterwards
    until timestamp with time zone not null
);
create index departure_until on departure (until);

-- Browsers that are somebody's.
create table web_session (
    hash varchar(64) primary key,              -- SHA-256
    person_id bigint not null,                 -- GitHub's number
    login varchar(100) not null,
    opened_at timestamp with time zone not null,
    used_at timestamp with time zone not null  -- within a minute
);
create index web_session_person on web_session (person_id);
