-- Up to when the clock was believed: what is deleted for its age alone is not deleted after a leap of it.
create table hub.clock_seen (one boolean primary key default true check (one), at timestamptz not null);
insert into hub.clock_seen (at) select max(started) from hub.run having max(started) is not null;
-- What was started since, and what may go.
create index run_started on hub.run (started);
