#include "connectors/sql/table.hpp"

#include <algorithm>

#include "connectors/sql/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::sql {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < names.size() && i < 30; ++i) out += (i ? ", " : "") + names[i];
  return names.size() > 30 ? out + " …" : out;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

}  // namespace

Table::Table(Database& database, const StreamSettings& settings) : database_(database), settings_(settings) {
  source_ = settings.query.empty() ? database.quoted_table(settings.table) + " AS q"
                                   : "(" + settings.query + "\n) AS q";
  std::vector<Column> all;
  try {
    all = database.describe("SELECT * FROM " + source_);
  } catch (const Failure& failure) {
    if (failure.id != "no_table" || settings.table.empty()) throw;
    std::vector<std::string> tables = database.tables();
    config_failure("no_such_table", {{"stream", settings.name},
                                     {"table", settings.table},
                                     {"nearest", nearest_name(settings.table, tables)},
                                     {"tables", listed(tables)}});
  }
  choose_columns(all);
  std::vector<std::string> key = settings.key;
  if (key.empty() && !settings.table.empty()) {
    key = database.primary_key(settings.table);
    key_is_primary_ = true;
  }
  for (const auto& name : key) key_.push_back(place(name, "key", columns_));
  if (!settings.cursor.empty()) cursor_ = place(settings.cursor, "cursor", columns_);
}

void Table::choose_columns(const std::vector<Column>& all) {
  if (settings_.columns.empty()) {
    columns_ = all;
    return;
  }
  std::vector<std::string> wanted = settings_.columns;
  std::vector<std::string> needed = settings_.key;
  if (needed.empty() && !settings_.table.empty()) needed = database_.primary_key(settings_.table);
  if (!settings_.cursor.empty()) needed.push_back(settings_.cursor);
  for (const auto& name : needed)
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) wanted.push_back(name);
  for (const auto& name : wanted) columns_.push_back(all[place(name, "columns", all)]);
}

size_t Table::place(const std::string& name, const std::string& setting,
                    const std::vector<Column>& all) const {
  std::vector<std::string> names;
  for (const auto& column : all) names.push_back(column.name);
  auto it = std::find(names.begin(), names.end(), name);
  if (it != names.end()) return it - names.begin();
  config_failure("no_column", {{"stream", settings_.name},
                               {"setting", setting},
                               {"column", name},
                               {"nearest", nearest_name(name, names)},
                               {"columns", listed(names)}});
}

std::vector<size_t> Table::order() const {
  std::vector<size_t> out;
  if (has_cursor()) out.push_back(cursor_);
  out.insert(out.end(), key_.begin(), key_.end());
  return out;
}

std::vector<Table::Part> Table::parts() const {
  std::vector<Part> out;
  if (pages() && !key_is_primary_) out.push_back(Part::keyless);
  if (has_cursor()) out.push_back(Part::cursorless);
  out.push_back(Part::main);
  return out;
}

std::string Table::named(size_t column) const {
  return "q." + database_.quoted(columns_[column].name);
}

std::string Table::compare(size_t column, const char* sign, const std::string& text) const {
  return named(column) + " " + sign + " " + database_.literal(columns_[column].kind, text);
}

/// (a > 1 OR a = 1 AND (b > 2 OR b = 2 AND (…))), with a >= 1 in front, which an index can use.
std::string Table::behind_condition(const std::vector<size_t>& order, const Position& behind) const {
  std::string inner;
  for (size_t i = order.size(); i-- > 0;) {
    std::string more = compare(order[i], inner.empty() && repeats() ? ">=" : ">", behind[i]);
    inner = inner.empty() ? more
                          : "(" + more + " OR " + compare(order[i], "=", behind[i]) + " AND " + inner + ")";
  }
  return order.size() > 1 ? compare(order[0], ">=", behind[0]) + " AND " + inner : inner;
}

std::string Table::select(Part part, const std::string& from, const Position& behind, size_t limit) const {
  std::vector<std::string> texts, conditions, sorted;
  for (size_t i = 0; i < columns_.size(); ++i) texts.push_back(database_.as_text(named(i), columns_[i].kind));
  std::vector<std::string> keyless;
  for (size_t column : key_) keyless.push_back(named(column) + " IS NULL");
  if (pages() && !key_is_primary_)
    conditions.push_back((part == Part::keyless ? "(" : "NOT (") + joined(keyless, " OR ") + ")");
  if (has_cursor() && part != Part::keyless)
    conditions.push_back(named(cursor_) + (part == Part::main ? " IS NOT NULL" : " IS NULL"));
  if (!from.empty() && part == Part::main && behind.empty())
    conditions.push_back(compare(cursor_, ">=", from));
  if (!from.empty() && part == Part::keyless)
    conditions.push_back("(" + compare(cursor_, ">=", from) + " OR " + named(cursor_) + " IS NULL)");
  std::vector<size_t> places = part == Part::main ? order() : key_;
  if (!behind.empty()) conditions.push_back(behind_condition(places, behind));
  for (size_t column : places) sorted.push_back(named(column));
  std::string out = "SELECT " + joined(texts, ", ") + " FROM " + source_;
  if (!conditions.empty()) out += " WHERE " + joined(conditions, " AND ");
  if (!sorted.empty()) out += " ORDER BY " + joined(sorted, ", ");
  return limit ? out + " LIMIT " + std::to_string(limit) : out;
}

/// The column's text is `text`, whatever index that costs; whole numbers are compared as such, so that an index serves. "": it cannot be.
std::string Table::is_text(size_t column, const std::string& text) const {
  Kind kind = columns_[column].kind;
  if (kind == Kind::date_time || kind == Kind::instant) config_failure("no_fetch", {{"stream", settings_.name}});
  if (kind == Kind::integer) {
    bool whole = !text.empty() && text.size() < 19 && text.find_first_not_of("0123456789", text[0] == '-') == text.npos && text != "-";
    return whole ? compare(column, "=", text) : "";
  }
  std::string shown = database_.as_text(named(column), kind);
  if (kind != Kind::tagged) return shown + " = " + database_.literal(Kind::text, text);
  std::string out;
  for (const char* tag : {"i", "r", "t", "x"}) out += (out.empty() ? "" : ", ") + database_.literal(kind, std::string("t") + tag + text);
  return shown + " IN (" + out + ")";
}

std::string Table::select_by_key(const std::vector<std::string>& texts) const {
  if (!pages()) config_failure("no_fetch", {{"stream", settings_.name}});
  std::vector<std::string> shown, conditions;
  for (size_t i = 0; i < key_.size(); ++i) {
    std::string condition = texts.size() == key_.size() ? is_text(key_[i], texts[i]) : "";
    if (condition.empty()) return "";
    conditions.push_back(std::move(condition));
  }
  for (size_t i = 0; i < columns_.size(); ++i) shown.push_back(database_.as_text(named(i), columns_[i].kind));
  return "SELECT " + joined(shown, ", ") + " FROM " + source_ + " WHERE " + joined(conditions, " AND ");
}

}  // namespace musubi::sql
