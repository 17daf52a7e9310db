// The views that departments read (schemas api and api_ja).
#include "tests/unit/store/views.hpp"

namespace musubi {
namespace {

TEST_F(Views, TellWhoMayBeMailedAndWhy) {
  customer(1, "渋屋");
  customer(2, "渋谷");
  sql("insert into master.mailing values (1, false, 'opted_out', '2026-01-10', 'メルマガ', true, 'ok', null, null)");
  EXPECT_EQ(column("select concat_ws(' ', mail_ok, mail_code, post_ok) from api.customer order by id"), "f opted_out t f undecided f");
  EXPECT_EQ(value("select \"メール可否の理由\" from api_ja.\"顧客\" where \"顧客番号\" = 1"), "配信停止の申し出があります（2026-01-10、メルマガ）。");
  EXPECT_EQ(value("select post_reason from api.customer where id = 1"), "May be sent post.");
}

TEST_F(Views, SayOfMailingWhatTheProgramSays) {
  for (const char* channel : {"mail", "post"})
    for (const char* code : {"ok", "opted_out", "no_address", "made_up", "bounced", "returned", "gone", "purpose", "no_house", "no_consent", "undecided"}) {
      Message message{std::string("merge.") + channel + "_" + code, {{"since", "2026-01-10"}, {"source", "news"}}};
      if (!has_message(message.id)) continue;
      auto said = sql(std::string("select master.mailing_text('") + channel + "', '" + code + "', '2026-01-10', 'news', true), master.mailing_text('" + channel + "', '" + code + "', '2026-01-10', 'news', false)").rows.at(0);
      EXPECT_EQ(render(message, Lang::ja), said[0].value_or(""));
      EXPECT_EQ(render(message, Lang::en), said[1].value_or(""));
    }
}

TEST_F(Views, TellWhoIsGoneFromAllSources) {
  for (int id : {1, 2}) customer(id, "渋屋");
  sql("update identity.profile set gone = true where id = 2");
  EXPECT_EQ(column("select \"元の一覧から消えた\" from api_ja.\"顧客\" order by \"顧客番号\""), "f t");
  sql("update identity.profile set customer_id = 2 where id = 1");
  EXPECT_EQ(value("select gone from api.customer where id = 2"), "f") << "one of its records is still there";
}

TEST_F(Views, ShowACustomerInBothLanguages) {
  customer(1, "渋屋");
  customer(2, "", "東亜工業株式会社");
  EXPECT_EQ(value("select name || phone || email from api.customer where id = 1"), "渋屋03-1234-9876a@example.jp");
  EXPECT_EQ(value("select \"氏名\" || \"電話番号\" from api_ja.\"顧客\" where \"顧客番号\" = 2"), "東亜工業株式会社03-1234-9876");
}

TEST_F(Views, ShowPointsAsTheyCameWithTheirSum) {
  customer(1, "渋屋");
  fact("point_entry", 1, "at, points, reason", "'2026-11-02', -50, '利用'");
  fact("point_entry", 1, "at, points, reason", "'2026-11-01', 120, '付与'");
  fact("point_entry", 1, "at, points, reason", "'2026-11-02', 10, '来店'");
  sql("insert into master.point_entry (connection, stream, record_key, fact, key, profile_id, at, points) values ('app', 's', '9', 'f', '9', 1, '2026-11-03', 7)");
  EXPECT_EQ(column("select points || ':' || balance from api.point_entry order by at, balance"), "120:120 -50:70 10:80 7:7") << "points of two systems are not one balance";
  EXPECT_EQ(column("select \"残高\" from api_ja.\"ポイント増減\" where \"理由\" = '利用'"), "70");
  for (int id : {2, 3}) customer(id, "渋谷"), fact("point_entry", id, "at, points", "'2026-11-0" + std::to_string(id) + "', 5");
  sql("update identity.profile set customer_id = null, stub = true where id in (2, 3)");
  EXPECT_EQ(column("select balance from api.point_entry where customer_id is null"), "5 5") << "members who have not come are strangers to each other";
}

TEST_F(Views, ShowWebBehaviourAndCouponsOfWhoeverHoldsTheVisitorNow) {
  customer(1, "渋屋");
  customer(2, "");
  fact("web_event", 2, "at, event, product_code", "'2026-11-02', 'product', 'T-1'");
  fact("coupon_use", 1, "at, coupon, amount, currency", "'2026-11-02', 'AKI10', 120, 'JPY'");
  EXPECT_EQ(column("select customer_id || product_code from api.web_event"), "2T-1");
  sql("update identity.profile set customer_id = 1 where id = 2");
  EXPECT_EQ(column("select \"顧客番号\" || \"行動\" from api_ja.\"Web行動\""), "1商品閲覧");
  EXPECT_EQ(column("select \"クーポン\" || \"値引額\" from api_ja.\"クーポン利用\""), "AKI10120");
}

TEST_F(Views, LeaveOutUsesOfCouponsThatWereTakenBack) {
  for (int id : {1, 2}) customer(id, "渋屋");
  auto use = [&](int owner, const char* day, const char* coupon, bool cancelled = false) {
    fact("coupon_use", owner, "at, coupon, cancelled", std::string("'2026-11-") + day + " 00:00+09', '" + coupon + "', " + (cancelled ? "true" : "null"));
  };
  use(1, "05", "AKI10");
  use(1, "02", "AKI10", true);
  use(1, "01", "AKI10");
  use(1, "03", "HARU", true);
  use(1, "04", "HARU");
  use(2, "01", "AKI10");
  for (const char* day : {"01", "02"}) use(2, day, "FUYU");
  for (const char* day : {"03", "04"}) use(2, day, "FUYU", true);
  for (const char* day : {"06", "07"}) use(2, day, "NATSU");
  use(2, "08", "NATSU", true);
  fact("coupon_use", 2, "coupon, cancelled", "'HARU', true");
  use(2, "09", "HARU");
  fact("coupon_use", 2, "coupon", "'KISETSU'");
  use(2, "01", "KISETSU", true);
  EXPECT_EQ(column("select customer_id || coupon || to_char(at at time zone 'Asia/Tokyo', 'DD') from api.coupon_use order by 1"), "1AKI1005 1HARU04 2AKI1001 2NATSU06");
}

TEST_F(Views, TakeBackUsesOfTheSameDayWhateverTheKeys) {
  customer(1, "渋屋");
  auto row = [&](const char* key, const char* at, const char* coupon, bool cancelled) {
    sql(std::string("insert into master.coupon_use (connection, stream, record_key, fact, profile_id, at, coupon, cancelled) values ('app', 'coupons', '") + key + "', 'coupon', 1, '" + at + "+09', '" +
        coupon + "', " + (cancelled ? "true" : "null") + ")");
  };
  row("9", "2026-11-01 00:00", "AKI", false), row("10", "2026-11-01 00:00", "AKI", true);
  row("11", "2026-11-01 10:00", "HARU", false), row("12", "2026-11-01 00:00", "HARU", true);
  row("14", "2026-11-01 10:00", "FUYU", false), row("13", "2026-11-01 10:00", "FUYU", true);
  row("15", "2026-11-01 00:00", "NATSU", true), row("16", "2026-11-02 00:00", "NATSU", false);
  row("17", "2026-11-01 09:00", "HANA", true), row("18", "2026-11-01 10:00", "HANA", false);
  row("20", "2026-11-01 08:30", "YUKI", false), row("19", "2026-11-01 00:00", "YUKI", true);
  row("22", "2026-11-02 08:30", "TSUKI", false), row("21", "2026-11-01 00:00", "TSUKI", true);
  for (const char* zone : {"UTC", "Asia/Tokyo", "America/New_York"}) {
    sql(std::string("set timezone = '") + zone + "'");
    EXPECT_EQ(column("select coupon from api.coupon_use order by 1"), "HANA NATSU TSUKI") << zone << ": only the uses that came after; a day is one of Japan";
  }
  sql("set timezone = 'UTC'");
}

TEST_F(Views, AnOptInLiftsWhereItsConnectionMayFeedMailing) {
  customer(1, "渋屋");
  for (const char* kind : {"email", "line"}) {
    std::string k = kind;
    sql("insert into master.contact_point (customer_id, kind, value, shown, profile_id, main) values (1, '" + k + "', 'v', 'v', 1, true)");
    fact("contact_state", 1, "contact, value, state, at", "'" + k + "', 'v', 'opted_out', '2026-05-01'");
    fact("consent", 1, "contact, value, answer, at, own_act, standing", "'" + k + "', 'v', 'opt_in', '2026-06-01', true, true");
  }
  EXPECT_EQ(column("select state from master.contact_point_state order by kind"), "opted_out unverified") << "of other channels nobody decides on mailing";
  sql("insert into hub.mailing_source values ('shop')");
  EXPECT_EQ(column("select state from master.contact_point_state order by kind"), "unverified unverified");
}

TEST_F(Views, AnInvoiceIsUnpaidWhileItsPaymentsDoNotCoverIt) {
  customer(1, "渋屋");
  for (const char* number : {"A", "B", "C", "D"})
    fact("invoice", 1, "number, issued_on, due_on, amount, currency, status",
         std::string("'") + number + "', master.local_time(now())::date - 60, master.local_time(now())::date - 30, 1000, 'JPY', '" + (number[0] == 'D' ? "取消" : "") + "'");
  fact("payment", 1, "number, invoice_number, paid_on, amount", "'1', 'A', master.local_time(now())::date, 400");
  fact("payment", 1, "number, invoice_number, paid_on, amount", "'2', 'A', master.local_time(now())::date, 600");
  fact("payment", 1, "number, invoice_number, paid_on, amount", "'3', 'B', master.local_time(now())::date, 300");
  EXPECT_EQ(column("select number || ':' || open || ':' || days_overdue from api.unpaid_invoice order by 1"), "B:700:30 C:1000:30");
  EXPECT_EQ(column("select \"残額\" from api_ja.\"未入金\" order by \"請求番号\""), "700 1000");
}

TEST_F(Views, AnInvoiceWithNeitherOrderNorContactIsListed) {
  for (int id = 1; id <= 4; ++id) {
    customer(id, "渋屋");
    fact("invoice", id, "number, issued_on, amount, order_number", "'I" + std::to_string(id) + "', master.local_time(now())::date, 1000, " + (id == 4 ? "'N99'" : "null"));
  }
  order(1, 10, 1000);
  contact(2, 100, "out");
  order(4, 10, 1000);
  EXPECT_EQ(column("select customer_id from api.invoice_without_deal order by 1"), "3 4") << "4 names an order that nobody knows";
}

TEST_F(Views, InvoicesAndDealsAreComparedByDaysOfJapan) {
  for (int id : {1, 2}) {
    customer(id, "渋屋");
    fact("invoice", id, "number, issued_on, amount", "'I', '2026-09-01', 1000");
    fact("sales_order", id, "number, ordered_at, amount, currency", std::string("'N', '2026-09-0") + (id == 1 ? "1 23:30" : "2 08:30") + "+09', 1, 'JPY'");
  }
  EXPECT_EQ(column("select customer_id from api.invoice_without_deal"), "2") << "its order came a day after";
}

TEST_F(Views, StagesFollowFromFacts) {
  for (int id = 1; id <= 8; ++id) customer(id, "渋屋");
  contact(2, 9, "in");
  contact(3, 9, "in"), contact(3, 8, "out");
  fact("lead", 4, "at, status", "now(), '見積提出'");
  order(5, 9, 100);
  order(6, 90, 100), order(6, 9, 100);
  order(7, 9, 100, "キャンセル");
  fact("invoice", 8, "number, issued_on, amount", "'I8', master.local_time(now())::date, 1000");
  EXPECT_EQ(column("select stage_ja from api.stage order by customer_id"), "潜在 見込 商談可能 営業 受注 リピート 潜在 受注");
  EXPECT_EQ(column("select stage from api.stage order by customer_id"), "potential prospect qualified negotiation won repeat potential won");
}

/// Whoever waits for an answer has asked, by whatever door: no customer with an unanswered inquiry is one who never asked.
TEST_F(Views, StagesKnowInquiriesThatAreKeptAsFeedback) {
  for (int id = 1; id <= 5; ++id) customer(id, "渋屋");
  fact("feedback", 1, "at, category, status", "now(), '問い合わせ', '新規'");
  fact("feedback", 2, "at, category, status", "now(), '苦情', '対応済'");
  fact("feedback", 3, "at, category", "now(), '問い合わせ'"), contact(3, 0, "送信");
  fact("feedback", 4, "at, category", "now(), '問い合わせ'"), order(4, 1, 100);
  fact("activity", 5, "at, direction, thread", "now(), '受信', 't'"), fact("activity", 5, "at, direction, thread, outcome", "now(), '受信', 't', '送信取り消し'");
  EXPECT_EQ(column("select stage_ja from api.stage order by customer_id"), "見込 見込 商談可能 受注 潜在") << "what was taken back was not asked";
  EXPECT_EQ(column("select customer_id from api.unanswered_inquiry order by 1"), "1 4") << "3 was written to since";
  EXPECT_EQ(value("select count(*) from api.unanswered_inquiry u join api.stage s using (customer_id) where s.stage = 'potential'"), "0");
}

TEST_F(Views, StagesCountDaysOfJapanAndWordsOfPeople) {
  for (int id = 1; id <= 7; ++id) customer(id, "渋屋");
  auto bought = [&](int id, const std::string& at, const std::string& status = "") { fact("sales_order", id, "number, ordered_at, amount, currency, status", "'N', '" + at + "', 1, 'JPY', '" + status + "'"); };
  bought(1, "2026-09-01 08:30+09"), bought(1, "2026-09-01 09:30+09");
  bought(2, "2026-09-01 23:30+09"), bought(2, "2026-09-02 00:30+09");
  fact("activity", 3, "at, direction, outcome", "now(), '受信', '自動返信'");
  fact("activity", 4, "at, direction, outcome", "now(), '受信', '送信取り消し'");
  contact(5, 3, "受信"), fact("activity", 5, "at, direction, outcome", "now(), '送信', '自動返信'");
  for (const char* status : {"注文キャンセル", "返金済み", "失敗", "注文取消し"}) bought(6, "2026-09-01 09:30+09", status);
  bought(7, "2026-09-01 09:30+09", "一部返金済み");
  EXPECT_EQ(column("select stage_ja from api.stage order by customer_id"), "受注 リピート 潜在 潜在 見込 潜在 受注");
}

TEST_F(Views, LeadsAndPurchasesAreComparedByDaysOfJapanInWhateverSession) {
  for (int id = 1; id <= 6; ++id) customer(id, "渋屋");
  auto bought = [&](int id, const std::string& at) { fact("sales_order", id, "number, ordered_at, amount, currency", "'N', '" + at + "', 1, 'JPY'"); };
  auto asked = [&](int id, const std::string& at) { fact("lead", id, "at", "'" + at + "'"); };
  fact("invoice", 1, "number, issued_on, amount", "'I1', '2026-09-01', 1000"), asked(1, "2026-09-02 08:30+09");
  fact("invoice", 2, "number, issued_on, amount", "'I2', '2026-09-01', 1000"), asked(2, "2026-09-01 10:00+09");
  bought(3, "2026-09-01 00:00+09"), asked(3, "2026-09-01 10:00+09");
  bought(4, "2026-09-01 09:00+09"), asked(4, "2026-09-01 10:00+09");
  bought(5, "2026-09-01 00:00+09"), bought(5, "2026-09-01 09:30+09"), asked(5, "2026-09-01 10:00+09");
  bought(6, "2026-09-01 11:00+09"), asked(6, "2026-09-01 10:00+09");
  for (const char* zone : {"UTC", "Asia/Tokyo", "America/New_York"}) {
    sql(std::string("set timezone = '") + zone + "'");
    EXPECT_EQ(column("select standing from master.lead_now order by customer_id"), "existing converted converted existing existing converted") << zone;
    EXPECT_EQ(value("select extract(epoch from converted_at)::bigint from api.lead where customer_id = 2"), "1788188400") << zone << ": midnight in Japan";
  }
  sql("set timezone = 'UTC'");
}

TEST_F(Views, TheTopTenHaveTheirPlaceOfTheYearBefore) {
  for (int id = 1; id <= 12; ++id) {
    customer(id, "渋屋");
    order(id, 30, id * 1000);
    order(id, 400, 20000 - id * 1000);
  }
  EXPECT_EQ(column("select customer_id from api.top_customer order by place"), "12 11 10 9 8 7 6 5 4 3");
  EXPECT_EQ(column("select \"前年順位\" from api_ja.\"売上上位\" order by \"順位\" limit 2"), "12 11");
}

}  // namespace
}  // namespace musubi
