// musubi dedupe: matching alone on any CSV, no database.
#include "core/flow/dedupe.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/base/nearest.hpp"
#include "core/text/csv.hpp"
#include "core/text/encoding.hpp"

namespace musubi {
namespace {

List list_of(const std::string& file) {
  std::string bytes = read_bytes(file);
  std::string decoded = text::decode(bytes, text::detect(bytes).encoding).text;
  List list;
  text::CsvReader reader(text::guess_dialect(decoded));
  auto take = [&] {
    while (reader.next())
      if (const auto& cells = reader.row().cells; cells.size() > 1 || !cells[0].empty()) list.rows.emplace_back(cells.begin(), cells.end());
  };
  reader.feed(decoded);
  take();
  reader.finish();
  take();
  if (reader.problem()) throw Error("app.broken_csv", {{"file", file}, {"line", fmt::to_string(reader.problem()->line)}});
  if (list.rows.empty()) throw Error("app.empty_file", {{"file", file}});
  list.headings = std::move(list.rows.front());
  list.rows.erase(list.rows.begin());
  return list;
}

size_t column_of(const List& list, const std::string& name, const std::string& file) {
  auto at = std::find(list.headings.begin(), list.headings.end(), name);
  if (at == list.headings.end()) throw Error("app.no_such_column", {{"file", file}, {"column", name}, {"nearest", nearest(name, list.headings)}});
  return size_t(at - list.headings.begin());
}

void write_file(const std::string& name, const std::string& text) {
  std::ofstream out(name, std::ios::binary);
  out << text;
  if (!out.flush()) throw Error("app.cannot_write", {{"file", name}});
}

std::string id_of(const List& list, size_t id, int64_t row) {
  const auto& cells = list.rows[size_t(row) - 1];
  return id < cells.size() ? cells[id] : "";
}

}  // namespace

int run_dedupe(Context& context, const DedupeOptions& options) {
  List list = list_of(options.file);
  size_t id = column_of(list, options.id, options.file);
  Model model = load_model(options.config.empty() ? "" : read_bytes(options.config), options.config);
  Deduplicated result = deduplicate(list, id, model);
  std::string out;
  text::append_csv_row(out, std::vector<std::string>{options.id, "cluster_id"});
  for (size_t i = 0; i < list.rows.size(); ++i) text::append_csv_row(out, std::vector<std::string>{id_of(list, id, int64_t(i) + 1), fmt::to_string(result.cluster_of[i])});
  write_file(options.out, out);
  if (!options.pairs.empty()) {
    std::string pairs;
    text::append_csv_row(pairs, std::vector<std::string>{"id_a", "id_b", "probability", "band", "reason"});
    for (const Pair& p : result.pairs)
      text::append_csv_row(pairs, std::vector<std::string>{id_of(list, id, p.a), id_of(list, id, p.b), fmt::format("{:.6f}", 1 / (1 + std::exp2(-p.weight))), std::string(word(p.band)), reason(p, context.lang)});
    write_file(options.pairs, pairs);
  }
  int64_t clusters = result.cluster_of.empty() ? 0 : *std::max_element(result.cluster_of.begin(), result.cluster_of.end());
  fmt::print("{} {} → {} {}\n", list.rows.size(), context.say("行", "rows"), clusters, context.say("人・社", "customers"));
  return 0;
}

}  // namespace musubi
