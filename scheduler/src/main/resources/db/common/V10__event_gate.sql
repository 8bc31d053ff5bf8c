-- Locked from the numbering of a transaction's events to its end, so that the numbers of event_log become
-- visible in their order.
create table event_gate (
    id int primary key
);
insert into event_gate (id) values (1);
