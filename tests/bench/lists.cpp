#include "tests/bench/lists.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <vector>

#include "tests/bench/people.hpp"

namespace musubi::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::pair<const char*, const char*> settings[] = {
    {"musubi.yaml", "language: en\ntime_zone: Asia/Tokyo\n"},
    {"connections/ec.yaml",
     "connector: file\nconfig:\n  streams:\n    customers: {path: ec_customers.jsonl, key: [customer_id]}\n  "
     "  orders: {path: ec_orders.jsonl, key: [order_id]}\n"},
    {"connections/pos.yaml",
     "connector: file\nconfig:\n  streams:\n    members: {path: pos_members.csv, key: [会員番号]}\n    "
     "receipts: {path: pos_receipts.csv, key: [伝票番号]}\n"},
    {"connections/form.yaml",
     "connector: file\nconfig:\n  streams:\n    entries: {path: form_entries.jsonl, key: [no]}\n"},
    {"connections/accounting.yaml",
     "connector: file\nconfig:\n  streams:\n    customers: {path: accounting_customers.csv, key: "
     "[得意先コード]}\n"},
    {"mappings/ec.customers.yaml", R"(source: ec.customers
entered_by: self
parties:
  customer: {kind: person, key: customer_id, ids: {ec_customer: customer_id}, name: name, kana: kana, email: email, phone: tel,
    address: {postal_code: zip, full: address}, birth_date: birthday, updated_at: updated_at}
)"},
    {"mappings/ec.orders.yaml", R"(source: ec.orders
facts:
  order: {kind: sales_order, of: {stream: customers, key: customer_id}, key: order_id, number: order_id, ordered_at: at, amount: total,
    payment_method: payment}
)"},
    {"mappings/pos.members.yaml", R"(source: pos.members
entered_by: staff
parties:
  member: {kind: person, key: 会員番号, ids: {pos_member: 会員番号}, name: 氏名, kana: フリガナ, phone: 電話番号,
    address: {postal_code: 郵便番号, full: 住所}, birth_date: 生年月日}
)"},
    {"mappings/pos.receipts.yaml", R"(source: pos.receipts
facts:
  receipt: {kind: sales_order, of: {stream: members, key: 会員番号}, key: 伝票番号, number: 伝票番号, ordered_at: 日時, amount: 金額, shop: 店舗}
)"},
    {"mappings/accounting.customers.yaml", R"(source: accounting.customers
entered_by: staff
parties:
  customer: {kind: person, key: 得意先コード, name: 得意先名, phone: 電話, address: {postal_code: 郵便番号, full: 住所}}
)"}};

constexpr const char* form_mapping = R"(source: {}.entries
entered_by: self
parties:
  sender: {{kind: person, key: no, name: お名前, kana: ふりがな, email: メール, phone: 電話, updated_at: 送信日時}}
facts:
  inquiry: {{kind: activity, of: sender, key: no, at: 送信日時, subject: 件名, channel: {{const: form}}}}
)";

void write_file(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

void write_settings(const fs::path& folder) {
  for (const auto& [name, text] : settings) write_file(folder / name, text);
  write_file(folder / "mappings/form.entries.yaml", fmt::format(fmt::runtime(form_mapping), "form"));
}

std::string form_entry(const Person& p, const char* space, const std::string& email, const std::string& phone, const std::string& time) {
  return fmt::format(R"({{"no":"F{:07}","お名前":"{}{}{}","ふりがな":"{}{}","メール":"{}","電話":"{}","件名":"資料請求","送信日時":"{}"}})",
                     p.number, p.family, space, p.given, p.family_kana, p.given_kana, email, phone, time);
}

std::string hyphened(const std::string& phone) {
  return phone.substr(0, 3) + "-" + phone.substr(3, 4) + "-" + phone.substr(7);
}
std::string zip_of(const std::string& code) {
  return code.substr(0, 3) + "-" + code.substr(3);
}

/// 1-2-3 as 1丁目2番3号.
std::string in_words(const std::string& house) {
  size_t first = house.find('-'), second = house.find('-', first + 1);
  return house.substr(0, first) + "丁目" + house.substr(first + 1, second - first - 1) + "番" +
         house.substr(second + 1) + "号";
}

std::string old_kanji(std::string name) {
  for (const auto& [now, old] :
       {std::pair<std::string, std::string>{"高", "髙"}, {"崎", "﨑"}, {"沢", "澤"}, {"島", "嶋"}})
    if (size_t at = name.find(now); at != std::string::npos) return name.replace(at, now.size(), old);
  return name;
}

class Lists {
 public:
  Lists(const fs::path& folder, uint64_t seed) : seed_(seed), random_(seed) {
    constexpr const char* names[] = {"ec_customers.jsonl",       "pos_members.csv", "form_entries.jsonl",
                                     "accounting_customers.csv", "ec_orders.jsonl", "pos_receipts.csv"};
    for (size_t i = 0; i < out_.size(); ++i) out_[i].open(folder / names[i], std::ios::binary);
    out_[1] << "会員番号,氏名,フリガナ,電話番号,郵便番号,住所,生年月日\r\n";
    out_[3] << "得意先コード,得意先名,電話,郵便番号,住所\r\n";
    out_[5] << "伝票番号,会員番号,日時,金額,店舗\r\n";
  }

  Written write(int64_t rows, int64_t orders) {
    int64_t people = rows * 3 / 5, left = rows;
    for (int64_t i = 0; i < people; ++i) {
      Person p = person(seed_, i);
      int64_t spare = left - (people - i);
      size_t first = below(random_, 4);
      add(first, p);
      --left;
      for (size_t more = 1; more < 4 && spare > 0; ++more) {
        if (!chance(random_, 22) && spare * 9 < (people - i) * 6 + 9) continue;
        add((first + more) % 4, p);
        --left, --spare;
      }
    }
    for (int64_t i = 0; i < orders; ++i) add_order(i);
    Written out{rows - left, people, orders, 0};
    for (std::ofstream& one : out_) out.bytes += int64_t(one.tellp());
    return out;
  }

 private:
  void add(size_t source, const Person& p) {
    switch (source) {
      case 0:
        return add_ec(p);
      case 1:
        return add_pos(p);
      case 2:
        return add_form(p);
      default:
        return add_accounting(p);
    }
  }
  std::string time() {
    return fmt::format("2025-{:02}-{:02}T{:02}:{:02}:00+09:00", 1 + below(random_, 12),
                       1 + below(random_, 28), below(random_, 24), below(random_, 60));
  }
  void add_ec(const Person& p) {
    out_[0]
        << fmt::format(
               R"({{"customer_id":"C{:07}","name":"{}{}{}","kana":"{} {}","email":"{}","tel":"{}","zip":"{}","address":"{}{}","birthday":"{}","updated_at":"{}"}})",
               p.number, p.family, chance(random_, 50) ? " " : "　", p.given, p.family_kana, p.given_kana,
               p.email, chance(random_, 50) ? p.phone : hyphened(p.phone), zip_of(p.postal_code), p.region,
               p.house, p.born, time())
        << '\n';
    ec_.push_back(p.number);
  }
  void add_pos(const Person& p) {
    out_[1] << fmt::format("{:08},{}　{},{} {},{},{},{}{},{}\r\n", p.number,
                           chance(random_, 10) ? old_kanji(p.family) : p.family, p.given, p.family_kana,
                           p.given_kana, p.phone, p.postal_code, p.region, in_words(p.house),
                           chance(random_, 90) ? p.born : "");
    pos_.push_back(p.number);
  }
  void add_form(const Person& p) {
    bool both = chance(random_, 60);
    out_[2] << form_entry(p, chance(random_, 40) ? "" : " ", both || chance(random_, 50) ? p.email : "", both ? hyphened(p.phone) : "", time())
            << '\n';
  }
  void add_accounting(const Person& p) {
    out_[3] << fmt::format("A{:07},{}　{}{},{},{},{}{}\r\n", p.number,
                           chance(random_, 10) ? old_kanji(p.family) : p.family, p.given,
                           chance(random_, 50) ? "様" : "", hyphened(p.phone), zip_of(p.postal_code),
                           p.region, chance(random_, 95) ? p.house : "");
  }
  void add_order(int64_t number) {
    bool at_till = pos_.empty() || (number % 2 == 0 && !ec_.empty()) ? false : true;
    if (at_till)
      out_[5] << fmt::format("R{:08},{:08},{},{},{}\r\n", number, pos_[below(random_, pos_.size())], time(),
                             100 * (1 + below(random_, 300)), "渋谷店");
    else
      out_[4]
          << fmt::format(
                 R"({{"order_id":"E{:08}","customer_id":"C{:07}","at":"{}","total":"{}","payment":"card"}})",
                 number, ec_[below(random_, ec_.size())], time(), 100 * (1 + below(random_, 300)))
          << '\n';
  }

  uint64_t seed_;
  std::mt19937_64 random_;
  std::array<std::ofstream, 6> out_;
  std::vector<int64_t> ec_, pos_;
};

}  // namespace

Written write_lists(const fs::path& folder, uint64_t seed, int64_t rows, int64_t orders) {
  write_settings(folder);
  return Lists(folder, seed).write(rows, orders);
}

void write_news(const fs::path& folder, uint64_t seed, int64_t people, int64_t rows) {
  write_file(folder / "connections/news.yaml",
             "connector: file\nconfig:\n  streams:\n    entries: {path: news_entries.jsonl, key: [no]}\n");
  write_file(folder / "mappings/news.entries.yaml", fmt::format(fmt::runtime(form_mapping), "news"));
  std::string list;
  for (int64_t i = 0; i < rows; ++i) {
    Person p = person(seed, i % 2 == 0 ? i * people / rows : people + i);
    list += form_entry(p, " ", p.email, p.phone, "2026-01-05T10:00:00+09:00") + '\n';
  }
  write_file(folder / "news_entries.jsonl", list);
}

}  // namespace musubi::bench
