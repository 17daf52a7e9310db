// musubi customer add: what a person types in becomes a record of the connection "manual", a source like any other.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "core/app/ask.hpp"
#include "core/app/audited.hpp"
#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/receive.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

constexpr const char* connection = "manual";
constexpr const char* stream = "posts";

constexpr const char* connection_file = R"(# 手入力（musubi customer add）と、その入力フォーム（/form/manual）。
# Customers typed in by hand: musubi customer add, and the form at /form/manual.
connector: form
touchpoint: 手入力
config:
  title: 顧客の手入力
  fields:
    - {name: 氏名}
    - {name: フリガナ}
    - {name: 会社名}
    - {name: 部署}
    - {name: 役職}
    - {name: 電話番号, type: tel}
    - {name: メール, type: email}
    - {name: 郵便番号}
    - {name: 住所}
    - {name: 生年月日}
    - {name: 備考, type: textarea}
    - {name: 入力者}
)";

constexpr const char* mapping_file = R"(# 手入力の顧客。1件 = 1人、氏名がなければ 1社
source: manual.posts
entered_by: staff
ignore: [入力者, 入力日時, 理由]
parties:
  customer:
    kind: person
    when: 氏名
    name: 氏名
    kana: フリガナ
    company: 会社名
    department: 部署
    title: 役職
    address: {postal_code: 郵便番号, full: 住所}
    phone: 電話番号
    email: メール
    birth_date: 生年月日
    note: 備考
    updated_at: $received_at
  company:
    kind: organisation
    when: {氏名: ''}
    company: 会社名
    address: {postal_code: 郵便番号, full: 住所}
    phone: 電話番号
    email: メール
    note: 備考
    updated_at: $received_at
tests:
  - given: {氏名: 見本 花子, 電話番号: "09012345678", 入力者: 見本}
    expect: {customer.name.family: 見本, customer.phone: 090-1234-5678, company: 0}
  - given: {会社名: 株式会社見本商事}
    expect: {company.company: 株式会社見本商事, customer: 0}
)";

struct Entry {
  const char *name, *ja, *en;
  std::string AddOptions::* value;
  bool asked;  // on a terminal, when nothing was given
};
constexpr Entry entries[] = {
    {"氏名", "氏名", "name", &AddOptions::name, true},
    {"フリガナ", "フリガナ", "kana", &AddOptions::kana, true},
    {"会社名", "会社名", "company", &AddOptions::company, true},
    {"部署", "部署", "department", &AddOptions::department, false},
    {"役職", "役職", "title", &AddOptions::title, false},
    {"電話番号", "電話番号", "phone", &AddOptions::phone, true},
    {"メール", "メール", "e-mail", &AddOptions::email, true},
    {"郵便番号", "郵便番号", "postal code", &AddOptions::postal_code, true},
    {"住所", "住所", "address", &AddOptions::address, true},
    {"生年月日", "生年月日", "birth date", &AddOptions::birth_date, false},
    {"備考", "備考", "note", &AddOptions::note, false},
};

void write_once(const fs::path& file, const char* text) {
  if (fs::exists(file)) return;
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw Error("app.cannot_write", {{"file", file.string()}});
}

/// The configuration with the connection for typed-in customers, which is written where it is missing.
Configuration with_manual(Context& context) {
  Configuration out = configured(context);
  if (const ConnectionSettings* there = out.find(connection)) {
    if (there->connector != "form") throw Error("app.manual_taken", {{"file", there->file.string()}});
    return out;
  }
  write_once(out.directory / "mappings" / "manual.posts.yaml", mapping_file);
  write_once(out.directory / "connections" / "manual.yaml", connection_file);
  return configured(context);
}

std::string nonce() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

void ask_for(const Context& context, AddOptions& options) {
  for (const Entry& entry : entries)
    if (entry.asked) options.*entry.value = asked_line(context, fmt::format("{}: ", context.say(entry.ja, entry.en)));
}

std::string json_of(const Context& context, const AddOptions& options) {
  std::string out;
  for (const Entry& entry : entries)
    if (const std::string& text = options.*entry.value; !text.empty()) out += fmt::format("{}: {}, ", json_text(entry.name), json_text(text));
  if (!context.why.empty()) out += fmt::format("{}: {}, ", json_text("理由"), json_text(context.why));
  return out + fmt::format("{}: {}, {}: {}", json_text("入力者"), json_text(speaker(context).who), json_text("入力日時"), json_text(format_utc(context.clock->now())));
}

/// Publishes what is waiting here and now; a running hub may have done so already.
void publish_now(Inbox& inbox) {
  std::stop_source at_once;
  at_once.request_stop();
  std::optional<Message> trouble;
  inbox.publish_posts(at_once.get_token(), [&](const Message& m) { trouble = m; });
  if (trouble) throw Error(*trouble);
}

int64_t customer_of(Hub& hub, const RecordKey& key) {
  Session session = hub.store.begin();
  for (const Row& row : session.profile_rows_of({key}))
    if (int64_t customer = profile_of(row).customer_id) return customer;
  return 0;
}

/// What could not be read of it, said at once: whoever typed it is still there.
void print_notes(const Context& context, const Hub& hub, const std::string& json) {
  RawRecord record;
  record.id = {connection, stream, "new"};
  record.json = "{" + json + "}";
  Mapped mapped = map_record(*hub.rules.mapping({connection, stream}), record, hub.rules.context(connection));
  for (const Note& n : mapped.notes) fmt::print(stderr, "{} {}: {}\n", context.say("注意", "note"), n.field, render(n.message, context.lang));
}

/// The post itself is no reader's or steward's doing.
void keep_added(const Context& context, Hub& hub, int64_t id, const AddOptions& options) {
  Audited one = reading(context, {}, "customer add");
  one.customers = {id};
  for (const Entry& entry : entries)
    if (!(options.*entry.value).empty()) one.fields.emplace_back(entry.en);
  Session session = hub.store.begin();
  keep_audit(session, std::move(one));
  session.commit();
}

}  // namespace

int run_customer_add(Context& context, const AddOptions& given) {
  AddOptions options = given;
  Configuration configuration = with_manual(context);
  bool nobody = options.name.empty() && options.company.empty();
  if (nobody && isatty(0)) ask_for(context, options);
  if (options.name.empty() && options.company.empty()) throw Error("app.add_nobody");
  Hub hub = open_hub(std::move(configuration));
  std::string json = json_of(context, options), once = nonce();
  print_notes(context, hub, json);
  Inbox inbox(hub, *context.clock, {connection});
  if (inbox.broken().contains(connection)) throw Error(inbox.broken().at(connection));
  PushAnswer answer = inbox.receive(connection, {"POST", "/", {{"Content-Type", "application/json"}, {"Accept", "application/json"}}, fmt::format("{{\"_nonce\": {}, {}}}", json_text(once), json)});
  if (answer.status >= 300) throw Error("app.add_refused", {{"status", fmt::to_string(answer.status)}});
  publish_now(inbox);
  int64_t id = customer_of(hub, {connection, stream, "n-" + once});
  if (!id) throw Error("app.add_held");
  keep_added(context, hub, id, options);
  context.json ? fmt::print("{{\"customer\": {}}}\n", id) : fmt::print("{} #{}\n", context.say("顧客に入れました:", "Entered, customer"), id);
  return 0;
}

}  // namespace musubi
