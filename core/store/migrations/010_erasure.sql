-- That somebody was erased, by whom and why; nothing of whom. What keeps them from landing again stands outside the database
-- (core/store/erasure_book.hpp), so that the restore of an older backup does not bring them back.
create table identity.erasure (
  id bigint generated always as identity primary key,
  customer_id bigint not null,
  records bigint not null,
  who text not null,
  why text not null,
  at timestamptz not null
);
