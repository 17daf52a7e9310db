// What the tests of views share: customers and facts in few words.
#pragma once
#include <string>

#include "tests/unit/store/hub.hpp"

namespace musubi {

class Views : public HubTest {
 protected:
  void customer(int id, const std::string& family, const std::string& company = "") {
    std::string n = std::to_string(id);
    sql("insert into master.customer (id, kind, family, company, phone, email) values (" + n + ", '" + (company.empty() ? "person" : "organisation") + "', '" + family +
        "', nullif('" + company + "', ''), '{03-1234-9876,090-1234-9876}', '{a@example.jp}')");
    sql("insert into identity.profile (id, connection, stream, record_key, party, kind, entered_by, gone, stub, customer_id) values (" + n + ", 'shop', 'members', '" + n +
        "', 'member', 'person', 'self', false, false, " + n + ")");
  }
  void fact(const std::string& table, int owner, const std::string& columns, const std::string& values) {
    std::string n = std::to_string(++facts_);
    sql("insert into master." + table + " (connection, stream, record_key, fact, key, profile_id, " + columns + ") values ('shop', 's', '" + n + "', 'f', '" + n + "', " +
        std::to_string(owner) + ", " + values + ")");
  }
  void order(int owner, int days_ago, int amount, const std::string& status = "") {
    fact("sales_order", owner, "number, ordered_at, amount, currency, status",
         "'N" + std::to_string(facts_) + "', now() - interval '" + std::to_string(days_ago) + " days', " + std::to_string(amount) + ", 'JPY', '" + status + "'");
  }
  void contact(int owner, int days_ago, const std::string& direction, const std::string& more = "'', '', ''") {
    fact("activity", owner, "at, direction, staff, subject, next_step", "now() - interval '" + std::to_string(days_ago) + " days', '" + direction + "', " + more);
  }
  /// All cells of the answer's first column.
  std::string column(const std::string& statement) {
    std::string out;
    for (const auto& row : sql(statement).rows) out += (out.empty() ? "" : " ") + row[0].value_or("-");
    return out;
  }

 private:
  int facts_ = 0;
};

}  // namespace musubi
