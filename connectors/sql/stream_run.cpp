#include "connectors/sql/stream_run.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "connectors/sql/content.hpp"
#include "connectors/sql/table.hpp"
#include "core/sdk/key.hpp"
#include "core/text/json.hpp"

namespace musubi::sql {
namespace {

constexpr int kVersion = 1;

struct State {
  std::string settings, cursor;
  Position behind;

  static State parse(std::string_view text, const std::string& settings) {
    State out{settings, "", {}};
    auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("v", 0) != kVersion || json.value("settings", "") != settings)
      return out;
    out.cursor = json.value("cursor", "");
    out.behind = json.value("behind", Position());
    return out;
  }
  std::string text() const {
    nlohmann::ordered_json json{{"v", kVersion}, {"settings", settings}};
    if (!cursor.empty()) json["cursor"] = cursor;
    if (!behind.empty()) json["behind"] = behind;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
};

class StreamRun {
 public:
  StreamRun(const Host& host, const Settings& settings, const StreamSettings& stream, std::string_view state)
      : host_(host),
        settings_(settings),
        stream_(stream),
        database_(Database::connect(host, settings)),
        table_(*database_, stream),
        state_(State::parse(state, content_hash(stream.fingerprint))),
        from_(state_.cursor) {
    for (const auto& column : table_.columns()) {
      names_.emplace_back(names_.empty() ? "" : ",");
      text::append_json_string(names_.back(), column.name);
      names_.back() += ':';
    }
  }

  void run() {
    for (Table::Part part : table_.parts()) read_part(part);
    state_.behind.clear();
    host_.checkpoint(stream_.name, state_.text());
  }

  void fetch(std::string_view key) {
    std::string select = table_.select_by_key(key_parts(key, table_.key().size()));
    bool found = false;
    if (!select.empty())
      database_->rows(select, table_.columns().size(), [&](const std::vector<Text>& row) {
        if (key_of(row) != key) return;
        found = true;
        deliver(row, write_json(row));
      });
    if (!found) host_.deleted(stream_.name, key);
  }

 private:
  void read_part(Table::Part part) {
    bool main = part == Table::Part::main;
    bool paged = table_.pages() && part != Table::Part::keyless;
    size_t limit = paged ? settings_.page_size : 0;
    std::vector<size_t> order = main ? table_.order() : table_.key();
    Position behind = main && !table_.has_cursor() ? state_.behind : Position();
    bool repeats = paged && table_.repeats();
    std::unordered_multiset<std::string> seen, page;
    for (bool more = true; more;) {
      size_t count = 0, fresh = 0;
      database_->rows(table_.select(part, from_, behind, limit), table_.columns().size(),
                      [&](const std::vector<Text>& row) {
                        ++count;
                        bool readable = write_json(row);
                        behind = position(row, order);
                        if (repeats) page.insert(json_);
                        if (taken_from(seen)) return;
                        ++fresh;
                        deliver(row, readable);
                      });
      more = paged && count == limit;
      // A page that brought little new may be full of rows that are the same to the database.
      if (repeats && 2 * fresh <= count) limit *= 2;
      seen = std::exchange(page, {});
      if (main && count) checkpoint(behind);
    }
  }

  std::string key_of(const std::vector<Text>& row) const {
    std::vector<std::string> parts;
    for (size_t column : table_.key()) parts.push_back(plain_text(table_.columns()[column].kind, row[column]));
    return joined_key({parts.begin(), parts.end()});
  }

  static Position position(const std::vector<Text>& row, const std::vector<size_t>& order) {
    Position here;
    for (size_t column : order) here.push_back(row[column].value_or(""));
    return here;
  }

  /// Whether the page before held this row; each counts once.
  bool taken_from(std::unordered_multiset<std::string>& seen) {
    auto again = seen.find(json_);
    if (again == seen.end()) return false;
    seen.erase(again);
    return true;
  }

  void checkpoint(const Position& behind) {
    if (table_.has_cursor())
      state_.cursor = behind[0];
    else if (table_.pages())
      state_.behind = behind;
    else
      return;
    host_.checkpoint(stream_.name, state_.text());
  }

  bool write_json(const std::vector<Text>& row) {
    bool readable = true;
    json_ = "{";
    for (size_t i = 0; i < row.size(); ++i) {
      json_ += names_[i];
      readable &= append_json(json_, table_.columns()[i].kind, row[i]);
    }
    json_ += '}';
    return readable;
  }

  void deliver(const std::vector<Text>& row, bool readable) {
    if (!readable) return host_.unreadable(stream_.name, "", json_, "bad_text", {{"stream", stream_.name}});
    if (!table_.pages()) return host_.record(stream_.name, content_key(), json_);
    std::vector<std::string> parts;
    std::string columns;
    for (size_t column : table_.key()) {
      parts.push_back(plain_text(table_.columns()[column].kind, row[column]));
      columns += (columns.empty() ? "" : ", ") + table_.columns()[column].name;
    }
    if (std::all_of(parts.begin(), parts.end(),
                    [](const auto& part) { return part.find_first_not_of(' ') == part.npos; }))
      return host_.unreadable(stream_.name, "", json_, "empty_key",
                              {{"stream", stream_.name}, {"column", columns}});
    host_.record(stream_.name, joined_key({parts.begin(), parts.end()}), json_);
  }

  std::string content_key() {
    std::string hash = content_hash(json_);
    return hash + "#" + std::to_string(++equals_[hash]);
  }

  const Host& host_;
  const Settings& settings_;
  const StreamSettings& stream_;
  std::unique_ptr<Database> database_;
  Table table_;
  State state_;
  std::string from_;  // the cursor this run begins with
  std::vector<std::string> names_;
  std::string json_;
  std::unordered_map<std::string, uint32_t> equals_;
};

}  // namespace

void run_stream(const Host& host, const Settings& settings, const StreamSettings& stream,
                std::string_view state) {
  StreamRun(host, settings, stream, state).run();
}

void fetch_keys(const Host& host, const Settings& settings, const StreamSettings& stream, std::span<const std::string_view> keys) {
  if (keys.empty()) return;  // whether a key's columns will do is known to the database alone
  StreamRun run(host, settings, stream, "");
  for (std::string_view key : keys) run.fetch(key);
}

}  // namespace musubi::sql
