-- Reports that came for attempts that were over: they changed nothing.
alter table attempt add column late_reports int default 0 not null;
alter table attempt add column late_at timestamp with time zone;
alter table attempt add column late_said varchar(20);
