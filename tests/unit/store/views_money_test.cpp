// The views of orders and invoices: which of them stand, and which are open.
#include "tests/unit/store/views.hpp"

namespace musubi {
namespace {

TEST_F(Views, AnInvoiceThatWasNotPaidStaysOpenAndAnOrderThatWasNotIsNone) {
  const char* unpaid[] = {"支払期限切れ", "期限切れ", "expired", "決済失敗", "支払い失敗", "failed"};
  const char* none[] = {"取消", "請求取消", "返金済み", "void", "キャンセル済み"};
  int id = 0;
  for (const char* status : unpaid) {
    customer(++id, "渋屋");
    fact("invoice", id, "number, issued_on, amount, status", "'I" + std::to_string(id) + "', master.local_time(now())::date, 1000, '" + status + "'");
  }
  for (const char* status : none) {
    customer(++id, "渋谷");
    fact("invoice", id, "number, issued_on, amount, status", "'I" + std::to_string(id) + "', master.local_time(now())::date, 1000, '" + status + "'");
  }
  EXPECT_EQ(column("select customer_id from api.unpaid_invoice order by 1"), "1 2 3 4 5 6");
  EXPECT_EQ(column("select customer_id from api.purchase order by 1"), "1 2 3 4 5 6");
  for (const char* status : unpaid) {
    customer(++id, "野村");
    order(id, 1, 1000, status);
  }
  customer(++id, "野村");
  order(id, 1, 1000, "paid");
  EXPECT_EQ(column("select customer_id from api.purchase where customer_id > 11 order by 1"), "18");
}

TEST_F(Views, AnInvoiceWhoseStatusSaysPaidIsNotOpenWithoutAPayment) {
  const char* paid[] = {"入金済",   "入金済み", "入金済み（2026/2/5 振込）", "ご入金済み", "入金確認済み", "全額入金済み", "1:入金済", "入金", "支払済み", "支払い済み", "お支払い済み", "支払完了",
                        "決済済み", "決済完了", "回収済",   "消込済",   "消し込み済み", "領収済", "口座振替済", "引落済み", "済", "完済", "paid", "PAID", "Paid in full", "fully_paid", "paid on 2026-02-05",
                        "payment_received", "settled", "Succeeded", "reconciled",
                        "入金：済", "入金 2026-02-05", "入金済（全額）", "入金済み 確認済み", "入金済 2月5日", "入金済(R8.2.5)", "入金済み 2026年2月5日 10:30", "paid Feb 5, 2026", "paid (full)", "paid: yes", "paid_in_full"};
  const char* open[] = {"未入金",   "未払い",   "未回収", "未決済", "未消込", "一部入金", "一部入金済み", "入金済み（一部）", "入金済み 残あり", "入金待ち", "入金予定", "入金なし", "支払い待ち", "支払期限切れ", "決済失敗",
                        "請求済み", "送付済み", "確定",   "回収不能", "unpaid", "partially_paid", "paid partially", "part-paid", "not paid", "pending", "open", "sent", "overdue", "uncollectible", "payment_failed", "",
                        "入金：なし", "入金(なし)", "入金：×", "入金: 0円", "入金 確認中", "入金（遅れ）", "paid: no", "Paid: false", "settled: no", "Paid 50%", "Paid 30,000 / 50,000", "入金済（半額）", "入金済（内金）", "入金済(1回目)", "入金済 (1/2)",
                        "paid (deposit)", "請求書受領済", "受領済み（検収中）"};
  int id = 0;
  for (const char* status : paid) {
    customer(++id, "渋屋");
    fact("invoice", id, "number, issued_on, amount, status", "'I" + std::to_string(id) + "', master.local_time(now())::date, 1000, '" + status + "'");
  }
  EXPECT_EQ(column("select i.status from api.unpaid_invoice u join api.invoice i using (customer_id)"), "");
  std::string wanted;
  for (const char* status : open) {
    customer(++id, "渋谷");
    fact("invoice", id, "number, issued_on, amount, status", "'I" + std::to_string(id) + "', master.local_time(now())::date, 1000, '" + status + "'");
    wanted += (wanted.empty() ? "" : " ") + std::to_string(id);
  }
  EXPECT_EQ(column("select customer_id from api.unpaid_invoice order by 1"), wanted);
}

}  // namespace
}  // namespace musubi
