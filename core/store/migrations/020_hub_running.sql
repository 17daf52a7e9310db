-- The hub running: who may ask the API, and what a person must look at.

-- digest: SHA-256 of the token, hexadecimal; the token itself is shown once and kept nowhere.
create table hub.api_token (
  id bigint generated always as identity primary key,
  name text not null,
  digest text not null unique,
  rights text[] not null,
  created timestamptz not null,
  last_used timestamptz,
  revoked timestamptz
);
create unique index api_token_name on hub.api_token (name) where revoked is null;

-- One open row per connection, from its first failed or overdue run until one finishes well. reason is a message: the id,
-- then names and values by turns.
create table hub.alert (
  id bigint generated always as identity primary key,
  connection text not null,
  kind text not null,
  run bigint,
  reason text[] not null,
  raised timestamptz not null,
  mailed timestamptz,
  resolved timestamptz
);
create unique index alert_open on hub.alert (connection) where resolved is null;

create index run_connection on hub.run (connection, id);
