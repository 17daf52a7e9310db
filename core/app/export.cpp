// musubi export customers: the master as CSV or JSON lines.
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "core/app/audited.hpp"
#include "core/app/print.hpp"
#include "core/app/privacy.hpp"
#include "core/app/words.hpp"
#include "core/merge/mailing.hpp"
#include "core/store/reading.hpp"
#include "core/text/csv.hpp"

namespace musubi {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File opened_file(const std::string& name) {
  if (name.empty() || name == "-") return {stdout, [](std::FILE*) { return 0; }};
  File out(std::fopen(name.c_str(), "wb"), std::fclose);
  if (!out) throw Error("app.cannot_write", {{"file", name}});
  return out;
}

std::string plain(const Column& column, const std::optional<std::string>& cell) {
  if (!cell) return "";
  if (column.type != ColumnType::texts) return *cell;
  std::string out;
  for (const std::string& one : texts_of(*cell)) out += (out.empty() ? "" : " ") + one;
  return out;
}

constexpr const char* channels[] = {"mail", "post"};

/// What the program keeps for itself: where each value is from, what it searches by.
bool is_internal(const Column& column) { return column.name == "origins" || column.name == "search"; }

/// In Japanese as people call it; else the name that programs read it by.
std::string heading_of(const Context& context, const std::string& column) { return context.lang == Lang::ja ? column_word(context, column) : column; }

std::vector<std::string> headings_of(const Context& context, const Table& t, bool all) {
  std::vector<std::string> out;
  for (const Column& c : t.columns)
    if (all || !is_internal(c)) out.push_back(heading_of(context, c.name));
  for (const char* channel : channels)
    for (const char* column : {"ok", "code", "reason"}) out.push_back(heading_of(context, fmt::format("{}_{}", channel, column)));
  return out;
}

std::vector<std::string> cells_of(const Context& context, const Table& t, const Row& row, const Row& mailing, bool all) {
  std::vector<std::string> out;
  for (size_t i = 0; i < row.cells.size(); ++i)
    if (all || !is_internal(t.columns[i])) out.push_back(plain(t.columns[i], row.cells[i]));
  for (const char* channel : channels) {
    KeptVerdict kept = kept_verdict(mailing, channel);
    out.insert(out.end(), {kept.ok ? "t" : "f", kept.code, render(kept.reason, context.lang)});
  }
  return out;
}

std::string as_json(const Context& context, const Table& t, const Row& row, const Row& mailing) {
  std::string out;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    if (!row.cells[i]) continue;
    bool verbatim = t.columns[i].type == ColumnType::json || t.columns[i].type == ColumnType::integer;
    out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", json_text(t.columns[i].name), verbatim ? *row.cells[i] : json_text(plain(t.columns[i], row.cells[i])));
  }
  for (const char* channel : channels) {
    KeptVerdict kept = kept_verdict(mailing, channel);
    out += fmt::format(", \"{0}_ok\": {1}, \"{0}_code\": {2}, \"{0}_reason\": {3}", channel, kept.ok, json_text(kept.code), json_text(render(kept.reason, context.lang)));
  }
  return "{" + out + "}\n";
}

}  // namespace

int run_export(Context& context, const ExportOptions& options) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "export customers");
  const Table& t = table(TableId::customer);
  for (const Column& c : t.columns) audited.fields.push_back(c.name);
  keep_everybody(hub.store, std::move(audited));
  Session session = hub.store.begin();
  File out = opened_file(options.out);
  bool csv = options.format != "jsonl";
  std::string buffer;
  if (csv) text::append_csv_row(buffer, headings_of(context, t, options.all));
  bool good = true;
  auto write = [&] { good &= std::fwrite(buffer.data(), 1, buffer.size(), out.get()) == buffer.size(), buffer.clear(); };
  each_customer(session, [&](const Row& row, const Row& mailing) {
    if (csv) text::append_csv_row(buffer, cells_of(context, t, row, mailing, options.all), {.dialect = {}, .crlf = true, .defuse = !options.raw});
    else buffer += as_json(context, t, row, mailing);
    if (buffer.size() > (1 << 20)) write();
  });
  write();
  if (!good || std::fflush(out.get()) != 0) throw Error("app.cannot_write", {{"file", options.out}});
  return 0;
}

}  // namespace musubi
