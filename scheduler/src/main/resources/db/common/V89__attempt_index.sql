-- The index attempt_unfinished begins with finished_at too, and answers the same questions.
drop index attempt_finished;
