#include "core/app/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace musubi {
namespace {

std::string worded(const Context& context, const std::string& beginning, std::string_view word) {
  std::string id = beginning + std::string(word);
  return has_message(id) ? render({id, {}}, context.lang) : std::string(word);
}

std::string yes_no(const Context& context, std::string_view cell) {
  return worded(context, "app.yes_", cell);
}

std::string spaced(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace

std::string column_word(const Context& context, std::string_view column) {
  if (has_message("app.column_" + std::string(column))) return worded(context, "app.column_", column);
  const FieldDef* f = find_field(column);
  return f && context.lang == Lang::ja ? std::string(f->ja) : spaced(column);
}

std::string table_word(const Context& context, std::string_view table) { return worded(context, "app.table_", table); }

std::string field_word(const Context& context, Field f) { return column_word(context, field(f).name); }

std::string field_word(const Context& context, std::string_view name) { return column_word(context, name); }

std::string entered_by_word(const Context& context, EnteredBy e) { return worded(context, "app.entered_", word(e)); }

std::string contact_state_word(const Context& context, ContactState state) {
  return context.lang == Lang::ja ? std::string(word_ja(state)) : spaced(word(state));
}

std::string verdict_word(const Context& context, std::string_view verdict) { return worded(context, "app.verdict_", verdict); }

std::string steward_word(const Context& context, std::string_view kind) { return worded(context, "app.steward_", kind); }

std::string audit_word(const Context& context, std::string_view what) {
  std::string id(what);
  std::replace(id.begin(), id.end(), ' ', '_');
  return has_message("app.audit_" + id) ? worded(context, "app.audit_", id) : std::string(what);
}

std::string level_word(const Context& context, std::string_view level) { return worded(context, "app.level_", level); }

std::string state_word(const Context& context, std::string_view state) { return worded(context, "app.state_", state); }

std::string step_word(const Context& context, std::string_view step) { return worded(context, "app.step_", step); }

std::string value_text(const Context& context, const Stated& value) {
  switch (field(value.field).type) {
    case FieldType::sex: return worded(context, "app.sex_", shown(value));
    case FieldType::yes_no: return yes_no(context, shown(value));
    default: return shown(value);
  }
}

std::string said_text(const Context& context, const Profile& profile) {
  std::string out;
  for (const Stated& s : profile.values)
    if (std::string text = value_text(context, s); !text.empty()) out += (out.empty() ? "" : " / ") + text;
  return out;
}

std::string cell_text(const Context& context, const Column& column, const std::optional<std::string>& cell) {
  if (!cell) return "";
  if (column.type == ColumnType::yes_no) return yes_no(context, *cell);
  if (column.type == ColumnType::integer && column.name.ends_with("_id")) return "#" + *cell;
  if (column.name == "kind" || column.name == "field") return column_word(context, *cell);
  std::optional<Time> time = column.type == ColumnType::time ? time_of(*cell) : std::nullopt;
  return time ? format_local(*time, context.zone) : *cell;
}

std::string record_name(const RecordKey& record) { return fmt::format("{}.{}/{}", record.connection, record.stream, record.key); }

}  // namespace musubi
