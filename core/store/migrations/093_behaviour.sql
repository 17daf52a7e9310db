-- What visitors do on the company's web pages; coupons; receipts that records claim for somebody; ids of devices.

-- device: not the party's own id but that of a device it used.
alter table master.external_id add column device boolean default false;

create table master.coupon_use (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  at timestamptz,
  coupon text,
  name text,
  amount numeric,
  currency text,
  order_number text,
  shop text
);
create unique index coupon_use_key on master.coupon_use (connection, stream, record_key, fact, md5(key));
create index coupon_use_profile on master.coupon_use (profile_id);

create table master.web_event (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  at timestamptz,
  event text,
  product_code text,
  product_name text,
  page text,
  page_title text,
  referrer text,
  campaign text,
  category text,
  quantity numeric,
  amount numeric,
  currency text
);
create unique index web_event_key on master.web_event (connection, stream, record_key, fact, md5(key));
create index web_event_profile on master.web_event (profile_id);

-- A receipt without an owner is named by its stream ("pos.receipts") and its record's key.
create table master.receipt_claim (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  receipt_stream text,
  receipt text,
  at timestamptz,
  claimed_by text
);
create unique index receipt_claim_key on master.receipt_claim (connection, stream, record_key, fact, md5(key));
create index receipt_claim_profile on master.receipt_claim (profile_id);
create index receipt_claim_receipt on master.receipt_claim (receipt_stream, md5(receipt));

create view api.coupon_use as
  select p.customer_id, f.at, f.coupon, f.name, f.amount, f.currency, f.order_number, f.shop, f.connection
  from master.coupon_use f join identity.profile p on p.id = f.profile_id;
create view api.web_event as
  select p.customer_id, f.at, f.event, f.product_code, f.product_name, f.page, f.page_title, f.referrer, f.campaign, f.category, f.quantity,
    f.amount, f.currency, f.connection
  from master.web_event f join identity.profile p on p.id = f.profile_id;
-- Each movement of points with what the movements of the same kind of points (a stream's) have come to by then, in the order of their times.
create view api.point_entry as
  select p.customer_id, f.at, f.points, f.reason,
    sum(f.points) over (partition by p.customer_id, f.connection, f.stream order by f.at nulls first, f.record_key, f.fact, f.key) as balance,
    f.connection
  from master.point_entry f join identity.profile p on p.id = f.profile_id;

create view api_ja."クーポン利用" as
  select customer_id as "顧客番号", at as "日時", coupon as "クーポン", name as "名前", amount as "値引額", currency as "通貨",
    order_number as "注文番号", shop as "店舗" from api.coupon_use;
create view api_ja."Web行動" as
  select customer_id as "顧客番号", at as "日時",
    case event when 'page' then 'ページ閲覧' when 'product' then '商品閲覧' when 'cart' then 'カート' when 'purchase' then '購入' when 'form' then 'フォーム送信'
      else event end as "行動",
    product_code as "商品コード", product_name as "商品名", page as "ページ", page_title as "表題", referrer as "参照元", campaign as "キャンペーン",
    category as "分類", quantity as "数量", amount as "金額", currency as "通貨" from api.web_event;
create view api_ja."ポイント増減" as
  select customer_id as "顧客番号", at as "日時", points as "ポイント", reason as "理由", balance as "残高" from api.point_entry;
