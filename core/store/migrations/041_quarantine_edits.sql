-- What stewards made of held rows. was: the digest of the row as it stood; the row that comes again byte for byte is taken as edited.
create table hub.quarantine_edit (
  id bigint generated always as identity primary key,
  quarantine bigint not null,
  connection text not null,
  stream text not null,
  was uuid not null,
  key text not null,
  payload text not null,
  who text not null,
  why text not null,
  at timestamptz not null
);
create unique index quarantine_edit_quarantine on hub.quarantine_edit (quarantine, id);
create index quarantine_edit_stream on hub.quarantine_edit (connection, stream, was);
