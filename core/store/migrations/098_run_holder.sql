-- The number whose advisory lock says that a run is alive: one of the connection that began it, for all its runs. Null: the run's own id.
alter table hub.run add column holder bigint;
