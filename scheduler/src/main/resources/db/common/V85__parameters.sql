-- Values that stand in for declared properties where somebody started a target with them: a JSON
-- object, null where there are none. An attempt keeps those that it ran with.
alter table dispatch_queue add column parameters varchar;
alter table attempt add column parameters varchar;
