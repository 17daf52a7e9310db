// Records of an API become columns, and a mapping of them: nested objects, lists, names as developers write them.
#include "core/map/suggest_columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/map/map.hpp"

namespace musubi {
namespace {

SeenList list_of(const std::vector<std::string>& records) {
  SeenColumns columns;
  for (const std::string& record : records) columns.add(record);
  return columns.list();
}

/// "name filled/distinct [samples]" of each column, "+" where it stands in a list's elements.
std::string told(const SeenList& list) {
  std::string out;
  for (const SeenColumn& column : list.columns) {
    out += (out.empty() ? "" : " ") + column.name + (column.of_elements() ? "+" : "") + "(" + column.top() + ")" + std::to_string(column.filled) + "/" + std::to_string(column.distinct) + "[";
    for (const std::string& sample : column.samples) out += (out.back() == '[' ? "" : ",") + sample;
    out += "]";
  }
  return out;
}

struct Case {
  const char* what;
  std::vector<std::string> records;
  const char* columns;
};

const Case cases[] = {
    {"plain members as they stood", {R"({"id":1,"price":0.10,"on":true})"}, "id(id)1/1[1] price(price)1/1[0.10] on(on)1/1[true]"},
    {"objects by dotted paths", {R"({"a":{"b":{"c":"x"}},"d":"y"})"}, "a.b.c(a)1/1[x] d(d)1/1[y]"},
    {"what is empty here and an object there is the object", {R"({"a":null})", R"({"a":{"b":"x"}})", R"({"a":{}})"}, "a.b(a)1/1[x]"},
    {"what is always empty is a column", {R"({"a":null,"b":{},"c":[]})"}, "a(a)0/0[] b(b)0/0[] c(c)0/0[]"},
    {"a list of values is one column", {R"({"t":["x","y"]})", R"({"t":[]})"}, "t(t)1/2[x,y]"},
    {"objects of a list by their members", {R"({"m":[{"v":"x"},{"v":"y","k":"z"}]})"}, "m.v+(m)1/2[x,y] m.k+(m)1/1[z]"},
    {"objects in a list's objects", {R"({"m":[{"o":{"v":"x"}}]})"}, "m.o.v+(m)1/1[x]"},
    {"lists of lists are left out", {R"({"m":[["x"]],"n":"y"})"}, "m(m)0/0[] n(n)1/1[y]"},
    {"no object is a row without columns", {"[1]", "7", "no"}, ""},
};

TEST(SeenColumns, RecordsBecomeColumns) {
  for (const Case& c : cases) {
    SeenList list = list_of(c.records);
    EXPECT_EQ(told(list), c.columns) << c.what;
    EXPECT_EQ(list.rows, int64_t(c.records.size())) << c.what;
  }
}

TEST(SeenColumns, ManyColumnsAndDeepOnesEnd) {
  std::string wide = "{", deep = "\"x\"";
  for (int i = 0; i < 3000; ++i) wide += (i ? ",\"n" : "\"n") + std::to_string(i) + "\":1";
  for (int i = 0; i < 20; ++i) deep = "{\"d\":" + deep + "}";
  EXPECT_EQ(list_of({wide + "}"}).columns.size(), 2000u);
  EXPECT_TRUE(list_of({deep}).columns.empty());
}

TEST(SeenColumns, RunningNumbersCountUp) {
  SeenList list = list_of({R"({"no":1,"id":7})", R"({"no":2,"id":9})", R"({"no":3,"id":8})"});
  EXPECT_TRUE(list.columns[0].counts_up);
  EXPECT_FALSE(list.columns[1].counts_up);
}

struct NameCase {
  const char* json;  // of one field: its path
  const char* path;
  Role role;
};

const NameCase names[] = {
    {R"({"firstName":"花子"})", "firstName", Role::given},
    {R"({"first_name":"花子"})", "first_name", Role::given},
    {R"({"family_name":"山田"})", "family_name", Role::family},
    {R"({"lastNameKana":"ヤマダ"})", "lastNameKana", Role::kana_family},
    {R"({"first_name_kana":"ハナコ"})", "first_name_kana", Role::kana_given},
    {R"({"postal_code":"150-0001"})", "postal_code", Role::postal_code},
    {R"({"zip":"150-0001"})", "zip", Role::postal_code},
    {R"({"address1":"東京都渋谷区神宮前1-2-3"})", "address1", Role::address},
    {R"({"tel":"03-3333-1111"})", "tel", Role::phone},
    {R"({"phoneNumber":"03-3333-1111"})", "phoneNumber", Role::phone},
    {R"({"phones":["03-3333-1111"]})", "phones", Role::phone},
    {R"({"emails":[{"value":"a@example.jp"}]})", "emails.value", Role::email},
    {R"({"birthday":"1980-01-08"})", "birthday", Role::birth_date},
    {R"({"company_name":"株式会社見本"})", "company_name", Role::company},
    {R"({"updated_at":"2026-01-31T09:00:00.000+09:00"})", "updated_at", Role::updated_at},
    {R"({"createdAt":"2026-01-31T09:00:00.000+09:00"})", "createdAt", Role::since},
    {R"({"attributes":{"name":"山田 花子"}})", "attributes.name", Role::name},
    {R"({"profile":{"contact":{"tel":"03-3333-1111"}}})", "profile.contact.tel", Role::phone},
    {R"({"customer":{"address":{"zip":"150-0001"}}})", "customer.address.zip", Role::postal_code},
    {R"({"plan":{"name":"山吹"}})", "plan.name", Role::unused},
    {R"({"owner":{"email":"a@example.jp"}})", "owner.email", Role::unused},
    {R"({"created_by":{"name":"山田 花子"}})", "created_by.name", Role::unused},
    {R"({"items":[{"name":"山田 花子"}]})", "items.name", Role::unused},
};

TEST(SuggestForApi, NamesOfFields) {
  for (const NameCase& c : names) {
    SeenList list = list_of(std::vector<std::string>(4, c.json));
    ASSERT_EQ(list.columns.size(), 1u);
    EXPECT_EQ(list.columns[0].name, c.path);
    EXPECT_EQ(role_word(suggest(list).columns[0].role, Lang::en), role_word(c.role, Lang::en)) << c.path;
  }
}

const std::vector<std::string> customers = {
    R"({"id":11,"first_name":"花子","last_name":"山田","emails":[{"value":"a@example.jp","kind":"home"}],"address":{"zip":"150-0001","address1":"東京都渋谷区神宮前1-2-3"},"tags":["vip"],"orders":[{"sku":"T1"}],"updated_at":"2026-01-31T09:00:00Z"})",
    R"({"id":12,"first_name":"一郎","last_name":"鈴木","emails":[],"address":null,"tags":[],"orders":[],"updated_at":"2026-02-01T09:00:00Z"})"};

TEST(SuggestForApi, TheMappingIsNestedAndHoldsItsTest) {
  SeenList list = list_of(customers);
  Answers catalogue;
  catalogue.key = 0;
  for (Lang lang : {Lang::ja, Lang::en}) {
    std::string text = mapping_text(suggest(list, catalogue), list, "api.customers", "", lang, Looked::stream);
    for (const char* line : {"key: id\n", "ids: {api: id}", "email: emails.value", "postal_code: address.zip", "ignore: [tags, orders]", "updated_at: updated_at",
                             "emails: [{value: \"hanako@example.com\"}]", "address: {zip: \"100-0001\", address1: "})
      EXPECT_NE(text.find(line), text.npos) << line << "\n" << text;
    MappingTestReport report = test_mapping(read_mapping(text, "api.customers.yaml"), {});
    EXPECT_EQ(report.run, 1u);
    EXPECT_TRUE(report.failures.empty()) << text;
  }
}

TEST(SuggestForApi, AnOrdersCustomerIsKnownByTheirOwnNumber) {
  SeenList list = list_of({R"({"id":"1","customer":{"id":"77","name":"山田 花子"},"changed":"2026-01-31T09:00:00Z"})",
                           R"({"id":"2","customer":{"id":"77","name":"山田 花子"},"changed":"2026-02-01T09:00:00Z"})"});
  Answers catalogue;
  catalogue.key = 0;
  catalogue.cursor = 3;
  std::string text = mapping_text(suggest(list, catalogue), list, "api.orders", "", Lang::en, Looked::stream);
  EXPECT_NE(text.find("ids: {api: {from: customer.id, identifies: party}}"), text.npos) << text;
  EXPECT_NE(text.find("updated_at: changed"), text.npos) << text;
  EXPECT_TRUE(test_mapping(read_mapping(text, "api.orders.yaml"), {}).failures.empty()) << text;
}

std::string mapping_of(const std::vector<std::string>& records) {
  SeenList list = list_of(records);
  Answers catalogue;
  catalogue.key = 0;
  return mapping_text(suggest(list, catalogue), list, "api.customers", "", Lang::en, Looked::stream);
}

/// What reaches an introducer would join them with everybody they brought.
TEST(SuggestForApi, WhatReachesSomebodyElseIsNotTheCustomers) {
  const std::string text = mapping_of({R"({"id":"1","first_name":"花子","last_name":"山田","email":"h@example.jp","introducer":{"id":"9","name":"鈴木 一郎","email":"i@example.jp","phone":"090-2345-6789"},"newsletter":{"email":"n@example.jp"}})",
                                       R"({"id":"2","first_name":"一郎","last_name":"佐藤","email":"s@example.jp","introducer":{"id":"9","name":"鈴木 一郎","email":"i@example.jp","phone":"090-2345-6789"},"newsletter":{"email":"m@example.jp"}})"});
  EXPECT_NE(text.find("email: [email, newsletter.email]"), text.npos) << text;
  EXPECT_NE(text.find("ignore: [introducer]"), text.npos) << text;
  EXPECT_EQ(text.find("introducer."), text.npos) << text;
}

TEST(SuggestForApi, ACompanyAndItsContactHaveEachTheirOwnPhone) {
  const std::string text = mapping_of({R"({"id":"1","name":"株式会社青空","phone":"03-3213-1111","contact":{"name":"山田 花子","email":"h@example.jp","phone":"090-2345-6789"}})",
                                       R"({"id":"2","name":"株式会社大地","phone":"03-3213-2222","contact":{"name":"鈴木 一郎","email":"s@example.jp","phone":"090-2345-6780"}})",
                                       R"({"id":"3","name":"株式会社結","phone":"03-3213-3333","contact":{"name":"佐藤 次郎","email":"t@example.jp","phone":"090-2345-6781"}})"});
  EXPECT_NE(text.find("phone: contact.phone\n"), text.npos) << text;
  EXPECT_NE(text.find("phone: phone\n"), text.npos) << text;
}

}  // namespace
}  // namespace musubi
