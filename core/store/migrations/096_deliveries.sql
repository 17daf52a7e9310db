-- Ids of posts and events that have landed, hashed, until they are forgotten (core/store/deliveries.hpp).
create table hub.delivery (
  connection text not null,
  id bytea not null,
  until timestamptz not null,
  primary key (connection, id)
);
create index delivery_until on hub.delivery (until);
