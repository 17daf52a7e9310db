-- What has become of the cases (feedback) and leads that a mail opened: the mail itself says only that they are new. By dates alone, so no order
-- of arrival matters, and nothing is written: what moves to another customer, or goes, is gone from here as well.

create or replace function master.says_closed(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(closed?|done|resolved|answered|solved|完|済|終|解決|対応済|回答済|返信済|クローズ)', false) $$;

-- A case is answered once the last mail of its thread went out, and open again once another has come in. Automatic replies are no answers. What a
-- helpdesk says of its own cases stands.
create view master.feedback_now as
  select f.connection, f.stream, f.record_key, f.fact, f.key, f.profile_id, f.at, f.category, f.subject, f.body, f.rating, f.closed_at, f.staff,
    case when t.last_out is null or f.closed_at is not null or master.says_closed(f.status) then f.status
         when t.last_in > t.last_out then '再開' else '回答済み' end as status
  from master.feedback f
  left join lateral (
    select m.thread from master.activity m
    where m.connection = f.connection and m.stream = f.stream and m.record_key = f.record_key and m.thread is not null limit 1) m on true
  left join lateral (
    select max(o.at) filter (where master.says_outbound(o.direction)) as last_out, max(o.at) filter (where master.says_inbound(o.direction)) as last_in
    from master.activity o where o.thread = m.thread and o.at >= f.at and o.outcome is distinct from '自動返信') t on true;

-- Whoever asks is interested; whether he was a customer before (existing) or became one since (converted), purchases tell. One of an invoice
-- has a day and no hour.
create view master.lead_now as
  select f.connection, f.stream, f.record_key, f.fact, f.key, f.profile_id, p.customer_id, f.at, f.found_by, f.interest, f.staff, f.note, s.standing,
    case when s.standing = 'converted' then b.first_at end as converted_at,
    case when s.standing <> 'open' and not master.says_closed(f.status) and exists (
           select from master.activity m
           where m.connection = f.connection and m.stream = f.stream and m.record_key = f.record_key and m.thread is not null)
         then case s.standing when 'existing' then '既存顧客' else '成約' end
         else f.status end as status
  from master.lead f join identity.profile p on p.id = f.profile_id
  cross join lateral (select count(*) > 0 as any_purchase, min(b.at) as first_at from api.purchase b where b.customer_id = p.customer_id) b
  cross join lateral (
    select case when not b.any_purchase then 'open'
                when b.first_at is null or f.at is null or b.first_at::date < f.at::date
                  or b.first_at < f.at and b.first_at <> date_trunc('day', b.first_at) then 'existing'
                else 'converted' end as standing) s;

create or replace view api.feedback as
  select p.customer_id, f.at, f.category, f.subject, f.body, f.rating, f.status, f.closed_at, f.staff, f.connection
  from master.feedback_now f join identity.profile p on p.id = f.profile_id;

create or replace view api.lead as
  select customer_id, at, found_by, interest, status, staff, note, connection, standing, converted_at from master.lead_now;

create or replace view api_ja."見込み" as
  select customer_id as "顧客番号", at as "日時", found_by as "きっかけ", interest as "関心", status as "状態", staff as "担当者", note as "備考",
    case standing when 'existing' then '既存顧客' when 'converted' then '成約' else '見込み' end as "区分", converted_at as "成約日時" from api.lead;
