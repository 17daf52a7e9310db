-- Who read or changed which customer, when and why. No values: neither what was searched for nor what was shown.

-- what: the command's words ("customer show"), for both doors. door: 'command' or 'api'. asked: how customers were looked for ("text",
-- "phone"). customers: who was shown or changed; where it was everybody (an export), up_to is the largest id there was instead.
-- rows: how many they were; of held rows, how many of these. fields: which of their fields.
create table hub.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  door text not null,
  who text not null,
  what text not null,
  asked text[] not null,
  customers bigint[] not null,
  up_to bigint,
  rows bigint not null,
  fields text[] not null,
  why text not null
);
create index audit_log_at on hub.audit_log (at);
create index audit_log_customers on hub.audit_log using gin (customers);
