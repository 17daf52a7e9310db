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
    fact("invoice", id, "number, issued_on, amount, status", "'I" + std::to_string(id) + "', current_date, 1000, '" + status + "'");
  }
  for (const char* status : none) {
    customer(++id, "渋谷");
    fact("invoice", id, "number, issued_on, amount, status", "'I" + std::to_string(id) + "', current_date, 1000, '" + status + "'");
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

}  // namespace
}  // namespace musubi
