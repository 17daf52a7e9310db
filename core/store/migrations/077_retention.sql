-- What was removed because it was past its stream's retention, a row each time a stream was looked through.
create table hub.retention (
  id bigint generated always as identity primary key,
  connection text not null,
  stream text not null,
  at timestamptz not null,
  cutoff timestamptz not null,
  records bigint not null,
  versions bigint not null,
  held bigint not null
);
create index retention_stream on hub.retention (connection, stream, at);
