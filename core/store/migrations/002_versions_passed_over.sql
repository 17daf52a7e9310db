-- A version that was replaced before it was published, or that counted by rules that are no longer: whether it counts is found out
-- with the version that replaced it.
alter table source.record_history add column passed_over boolean not null default false;
