-- As before (091), with wishes to get no mails at an address that the mail does not name.
create or replace view api_ja."変更の提案" as
  select customer_id as "顧客番号",
    case field when 'employment' then '在職' when 'opt_out' then '配信停止' when 'company' then '会社名' when 'department' then '部署' when 'title' then '役職'
      when 'phone' then '電話番号' when 'email' then 'メールアドレス' when 'address' then '住所' else field end as "項目",
    case when field = 'opt_out' then 'ほかのアドレス' when field <> 'employment' then value when value = 'ended' then '退職' when value = 'moved' then '異動'
      when value = 'leave' then '長期休業' when value = 'handed_over' then '担当変更' else value end as "提案された値",
    since as "最初に届いた日時", at as "最後に届いた日時", source as "出どころ", wording as "文言" from api.change_proposal;
