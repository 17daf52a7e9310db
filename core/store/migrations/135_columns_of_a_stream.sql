-- The columns that a stream's mapping has read so far (flow/connection_run.cpp): one that is gone from the source is an alert.
alter table source.stream_origin add column columns text[] not null default '{}';
