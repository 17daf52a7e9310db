-- What is taken back: an opt-out by its owner, the use of a coupon.

-- An opt-out on a contact point counts until its owner says otherwise: an opt-in about the same one that is their own act and dated later
-- (a follow after a block, a form). What a list or an import says of them lifts nothing, nor does anything without a date.
create or replace view master.contact_point_state as
  select p.customer_id, p.kind, p.value, p.shown, p.profile_id, p.main, coalesce(s.state, 'unverified') as state,
         s.at as state_at, s.source as state_source, s.reason as state_reason
  from master.contact_point p
  left join lateral (
    select w.* from master.contact_word w
    where w.value = p.value and w.contact = p.kind
      and not (w.state = 'opted_out'
               and exists (select from master.consent c
                           where c.value = w.value and c.contact = w.contact and c.answer = 'opt_in' and c.own_act and c.standing and c.at > w.at))
    order by w.state = 'opted_out' desc, w.at desc nulls last, w.state = 'returned' desc, w.state = 'bounced' desc, w.state = 'verified' desc,
             w.connection collate "C", w.stream collate "C", w.record_key collate "C", w.fact collate "C", w.key collate "C"
    limit 1
  ) s on true;

-- cancelled: the row takes back the last use before it of the same coupon by the same member that no other row has taken back.
alter table master.coupon_use add column cancelled boolean;

create or replace view api.coupon_use as
  select p.customer_id, f.at, f.coupon, f.name, f.amount, f.currency, f.order_number, f.shop, f.connection
  from master.coupon_use f join identity.profile p on p.id = f.profile_id
  where f.cancelled is not true
    and not exists (
      select from master.coupon_use c
      where c.profile_id = f.profile_id and c.connection = f.connection and c.stream = f.stream and c.coupon = f.coupon and c.cancelled
        and (c.at, c.record_key) > (f.at, f.record_key)
        and 0 < (select sum(case when w.cancelled then 1 else -1 end) from master.coupon_use w
                 where w.profile_id = f.profile_id and w.connection = f.connection and w.stream = f.stream and w.coupon = f.coupon
                   and (w.at, w.record_key) > (f.at, f.record_key) and (w.at, w.record_key) <= (c.at, c.record_key)));
