-- As before (075), with the reasons made_up, gone and no_house, and with whether all records of the customer are gone from their sources.
create or replace function master.mailing_text(channel text, code text, since date, source text, ja boolean) returns text language sql stable as $$
  select replace(replace(case channel || ' ' || coalesce(code, 'undecided')
    when 'mail ok' then case when ja then 'メールを送れます（同意 {since}、{source}）。' else 'May be mailed (consent {since}, {source}).' end
    when 'mail opted_out' then case when ja then '配信停止の申し出があります（{since}、{source}）。' else 'Opted out of mailing ({since}, {source}).' end
    when 'mail no_address' then case when ja then 'メールアドレスがありません。' else 'There is no e-mail address.' end
    when 'mail made_up' then case when ja then '実在しないメールアドレスです（test@example.com など）。' else 'The e-mail address is made up (test@example.com and the like).' end
    when 'mail bounced' then case when ja then 'メールが届かないアドレスです（{since}、{source}）。' else 'Mail to the address bounces ({since}, {source}).' end
    when 'mail gone' then case when ja then '元の一覧から消えています。' else 'The record is gone from its source.' end
    when 'mail purpose' then case when ja then '配信に使えるデータではありません（接続の mailing が no）。' else 'The data is not for mailing (the connection says mailing: no).' end
    when 'mail no_consent' then case when ja then '配信への同意がありません。' else 'Nobody has consented to mailing.' end
    when 'mail undecided' then case when ja then 'まだ判定していません。musubi sync を実行してください。' else 'Not decided yet. Run musubi sync.' end
    when 'post undecided' then case when ja then 'まだ判定していません。musubi sync を実行してください。' else 'Not decided yet. Run musubi sync.' end
    when 'post ok' then case when ja then '郵送できます。' else 'May be sent post.' end
    when 'post opted_out' then case when ja then '郵送停止の申し出があります（{since}、{source}）。' else 'Opted out of post ({since}, {source}).' end
    when 'post no_address' then case when ja then '住所がありません。' else 'There is no postal address.' end
    when 'post returned' then case when ja then '郵便が返送された住所です（{since}、{source}）。' else 'Post to the address came back ({since}, {source}).' end
    when 'post gone' then case when ja then '元の一覧から消えています。' else 'The record is gone from its source.' end
    when 'post no_house' then case when ja then '住所に番地や建物がありません（番地のない所なら「無番地」と書いてください）。' else 'The address names no house (write 無番地 where houses have no number).' end
    when 'post purpose' then case when ja then '郵送に使えるデータではありません（接続の mailing が no）。' else 'The data is not for mailing (the connection says mailing: no).' end
  end, '{since}', coalesce(since::text, '—')), '{source}', coalesce(nullif(source, ''), '—'))
$$;

create or replace view api.customer as
  select c.id, c.kind,
    case c.kind when 'person' then nullif(concat_ws(' ', c.family, c.given), '') else c.company end as name,
    nullif(concat_ws(' ', c.family_kana, c.given_kana), '') as kana,
    c.company, c.department, c.title, c.phone[1] as phone, c.email[1] as email, c.phone as phones, c.email as emails,
    c.postal_code, c.prefecture, c.city, nullif(concat(c.prefecture, c.city, c.town, c.street, ' ' || c.building), '') as address,
    c.birth_date, c.sex, c.website, c.industry, c.corporate_number, c.note,
    coalesce(m.mail_ok, false) as mail_ok, master.mailing_text('mail', m.mail_code, m.mail_since, m.mail_source, false) as mail_reason, coalesce(m.mail_code, 'undecided') as mail_code,
    coalesce(m.post_ok, false) as post_ok, master.mailing_text('post', m.post_code, m.post_since, m.post_source, false) as post_reason, coalesce(m.post_code, 'undecided') as post_code,
    not exists (select from identity.profile p where p.customer_id = c.id and not p.gone) as gone
  from master.customer c
  left join master.mailing m on m.customer_id = c.id;

create or replace view api_ja."顧客" as
  select c.id as "顧客番号", case c.kind when 'person' then '個人' else '法人' end as "区分", c.name as "氏名", c.kana as "フリガナ", c.company as "会社名",
    c.department as "部署", c.title as "役職", c.phone as "電話番号", c.email as "メールアドレス", c.postal_code as "郵便番号", c.prefecture as "都道府県",
    c.city as "市区町村", c.address as "住所", c.birth_date as "生年月日", case c.sex when 'male' then '男性' when 'female' then '女性' else c.sex end as "性別",
    c.website as "ウェブサイト", c.industry as "業種", c.corporate_number as "法人番号", c.note as "備考",
    c.mail_ok as "メール可", master.mailing_text('mail', m.mail_code, m.mail_since, m.mail_source, true) as "メール可否の理由",
    c.post_ok as "郵送可", master.mailing_text('post', m.post_code, m.post_since, m.post_source, true) as "郵送可否の理由",
    c.gone as "元の一覧から消えた"
  from api.customer c
  left join master.mailing m on m.customer_id = c.id;
