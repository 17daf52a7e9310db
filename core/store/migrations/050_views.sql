-- What readers are granted: schema api in English, api_ja in Japanese. Nothing else is readable for them.
-- Facts hang on profiles; whose they are now is the profile's customer, so every merge and unmerge shows at once.
create schema api;
create schema api_ja;

create index payment_invoice on master.payment (invoice_number) where invoice_number is not null;

-- Sources write these words as they please.
create function master.says_inbound(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(in|recv|received|受|着|来|問)', false) $$;
create function master.says_outbound(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(out|sent|send|送|発|架電|訪問|返)', false) $$;
create function master.says_closed(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(closed?|done|resolved|answered|solved|完|済|終|解決|対応済|返信済|クローズ)', false) $$;
create function master.says_cancelled(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '^(cancel|void|refund|return|取消|取り消|キャンセル|返品|無効|中止)', false) $$;
create function master.says_negotiating(word text) returns boolean language sql immutable as
  $$ select coalesce(word ~* '(negotiat|proposal|quote|estimate|demo|商談|見積|提案|デモ|訪問|営業)', false) $$;

create view api.customer as
  select c.id, c.kind,
    case c.kind when 'person' then nullif(concat_ws(' ', c.family, c.given), '') else c.company end as name,
    nullif(concat_ws(' ', c.family_kana, c.given_kana), '') as kana,
    c.company, c.department, c.title, c.phone[1] as phone, c.email[1] as email, c.phone as phones, c.email as emails,
    c.postal_code, c.prefecture, c.city, nullif(concat(c.prefecture, c.city, c.town, c.street, ' ' || c.building), '') as address,
    c.birth_date, c.sex, c.website, c.industry, c.corporate_number, c.note
  from master.customer c;

create view api.contact_point as
  select customer_id, kind, coalesce(shown, value) as value, main from master.contact_point;
create view api.employment as
  select customer_id, company, department, title, organisation_id, since, until, last_confirmed, decides from master.employment;
create view api.external_id as
  select p.customer_id, e.scheme, e.value, e.since, e.until
  from master.external_id e join identity.profile p on p.id = e.profile_id where p.customer_id is not null;
create view api.relation as
  select a.customer_id, b.customer_id as other_customer_id, r.kind, r.why
  from master.relation r join identity.profile a on a.id = r.profile_id join identity.profile b on b.id = r.other_id
  where a.customer_id is not null and b.customer_id is not null;

create view api.sales_order as
  select p.customer_id, f.number, f.ordered_at, f.amount, f.currency, f.tax_included, f.status, f.shop, f.payment_method,
    r.customer_id as receiver_id, f.note, f.connection
  from master.sales_order f join identity.profile p on p.id = f.profile_id left join identity.profile r on r.id = f.receiver_id;
create view api.order_line as
  select p.customer_id, f.order_number, f.line_no, f.product_code, f.product_name, f.category, f.quantity, f.unit_price,
    f.amount, f.currency, f.ordered_at, f.connection
  from master.order_line f join identity.profile p on p.id = f.profile_id;
create view api.invoice as
  select p.customer_id, f.number, f.issued_on, f.due_on, f.amount, f.currency, f.tax_included, f.status, f.order_number,
    f.subject, f.connection
  from master.invoice f join identity.profile p on p.id = f.profile_id;
create view api.payment as
  select p.customer_id, f.number, f.invoice_number, f.paid_on, f.amount, f.currency, f.method, f.payer, f.connection
  from master.payment f join identity.profile p on p.id = f.profile_id;
create view api.activity as
  select p.customer_id, f.at, f.channel, f.direction, f.subject, f.body, f.outcome, f.staff, f.next_step, f.next_at, f.status, f.connection
  from master.activity f join identity.profile p on p.id = f.profile_id;
create view api.feedback as
  select p.customer_id, f.at, f.category, f.subject, f.body, f.rating, f.status, f.closed_at, f.staff, f.connection
  from master.feedback f join identity.profile p on p.id = f.profile_id;
create view api.lead as
  select p.customer_id, f.at, f.found_by, f.interest, f.status, f.staff, f.note, f.connection
  from master.lead f join identity.profile p on p.id = f.profile_id;
create view api.point_balance as
  select p.customer_id, f.at, f.balance, f.connection
  from master.point_balance f join identity.profile p on p.id = f.profile_id;

-- An inquiry or complaint that came in, is not closed, and after which nobody wrote or spoke to the customer.
create view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, extract(day from now() - i.at)::int as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from (select customer_id, at, channel, subject, body, staff, status from api.activity
          where master.says_inbound(direction) and not master.says_closed(status)
        union all
        select customer_id, at, category, subject, body, staff, status from api.feedback
          where closed_at is null and not master.says_closed(status)) i
  join api.customer c on c.id = i.customer_id
  where not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at);

-- An invoice whose payments do not cover it. Payments name their invoice by its number.
create view api.unpaid_invoice as
  select i.customer_id, c.name, i.number, i.issued_on, i.due_on, i.amount, coalesce(paid.amount, 0) as paid,
    i.amount - coalesce(paid.amount, 0) as open, i.currency, greatest(current_date - i.due_on, 0) as days_overdue, i.subject
  from api.invoice i join api.customer c on c.id = i.customer_id
  left join lateral (select sum(y.amount) as amount from master.payment y left join identity.profile p on p.id = y.profile_id
    where y.invoice_number = i.number and (y.connection = i.connection or p.customer_id = i.customer_id)) paid on true
  where i.amount > coalesce(paid.amount, 0) and not master.says_cancelled(i.status);

-- Trade outside the system: an invoice with neither an order of its customer that it names or follows, nor any contact in the year before.
create view api.invoice_without_deal as
  select i.customer_id, c.name, i.number, i.issued_on, i.amount, i.currency, i.order_number, i.subject
  from api.invoice i join api.customer c on c.id = i.customer_id
  where not exists (select from api.sales_order o where o.customer_id = i.customer_id
                    and (o.number = i.order_number or i.order_number is null and o.ordered_at::date between i.issued_on - 92 and i.issued_on))
    and not exists (select from api.activity a where a.customer_id = i.customer_id and a.at::date between i.issued_on - 366 and i.issued_on);

-- Who spoke last with whom, about what, and what comes next.
create view api.last_contact as
  select distinct on (a.customer_id) a.customer_id, c.name, a.at, a.staff, a.channel, a.direction, a.subject, a.outcome, a.next_step, a.next_at
  from api.activity a join api.customer c on c.id = a.customer_id
  order by a.customer_id, a.at desc nulls last, a.subject;

-- Purchases: orders that stand, and the invoices of customers who have no order anywhere.
create view api.purchase as
  select customer_id, ordered_at as at, amount, currency from api.sales_order where not master.says_cancelled(status)
  union all
  select i.customer_id, i.issued_on::timestamptz, i.amount, i.currency from api.invoice i
  where not master.says_cancelled(i.status)
    and not exists (select from api.sales_order o where o.customer_id = i.customer_id);

-- The six stages, computed from facts: 6 repeat, 5 won, 4 in negotiation, 3 in conversation, 2 interested, 1 known.
create view api.stage as
  select c.id as customer_id, c.name, s.number,
    (array['potential', 'prospect', 'qualified', 'negotiation', 'won', 'repeat'])[s.number] as stage,
    (array['潜在', '見込', '商談可能', '営業', '受注', 'リピート'])[s.number] as stage_ja
  from api.customer c
  left join (select customer_id, count(distinct at::date) as days from api.purchase group by 1) p on p.customer_id = c.id
  left join (select customer_id, bool_or(master.says_inbound(direction)) as inbound, bool_or(master.says_outbound(direction)) as outbound,
               bool_or(master.says_negotiating(coalesce(channel, '') || coalesce(next_step, '') || coalesce(outcome, ''))) as negotiating
             from api.activity group by 1) a on a.customer_id = c.id
  left join (select customer_id, bool_or(master.says_negotiating(status)) as negotiating from api.lead group by 1) l on l.customer_id = c.id
  cross join lateral (select case
      when p.days >= 2 then 6 when p.days = 1 then 5
      when l.negotiating or a.negotiating then 4
      when a.inbound and a.outbound or l.customer_id is not null and a.outbound then 3
      when l.customer_id is not null or a.inbound then 2
      else 1 end as number) s;

-- The ten who bought most in the last 365 days, with their place in the 365 days before.
create view api.top_customer as
  with sales as (
    select customer_id, currency,
      sum(amount) filter (where at >= now() - interval '365 days') as sales,
      sum(amount) filter (where at < now() - interval '365 days') as sales_before, max(at) as last_at
    from api.purchase where at >= now() - interval '730 days' and customer_id is not null group by 1, 2),
  placed as (
    select *, rank() over (partition by currency order by sales desc nulls last) as place,
      case when sales_before is not null then rank() over (partition by currency order by sales_before desc nulls last) end as place_before
    from sales)
  select s.place, s.customer_id, c.name, s.sales, s.currency, s.place_before, s.sales_before, s.last_at
  from placed s join api.customer c on c.id = s.customer_id where s.place <= 10 and s.sales is not null;

create view api_ja."顧客" as
  select id as "顧客番号", case kind when 'person' then '個人' else '法人' end as "区分", name as "氏名", kana as "フリガナ", company as "会社名",
    department as "部署", title as "役職", phone as "電話番号", email as "メールアドレス", postal_code as "郵便番号", prefecture as "都道府県",
    city as "市区町村", address as "住所", birth_date as "生年月日", case sex when 'male' then '男性' when 'female' then '女性' else sex end as "性別",
    website as "ウェブサイト", industry as "業種", corporate_number as "法人番号", note as "備考" from api.customer;
create view api_ja."連絡先" as
  select customer_id as "顧客番号", kind as "種類", value as "値", main as "代表" from api.contact_point;
create view api_ja."勤務先" as
  select customer_id as "顧客番号", company as "会社名", department as "部署", title as "役職", organisation_id as "法人の顧客番号", since as "開始日",
    until as "終了日", last_confirmed as "最終確認日", decides as "決裁者" from api.employment;
create view api_ja."会員番号" as
  select customer_id as "顧客番号", scheme as "種類", value as "番号", since as "開始日", until as "終了日" from api.external_id;
create view api_ja."関係" as
  select customer_id as "顧客番号", other_customer_id as "相手の顧客番号", kind as "関係", why as "理由" from api.relation;
create view api_ja."注文" as
  select customer_id as "顧客番号", number as "注文番号", ordered_at as "注文日時", amount as "金額", currency as "通貨", tax_included as "税込",
    status as "状態", shop as "店舗", payment_method as "支払方法", receiver_id as "届け先の顧客番号", note as "備考", connection as "接続" from api.sales_order;
create view api_ja."注文明細" as
  select customer_id as "顧客番号", order_number as "注文番号", line_no as "行", product_code as "商品コード", product_name as "商品名", category as "分類",
    quantity as "数量", unit_price as "単価", amount as "金額", currency as "通貨", ordered_at as "注文日時" from api.order_line;
create view api_ja."請求" as
  select customer_id as "顧客番号", number as "請求番号", issued_on as "請求日", due_on as "支払期限", amount as "金額", currency as "通貨",
    tax_included as "税込", status as "状態", order_number as "注文番号", subject as "件名" from api.invoice;
create view api_ja."入金" as
  select customer_id as "顧客番号", number as "入金番号", invoice_number as "請求番号", paid_on as "入金日", amount as "金額", currency as "通貨",
    method as "方法", payer as "名義" from api.payment;
create view api_ja."対応履歴" as
  select customer_id as "顧客番号", at as "日時", channel as "経路", direction as "方向", subject as "件名", body as "内容", outcome as "結果",
    staff as "担当者", next_step as "次の行動", next_at as "次の予定", status as "状態" from api.activity;
create view api_ja."声・苦情" as
  select customer_id as "顧客番号", at as "日時", category as "分類", subject as "件名", body as "内容", rating as "評価", status as "状態",
    closed_at as "完了日時", staff as "担当者" from api.feedback;
create view api_ja."見込み" as
  select customer_id as "顧客番号", at as "日時", found_by as "きっかけ", interest as "関心", status as "状態", staff as "担当者", note as "備考" from api.lead;
create view api_ja."ポイント残高" as
  select customer_id as "顧客番号", at as "時点", balance as "残高" from api.point_balance;
create view api_ja."対応漏れ" as
  select customer_id as "顧客番号", name as "氏名", at as "受付日時", days_waiting as "待ち日数", channel as "経路", subject as "件名", body as "内容",
    staff as "担当者", status as "状態" from api.unanswered_inquiry;
create view api_ja."未入金" as
  select customer_id as "顧客番号", name as "氏名", number as "請求番号", issued_on as "請求日", due_on as "支払期限", amount as "請求額", paid as "入金額",
    open as "残額", currency as "通貨", days_overdue as "遅れ日数", subject as "件名" from api.unpaid_invoice;
create view api_ja."注文も対応もない請求" as
  select customer_id as "顧客番号", name as "氏名", number as "請求番号", issued_on as "請求日", amount as "金額", currency as "通貨",
    order_number as "注文番号", subject as "件名" from api.invoice_without_deal;
create view api_ja."最後の対応" as
  select customer_id as "顧客番号", name as "氏名", at as "日時", staff as "担当者", channel as "経路", direction as "方向", subject as "件名",
    outcome as "結果", next_step as "次の行動", next_at as "次の予定" from api.last_contact;
create view api_ja."段階" as
  select customer_id as "顧客番号", name as "氏名", number as "段階番号", stage_ja as "段階" from api.stage;
create view api_ja."売上上位" as
  select place as "順位", customer_id as "顧客番号", name as "氏名", sales as "売上", currency as "通貨", place_before as "前年順位",
    sales_before as "前年売上", last_at as "最後の購入" from api.top_customer;
