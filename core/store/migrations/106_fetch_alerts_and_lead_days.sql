-- An alert about single records that cannot be fetched stands beside one about the connection's runs: neither hides the other.
drop index hub.alert_open;
create unique index alert_open on hub.alert (connection, (kind = 'fetch')) where resolved is null and kind <> 'notice';

-- Days are those of Japan, whatever the session's time zone: an invoice has a day and no hour, as has an order whose source gives the day alone.
create function master.local_time(at timestamptz) returns timestamp language sql immutable as $$ select at at time zone 'Asia/Tokyo' $$;

create or replace view api.purchase as
  select customer_id, ordered_at as at, amount, currency from api.sales_order where not master.says_cancelled(status)
  union all
  select i.customer_id, i.issued_on::timestamp at time zone 'Asia/Tokyo', i.amount, i.currency from api.invoice i
  where not master.says_cancelled(i.status)
    and not exists (select from api.sales_order o where o.customer_id = i.customer_id);

-- A purchase came before a lead where its day did, or on the same day its hour, if it has one.
create or replace view master.lead_now as
  select f.connection, f.stream, f.record_key, f.fact, f.key, f.profile_id, p.customer_id, f.at, f.found_by, f.interest, f.staff, f.note, s.standing,
    case when s.standing = 'converted' then b.first_at end as converted_at,
    case when s.standing <> 'open' and not master.says_closed(f.status) and exists (
           select from master.activity m
           where m.connection = f.connection and m.stream = f.stream and m.record_key = f.record_key and m.thread is not null)
         then case s.standing when 'existing' then '既存顧客' else '成約' end
         else f.status end as status
  from master.lead f join identity.profile p on p.id = f.profile_id
  cross join lateral (
    select count(*) > 0 as any_purchase, min(b.at) as first_at,
      coalesce(bool_or(master.local_time(b.at)::date < master.local_time(f.at)::date
                       or b.at < f.at and master.local_time(b.at) <> date_trunc('day', master.local_time(b.at))), false) as before
    from api.purchase b where b.customer_id = p.customer_id) b
  cross join lateral (
    select case when not b.any_purchase then 'open'
                when b.first_at is null or f.at is null or b.before then 'existing'
                else 'converted' end as standing) s;
