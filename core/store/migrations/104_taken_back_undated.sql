-- What is taken back, further: uses of coupons without a time, messages.

-- moment: when the row counts in their order; a use without a time before all others, a cancellation without one behind them.
create view master.coupon_row as
  select f.*, coalesce(f.at, case when f.cancelled then timestamptz 'infinity' else timestamptz '-infinity' end) as moment
  from master.coupon_use f;

create or replace view api.coupon_use as
  select p.customer_id, f.at, f.coupon, f.name, f.amount, f.currency, f.order_number, f.shop, f.connection
  from master.coupon_row f join identity.profile p on p.id = f.profile_id
  where f.cancelled is not true
    and not exists (
      select from master.coupon_row c
      where c.profile_id = f.profile_id and c.connection = f.connection and c.stream = f.stream and c.coupon = f.coupon and c.cancelled
        and (c.moment, c.record_key) > (f.moment, f.record_key)
        and 0 < (select sum(case when w.cancelled then 1 else -1 end) from master.coupon_row w
                 where w.profile_id = f.profile_id and w.connection = f.connection and w.stream = f.stream and w.coupon = f.coupon
                   and (w.moment, w.record_key) > (f.moment, f.record_key) and (w.moment, w.record_key) <= (c.moment, c.record_key)));

-- A message that its sender took back (an activity of the same thread whose outcome is 送信取り消し) stays as an event, without its words.
create index activity_unsent on master.activity (thread) where outcome = '送信取り消し';
create or replace view api.activity as
  select p.customer_id, f.at, f.channel, f.direction, f.subject,
    case when f.thread is null or not exists (select from master.activity w
                                              where w.thread = f.thread and w.connection = f.connection and w.stream = f.stream and w.outcome = '送信取り消し')
      then f.body end as body,
    f.outcome, f.staff, f.next_step, f.next_at, f.status, f.connection, f.thread
  from master.activity f join identity.profile p on p.id = f.profile_id;
