-- The straight way: raw records, profiles and their keys, the customer master, runs.
-- The derived tables (identity.profile, match_key, pair, master.*) follow core/record/table.cpp; a unit test compares them.
-- Free texts stand in unique indexes as md5, because a btree entry holds 2,700 bytes at most.

create schema source;
create schema identity;
create schema master;

create table source.stream_state (
  connection text not null,
  stream text not null,
  state text not null,
  primary key (connection, stream)
);

-- The version of each record that came last. A version's id is its place in landing order.
create sequence source.version_id;
create table source.record (
  id bigint primary key,
  connection text not null,
  stream text not null,
  key text not null,
  payload json not null,
  digest uuid not null,
  deleted boolean not null,
  file text not null,
  row_no bigint not null,
  file_date timestamptz,
  received_at timestamptz not null,
  run bigint not null,
  held boolean not null default false
);
create unique index record_key on source.record (connection, stream, key);

-- Replaced versions. One that was held never counted.
create table source.record_history (
  id bigint primary key,
  connection text not null,
  stream text not null,
  key text not null,
  payload json not null,
  digest uuid not null,
  deleted boolean not null,
  file text not null,
  row_no bigint not null,
  file_date timestamptz,
  received_at timestamptz not null,
  run bigint not null,
  held boolean not null,
  superseded_run bigint not null
);
create index record_history_key on source.record_history (connection, stream, key, id);

-- Versions that wait to be published, apart from the wide records, so that publishing rewrites none of them.
-- outcome: new, changed, deleted (inferred), again (published before; counts nowhere). closes: an open row of
-- hub.quarantine has this key.
create table source.pending (
  record_id bigint primary key,
  run bigint not null,
  connection text not null,
  stream text not null,
  outcome text not null,
  closes boolean not null
);

create sequence identity.profile_id;
create table identity.profile (
  id bigint primary key,
  connection text not null,
  stream text not null,
  record_key text not null,
  party text not null,
  kind text not null,
  entered_by text not null,
  updated_at timestamptz,
  valid_since date,
  gone boolean not null,
  stub boolean not null,
  customer_id bigint,
  family text,
  given text,
  family_kana text,
  given_kana text,
  company text,
  department text,
  title text,
  postal_code text,
  prefecture text,
  city text,
  town text,
  street text,
  building text,
  phone text[],
  fax text[],
  email text[],
  birth_date date,
  sex text,
  occupation text,
  income numeric,
  website text,
  customer_type text,
  preferred_channel text,
  industry text,
  company_size numeric,
  decides boolean,
  corporate_number text,
  line text,
  x text,
  facebook text,
  instagram text,
  note text
);
create unique index profile_party on identity.profile (connection, stream, record_key, party);
create index profile_customer on identity.profile (customer_id) where customer_id is not null;

create table identity.match_key (
  profile_id bigint not null,
  hash bigint not null,
  primary key (profile_id, hash)
);
create index match_key_hash on identity.match_key (hash, profile_id);

create table identity.pair (
  a bigint not null,
  b bigint not null,
  weight numeric,
  band text,
  veto text,
  evidence text,
  primary key (a, b)
);
create index pair_b on identity.pair (b);

create table identity.decision (
  id bigint generated always as identity primary key,
  a_connection text not null,
  a_stream text not null,
  a_record_key text not null,
  a_party text not null,
  b_connection text not null,
  b_stream text not null,
  b_record_key text not null,
  b_party text not null,
  verdict text not null,
  who text not null,
  why text not null,
  at timestamptz not null
);
create index decision_a on identity.decision (a_connection, a_stream, a_record_key);
create index decision_b on identity.decision (b_connection, b_stream, b_record_key);

create table master.customer (
  id bigint primary key,
  kind text,
  family text,
  given text,
  family_kana text,
  given_kana text,
  company text,
  department text,
  title text,
  postal_code text,
  prefecture text,
  city text,
  town text,
  street text,
  building text,
  phone text[],
  fax text[],
  email text[],
  birth_date date,
  sex text,
  occupation text,
  income numeric,
  website text,
  customer_type text,
  preferred_channel text,
  industry text,
  company_size numeric,
  decides boolean,
  corporate_number text,
  line text,
  x text,
  facebook text,
  instagram text,
  note text,
  origins json,
  warnings json,
  search text
);

-- before and after hold only the columns that changed; before is null for a customer that came, after for one that went.
create table master.customer_history (
  id bigint generated always as identity primary key,
  customer_id bigint not null,
  run bigint not null,
  at timestamptz not null,
  before json,
  after json
);
create index customer_history_customer on master.customer_history (customer_id, id);

create table master.contact_point (
  customer_id bigint not null,
  kind text,
  value text,
  shown text,
  profile_id bigint,
  main boolean
);
create unique index contact_point_key on master.contact_point (customer_id, kind, md5(value));
create index contact_point_value on master.contact_point using hash (value);

create table master.employment (
  customer_id bigint not null,
  company text,
  department text,
  title text,
  organisation_id bigint,
  since date,
  until date,
  last_confirmed date,
  decides boolean,
  profile_id bigint
);
create unique index employment_key on master.employment (customer_id, md5(company), md5(department), md5(title));
create index employment_organisation on master.employment (organisation_id) where organisation_id is not null;

create table master.relation (
  profile_id bigint not null,
  other_id bigint not null,
  kind text not null,
  why text,
  primary key (profile_id, other_id, kind)
);
create index relation_other on master.relation (other_id);

create table master.external_id (
  profile_id bigint not null,
  scheme text not null,
  value text not null,
  identifies boolean,
  since date,
  until date
);
create unique index external_id_key on master.external_id (profile_id, scheme, md5(value));
create index external_id_value on master.external_id using hash (value);

create table master.sales_order (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  number text,
  ordered_at timestamptz,
  amount numeric,
  currency text,
  tax_included boolean,
  status text,
  shop text,
  payment_method text,
  receiver_id bigint,
  note text
);
create unique index sales_order_key on master.sales_order (connection, stream, record_key, fact, md5(key));
create index sales_order_profile on master.sales_order (profile_id);

create table master.order_line (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  order_number text,
  line_no bigint,
  product_code text,
  product_name text,
  category text,
  quantity numeric,
  unit_price numeric,
  amount numeric,
  currency text,
  ordered_at timestamptz
);
create unique index order_line_key on master.order_line (connection, stream, record_key, fact, md5(key));
create index order_line_profile on master.order_line (profile_id);

create table master.invoice (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  number text,
  issued_on date,
  due_on date,
  amount numeric,
  currency text,
  tax_included boolean,
  status text,
  order_number text,
  subject text
);
create unique index invoice_key on master.invoice (connection, stream, record_key, fact, md5(key));
create index invoice_profile on master.invoice (profile_id);

create table master.payment (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  number text,
  invoice_number text,
  paid_on date,
  amount numeric,
  currency text,
  method text,
  payer text
);
create unique index payment_key on master.payment (connection, stream, record_key, fact, md5(key));
create index payment_profile on master.payment (profile_id);

create table master.point_entry (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  at timestamptz,
  points numeric,
  reason text
);
create unique index point_entry_key on master.point_entry (connection, stream, record_key, fact, md5(key));
create index point_entry_profile on master.point_entry (profile_id);

create table master.point_balance (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  at timestamptz,
  balance numeric
);
create unique index point_balance_key on master.point_balance (connection, stream, record_key, fact, md5(key));
create index point_balance_profile on master.point_balance (profile_id);

create table master.activity (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  at timestamptz,
  channel text,
  direction text,
  subject text,
  body text,
  outcome text,
  staff text,
  next_step text,
  next_at timestamptz,
  status text
);
create unique index activity_key on master.activity (connection, stream, record_key, fact, md5(key));
create index activity_profile on master.activity (profile_id);

create table master.feedback (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  at timestamptz,
  category text,
  subject text,
  body text,
  rating numeric,
  status text,
  closed_at timestamptz,
  staff text
);
create unique index feedback_key on master.feedback (connection, stream, record_key, fact, md5(key));
create index feedback_profile on master.feedback (profile_id);

create table master.lead (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  at timestamptz,
  found_by text,
  interest text,
  status text,
  staff text,
  note text
);
create unique index lead_key on master.lead (connection, stream, record_key, fact, md5(key));
create index lead_profile on master.lead (profile_id);

-- failure and reason are messages: the id, then names and values by turns.
create table hub.run (
  id bigint generated always as identity primary key,
  connection text not null,
  state text not null,
  started timestamptz not null,
  ended timestamptz,
  failure text[]
);
create index run_running on hub.run (id) where state = 'running';

-- Figures are appended, not added up in place, so that landing and publishing never wait for each other.
create table hub.run_stream (
  run bigint not null,
  connection text not null,
  stream text not null,
  read bigint not null default 0,
  fresh bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  quarantined bigint not null default 0,
  deleted bigint not null default 0
);
create index run_stream_run on hub.run_stream (run);

-- digest: md5 of the payload. seen_run: the last run that delivered the row.
-- By which rules (mappings, matching, survivorship) a connection's records were last published.
create table hub.published_rules (
  connection text primary key,
  digest text not null
);

create table hub.quarantine (
  id bigint generated always as identity primary key,
  connection text not null,
  stream text not null,
  key text not null,
  step text not null,
  field text not null,
  reason text[] not null,
  payload text not null,
  digest uuid not null,
  file text not null,
  row_no bigint not null,
  run bigint not null,
  seen_run bigint not null,
  at timestamptz not null,
  resolved_at timestamptz
);
create index quarantine_open on hub.quarantine (connection, stream, key) where resolved_at is null;
