-- Proposals: what people's own words (a signature, an automatic answer) would change in the master. They change nothing; a steward
-- accepts or refuses them.
create table master.proposal (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  field text,
  value text,
  shown text,
  at timestamptz,
  source text,
  wording text
);
create unique index proposal_key on master.proposal (connection, stream, record_key, fact, md5(key));
create index proposal_profile on master.proposal (profile_id);

-- Those that wait for a steward, as core/merge/proposals decides on what the master holds: one for each customer, field and value. The
-- last five columns name the newest record that says so; since: when it was said first.
create table identity.open_proposal (
  customer_id bigint not null,
  field text,
  value text,
  shown text,
  since timestamptz,
  at timestamptz,
  connection text,
  stream text,
  record_key text,
  fact text,
  key text
);
create unique index open_proposal_key on identity.open_proposal (customer_id, field, md5(value));

-- A steward's word on a proposal, kept with each party that made it, so that it goes where they go.
create table identity.proposal_word (
  event bigint not null references identity.merge_event,
  connection text not null,
  stream text not null,
  record_key text not null,
  party text not null,
  field text not null,
  value text not null,
  accepted boolean not null,
  primary key (event, connection, stream, record_key, party)
);
create index proposal_word_party on identity.proposal_word (connection, stream, record_key);

-- A word may pin several fields at once (the end of an employment), since a day, and unpin them on several parties.
alter table identity.pin drop constraint pin_pkey, add column since date, add primary key (event, connection, stream, record_key, party, field);

create view api.change_proposal as
  select o.customer_id, o.field, coalesce(o.shown, o.value) as value, o.since, o.at, f.source, f.wording, o.connection
  from identity.open_proposal o
  left join master.proposal f on f.connection = o.connection and f.stream = o.stream and f.record_key = o.record_key and f.fact = o.fact
    and f.key is not distinct from o.key;

create view api_ja."変更の提案" as
  select customer_id as "顧客番号",
    case field when 'employment' then '在職' when 'company' then '会社名' when 'department' then '部署' when 'title' then '役職' when 'phone' then '電話番号'
      when 'email' then 'メールアドレス' when 'address' then '住所' else field end as "項目",
    case when field <> 'employment' then value when value = 'ended' then '退職' when value = 'moved' then '異動' when value = 'leave' then '長期休業'
      when value = 'handed_over' then '担当変更' else value end as "提案された値",
    since as "最初に届いた日時", at as "最後に届いた日時", source as "出どころ", wording as "文言" from api.change_proposal;
