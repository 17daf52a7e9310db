-- Records that a push named by their ids alone: what is to be fetched, until it has been (core/store/fetches.hpp). version: a key that is
-- named again while it is being fetched is fetched once more.
create table hub.fetch (
  connection text not null,
  stream text not null,
  key text not null,
  version bigint not null default 1,
  due timestamptz not null,
  tries integer not null default 0,
  primary key (connection, stream, key)
);
create index fetch_due on hub.fetch (due);
