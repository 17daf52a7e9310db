-- Days of Japan for coupons and stages, points of members who have not come, and whose turn it is.

-- As before (105), with the day of Japan: sources write a day as its first moment there.
create or replace view master.coupon_row as
  select f.*,
    case when f.at is null then case when f.cancelled then timestamptz 'infinity' else timestamptz '-infinity' end
         when f.cancelled and master.local_time(f.at) = date_trunc('day', master.local_time(f.at)) then f.at + interval '24 hours' - interval '1 microsecond'
         else f.at end as moment,
    coalesce(f.cancelled, false) as takes_back
  from master.coupon_use f;

-- As before (093), but members who have not come yet have each their own balance.
create or replace view api.point_entry as
  select p.customer_id, f.at, f.points, f.reason,
    sum(f.points) over (partition by p.customer_id, case when p.customer_id is null then p.id end, f.connection, f.stream
                        order by f.at nulls first, f.record_key, f.fact, f.key) as balance,
    f.connection
  from master.point_entry f join identity.profile p on p.id = f.profile_id;

-- With the words of shops: 注文キャンセル, 返金済み.
create or replace function master.says_cancelled(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(注文|受注|請求書?|決済|支払い?)?(cancel|void|refund|return|trash|deleted|取消|取り消|キャンセル|返品|返金|全額返金|全額返品|返送|無効|中止|ゴミ箱|削除)', false) $$;
-- An order that was not paid for is none; an invoice that was not stays open.
create function master.says_no_order(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(注文|受注|決済|支払い?)?(expired|failed|失敗|期限切れ)', false) $$;

-- As before (106), with orders that were not paid for left out.
create or replace view api.purchase as
  select customer_id, ordered_at as at, amount, currency from api.sales_order where not master.says_cancelled(status) and not master.says_no_order(status)
  union all
  select i.customer_id, i.issued_on::timestamp at time zone 'Asia/Tokyo', i.amount, i.currency from api.invoice i
  where not master.says_cancelled(i.status)
    and not exists (select from api.sales_order o where o.customer_id = i.customer_id);

-- What a program answered, or what its sender took back, is no word of anybody.
create function master.says_a_person(outcome text) returns boolean language sql immutable as
  $$ select outcome is null or outcome not in ('自動返信', '送信取り消し') $$;

-- As before (050), of days of Japan and of people's words.
create or replace view api.stage as
  select c.id as customer_id, c.name, s.number,
    (array['potential', 'prospect', 'qualified', 'negotiation', 'won', 'repeat'])[s.number] as stage,
    (array['潜在', '見込', '商談可能', '営業', '受注', 'リピート'])[s.number] as stage_ja
  from api.customer c
  left join (select customer_id, count(distinct master.local_time(at)::date) as days from api.purchase group by 1) p on p.customer_id = c.id
  left join (select customer_id, bool_or(master.says_inbound(direction)) as inbound, bool_or(master.says_outbound(direction)) as outbound,
               bool_or(master.says_negotiating(coalesce(channel, '') || coalesce(next_step, '') || coalesce(outcome, ''))) as negotiating
             from api.activity where master.says_a_person(outcome) group by 1) a on a.customer_id = c.id
  left join (select customer_id, bool_or(master.says_negotiating(status)) as negotiating from api.lead group by 1) l on l.customer_id = c.id
  cross join lateral (select case
      when p.days >= 2 then 6 when p.days = 1 then 5
      when l.negotiating or a.negotiating then 4
      when a.inbound and a.outbound or l.customer_id is not null and a.outbound then 3
      when l.customer_id is not null or a.inbound then 2
      else 1 end as number) s;

create or replace function master.says_closed(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^((closed?|done|resolved|answered|solved|完|済|終|解決|対応済|回答済|返信済|処理済|対応不要|返信不要|クローズ)|(cancell?ed|deleted|suspended|spam|取消し?|取り消し|キャンセル|削除|中止)(済み?)?$)', false) $$;
-- A case that was closed once and is worked on again.
create function master.says_open(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(open|re-?open|in progress|on-?hold|再開|再オープン|オープン|対応中|処理中|進行中|未対応|未回答|未完了|保留)', false) $$;
-- The customer has our answer, and we wait for his.
create function master.says_customers_turn(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(返事待ち|お?客様?の?(返|回)|顧客の?(返|回)|(waiting|awaiting)( on| for)? (customer|requester|client))', false) $$;

-- As before (107), but a case that is worked on again waits, whenever it was closed, and none whose customer is to answer.
create or replace view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, extract(day from now() - i.at)::int as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from (select p.customer_id, f.at, f.channel, f.subject, f.body, f.staff, f.status
          from master.activity_now f join identity.profile p on p.id = f.profile_id
          where master.says_inbound(f.direction) and not master.says_closed(f.status) and not master.says_customers_turn(f.status) and master.says_a_person(f.outcome)
            and (f.thread is null or not exists (select from master.activity w
                                                 where w.thread = f.thread and w.connection = f.connection and w.stream = f.stream and w.outcome = '送信取り消し'))
            and not exists (select from master.feedback b where b.stream = f.stream and b.record_key = f.record_key
                            and (b.connection = f.connection or f.thread is not null))
        union all
        select customer_id, at, category, subject, body, staff, status from api.feedback
          where (closed_at is null or master.says_open(status)) and not master.says_closed(status) and not master.says_customers_turn(status)) i
  join api.customer c on c.id = i.customer_id
  where not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at and o.outcome is distinct from '自動返信');
