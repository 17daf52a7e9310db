-- Secrets that connectors have handed over (a rotated token), encrypted: core/store/secrets.hpp. configured: a keyed hash of the value
-- that the settings held then.
create table hub.secret (
  connection text not null,
  name text not null,
  nonce bytea not null,
  sealed bytea not null,
  configured bytea not null,
  at timestamptz not null,
  primary key (connection, name)
);
