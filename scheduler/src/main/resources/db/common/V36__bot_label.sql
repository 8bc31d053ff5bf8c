-- How bad the bot says it is; empty for pull requests.
alter table bot_post add column label varchar(50) default '' not null;
