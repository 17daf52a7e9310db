// musubi dedupe: matching alone on any CSV, no database.
#include "core/flow/dedupe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>

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
  bytes = {};
  List list;
  text::CsvReader reader(text::guess_dialect(decoded));
  auto take = [&] {
    while (reader.next()) {
      const auto& cells = reader.row().cells;
      if (cells.size() == 1 && cells[0].empty()) continue;
      if (list.headings.empty())
        list.headings.assign(cells.begin(), cells.end());
      else
        list.add(cells);
    }
  };
  reader.feed(decoded);
  take();
  reader.finish();
  take();
  if (reader.problem()) throw Error("app.broken_csv", {{"file", file}, {"line", fmt::to_string(reader.problem()->line)}});
  if (list.headings.empty()) throw Error("app.empty_file", {{"file", file}});
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

void write_clusters(const List& list, size_t id, const Deduplicated& result, const DedupeOptions& options) {
  std::string out;
  text::append_csv_row(out, std::vector<std::string>{options.id, "cluster_id"});
  for (size_t i = 0; i < list.size(); ++i)
    text::append_csv_row(out, std::vector<std::string>{std::string(list.cell(i, id)), fmt::to_string(result.cluster_of[i])});
  write_file(options.out, out);
}

void write_pairs(const List& list, size_t id, const Deduplicated& result, const Model& model, Lang lang, const std::string& file) {
  std::string out;
  text::append_csv_row(out, std::vector<std::string>{"id_a", "id_b", "probability", "band", "reason"});
  for (const BulkPair& p : result.pairs) {
    Pair pair = compare(result.features.at(p.a), result.features.at(p.b), model);
    text::append_csv_row(out, std::vector<std::string>{std::string(list.cell(p.a, id)), std::string(list.cell(p.b, id)), fmt::format("{:.6f}", 1 / (1 + std::exp2(-p.weight))), std::string(word(p.band)), reason(pair, lang)});
  }
  write_file(file, out);
}

}  // namespace

int run_dedupe(Context& context, const DedupeOptions& options) {
  List list = list_of(options.file);
  size_t id = column_of(list, options.id, options.file);
  Model model = load_model(options.config.empty() ? "" : read_bytes(options.config), options.config);
  Deduplicated result = deduplicate(list, id, model, std::max(1u, std::thread::hardware_concurrency()));
  write_clusters(list, id, result, options);
  if (!options.pairs.empty()) write_pairs(list, id, result, model, context.lang, options.pairs);
  uint32_t clusters = list.size() == 0 ? 0 : *std::max_element(result.cluster_of.begin(), result.cluster_of.end());
  fmt::print("{} {} → {} {}\n", list.size(), context.say("行", "rows"), clusters, context.say("人・社", "customers"));
  return 0;
}

}  // namespace musubi
