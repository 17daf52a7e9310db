-- Whose words count, and in which order: cancellations of coupons, answers to cases, unsent messages, opt-ins that lift an opt-out.

-- moment: as before (104), and a cancellation with a date alone comes behind the uses of that day. takes_back: behind the uses of its moment, too;
-- keys are text and tell no order ("10" < "9").
create or replace view master.coupon_row as
  select f.*,
    case when f.at is null then case when f.cancelled then timestamptz 'infinity' else timestamptz '-infinity' end
         when f.cancelled and f.at = date_trunc('day', f.at) then f.at + interval '1 day' - interval '1 microsecond'
         else f.at end as moment,
    coalesce(f.cancelled, false) as takes_back
  from master.coupon_use f;

create or replace view api.coupon_use as
  select p.customer_id, f.at, f.coupon, f.name, f.amount, f.currency, f.order_number, f.shop, f.connection
  from master.coupon_row f join identity.profile p on p.id = f.profile_id
  where not f.takes_back
    and not exists (
      select from master.coupon_row c
      where c.profile_id = f.profile_id and c.connection = f.connection and c.stream = f.stream and c.coupon = f.coupon and c.takes_back
        and c.moment >= f.moment
        and 0 < (select sum(case when w.takes_back then 1 else -1 end) from master.coupon_row w
                 where w.profile_id = f.profile_id and w.connection = f.connection and w.stream = f.stream and w.coupon = f.coupon
                   and (w.moment, w.takes_back, w.record_key) > (f.moment, false, f.record_key)
                   and (w.moment, w.takes_back, w.record_key) <= (c.moment, true, c.record_key)));

-- As before (099), but only what went out to the customer of the case answers it, and only what came from him opens it again: mail of the same
-- thread goes to others as well, a supplier who is asked about a complaint.
create or replace view master.feedback_now as
  select f.connection, f.stream, f.record_key, f.fact, f.key, f.profile_id, f.at, f.category, f.subject, f.body, f.rating, f.closed_at, f.staff,
    case when t.last_out is null or f.closed_at is not null or master.says_closed(f.status) then f.status
         when t.last_in > t.last_out then '再開' else '回答済み' end as status
  from master.feedback f
  left join identity.profile p on p.id = f.profile_id
  left join lateral (
    select m.thread from master.activity m
    where m.connection = f.connection and m.stream = f.stream and m.record_key = f.record_key and m.thread is not null limit 1) m on true
  left join lateral (
    select max(o.at) filter (where master.says_outbound(o.direction)) as last_out, max(o.at) filter (where master.says_inbound(o.direction)) as last_in
    from master.activity o join identity.profile q on q.id = o.profile_id
    where o.thread = m.thread and q.customer_id = p.customer_id and o.at >= f.at and o.outcome is distinct from '自動返信') t on true;

-- As before (100), but a message that its sender took back (104) awaits no answer.
create or replace view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, extract(day from now() - i.at)::int as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from (select p.customer_id, f.at, f.channel, f.subject, f.body, f.staff, f.status
          from master.activity f join identity.profile p on p.id = f.profile_id
          where master.says_inbound(f.direction) and not master.says_closed(f.status) and f.outcome is distinct from '自動返信'
            and f.outcome is distinct from '送信取り消し'
            and (f.thread is null or not exists (select from master.activity w
                                                 where w.thread = f.thread and w.connection = f.connection and w.stream = f.stream and w.outcome = '送信取り消し'))
            and not exists (select from master.feedback b where b.connection = f.connection and b.stream = f.stream and b.record_key = f.record_key)
        union all
        select customer_id, at, category, subject, body, staff, status from api.feedback
          where closed_at is null and not master.says_closed(status)) i
  join api.customer c on c.id = i.customer_id
  where not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at and o.outcome is distinct from '自動返信');

-- The connections that may feed mailing (`mailing: yes`), by sync.
create table hub.mailing_source (connection text primary key);

-- As before (102), but for mail and post, as for the verdict on them (master.mailing), only an opt-in of a connection that may feed mailing lifts.
create or replace view master.contact_point_state as
  select p.customer_id, p.kind, p.value, p.shown, p.profile_id, p.main, coalesce(s.state, 'unverified') as state,
         s.at as state_at, s.source as state_source, s.reason as state_reason
  from master.contact_point p
  left join lateral (
    select w.* from master.contact_word w
    where w.value = p.value and w.contact = p.kind
      and not (w.state = 'opted_out'
               and exists (select from master.consent c
                           where c.value = w.value and c.contact = w.contact and c.answer = 'opt_in' and c.own_act and c.standing and c.at > w.at
                             and (c.contact not in ('email', 'address') or exists (select from hub.mailing_source m where m.connection = c.connection))))
    order by w.state = 'opted_out' desc, w.at desc nulls last, w.state = 'returned' desc, w.state = 'bounced' desc, w.state = 'verified' desc,
             w.connection collate "C", w.stream collate "C", w.record_key collate "C", w.fact collate "C", w.key collate "C"
    limit 1
  ) s on true;
