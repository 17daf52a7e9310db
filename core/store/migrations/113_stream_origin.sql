-- What a stream's records were last read from (flow/origin.hpp): a digest of the settings that name the source, the dates that reading begins at
-- (JSON: setting → value), and the names of the key's fields (JSON list).
create table source.stream_origin (
  connection text not null,
  stream text not null,
  source text not null,
  since text not null,
  key text not null,
  primary key (connection, stream)
);
