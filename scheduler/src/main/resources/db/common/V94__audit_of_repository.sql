-- What was done in a repository is read all day by everybody who keeps its desk open: found without
-- looking through what was done elsewhere.
alter table audit_log add column repo varchar(500) default '' not null;

update audit_log set repo =
    case when position(' ' in subject) > 0
        then substring(subject from 1 for position(' ' in subject) - 1)
        else subject
    end;

create index audit_of_repo on audit_log (repo, id);
