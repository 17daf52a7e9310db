#include "tests/unit/store/hub.hpp"
#include "tests/scratch.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace musubi {
namespace {

struct SharedHub {
  TemporaryDirectory directory;
  Store store = Store::open("", (directory.path / "d 'a\"ta").string());
};
std::unique_ptr<SharedHub> hub;

class Environment : public testing::Environment {
 public:
  void TearDown() override { hub.reset(); }
};
[[maybe_unused]] const auto* environment = testing::AddGlobalTestEnvironment(new Environment);

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
  path = scratch_folder("store");
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

HubTest::HubTest() {
  if (!hub) hub = std::make_unique<SharedHub>();
  sql("do $$ declare t text; begin for t in select format('%I.%I', table_schema, table_name) from "
      "information_schema.tables"
      " where table_type = 'BASE TABLE' and (table_schema in ('source', 'identity', 'master') or (table_schema = 'hub' and table_name <> "
      "'migration'))"
      " loop execute 'truncate ' || t || ' cascade'; end loop; end $$");
}

Store& HubTest::store() {
  return hub->store;
}

Session::Answer HubTest::sql(const std::string& statement) {
  Session session = store().begin();
  Session::Answer out = session.select(statement);
  session.commit();
  return out;
}

std::string HubTest::value(const std::string& statement) {
  Session::Answer answer = sql(statement);
  return answer.rows.empty() ? "(none)" : answer.rows[0][0].value_or("NULL");
}

int64_t HubTest::begin_run(const std::string& connection) {
  Session session = store().begin();
  int64_t run = session.start_run(connection, at("2026-01-01T00:00:00Z"));
  session.commit();
  return run;
}

Landed HubTest::land(int64_t run, std::vector<RawRecord> batch, const std::optional<std::string>& state) {
  Session session = store().begin();
  Landed out = session.land(run, members, std::move(batch), state);
  session.commit();
  return out;
}

void HubTest::publish(const std::vector<std::string>& held) {
  Session session = store().begin();
  std::vector<int64_t> records, held_records;
  std::vector<Held> rows;
  for (const Pending& p : session.pending(1000, "")) {
    records.push_back(p.id);
    const RawRecord& r = p.record;
    if (std::find(held.begin(), held.end(), r.id.key) == held.end()) continue;
    held_records.push_back(p.id);
    rows.push_back({0,
                    r.id,
                    "map",
                    "氏名",
                    {"base.bad_zone", {{"text", "x"}}},
                    r.json,
                    r.file,
                    r.row,
                    r.run,
                    at("2026-01-02T00:00:00Z")});
  }
  session.hold(rows);
  session.published(records, held_records);
  session.commit();
}

std::string HubTest::figures(int64_t run) {
  Session session = store().begin();
  std::string out;
  musubi::Run found = session.run(run).value_or(musubi::Run{});
  for (const RunStream& s : found.streams) {
    for (int64_t n : {s.read, s.fresh, s.changed, s.unchanged, s.quarantined, s.deleted})
      out += std::to_string(n) + "/";
  }
  return out;
}

RawRecord raw(const std::string& key, const std::string& value, const std::string& file, int64_t row) {
  RawRecord r;
  r.id = {"pos", "members", key};
  r.json = "{\"v\":\"" + value + "\"}";
  for (size_t i = 0; i < value.size(); ++i)
    r.digest[i % 16] = uint8_t(r.digest[i % 16] * 31 + uint8_t(value[i]));
  r.file = file;
  r.row = row;
  r.received_at = at("2026-01-01T09:00:00.5Z");
  return r;
}

RawRecord tombstone(const std::string& key) {
  RawRecord r = raw(key, "gone");
  r.json = "{\"_deleted\": true}";
  r.deleted = true;
  return r;
}

Time at(const std::string& iso) {
  return *parse_time(iso, "UTC");
}

}  // namespace musubi
