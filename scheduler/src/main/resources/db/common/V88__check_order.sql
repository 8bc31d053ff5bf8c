-- What is sent first is at the front of an index, however much waits behind it.
create index check_run_order on check_run (state, priority, due_at);
drop index check_run_due;
