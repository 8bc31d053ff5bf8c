-- Where the runner is that an attempt was handed to: what runs on the disk of one instance cannot be
-- seen from another. Empty: every instance sees it.
alter table attempt add column place varchar(50) not null default '';
