-- What is to be said below an issue because something changed, and how often something was.
alter table bot_post add column news varchar(8000);
alter table bot_post add column news_number int default 0 not null;

-- Newest commit when a person closed the issue about a target's flakes: older runs do not count.
alter table target_stability add column mended_position bigint;
