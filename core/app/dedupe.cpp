// musubi dedupe: matching alone on any CSV, no database.
#include "core/flow/dedupe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>

#include "core/app/command.hpp"
#include "core/app/list_columns.hpp"
#include "core/base/nearest.hpp"
#include "core/base/parallel.hpp"
#include "core/flow/match_rows.hpp"
#include "core/flow/read_list.hpp"
#include "core/text/csv.hpp"

namespace musubi {
namespace {

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

void write_clusters(const List& list, size_t id, const std::vector<uint32_t>& cluster_of, const DedupeOptions& options) {
  std::string out;
  text::append_csv_row(out, std::vector<std::string>{options.id, "cluster_id"});
  std::vector<std::string> row(2);
  for (size_t i = 0; i < list.size(); ++i) {
    row[0] = list.cell(i, id);
    row[1] = fmt::to_string(cluster_of[i]);
    text::append_csv_row(out, row);
  }
  write_file(options.out, out);
}

// The pairs of either matcher as one text.
class PairRows {
 public:
  PairRows(const List& list, size_t id) : list_(list), id_(id) {
    text::append_csv_row(out_, std::vector<std::string>{"id_a", "id_b", "probability", "band", "reason"});
  }
  void add(size_t a, size_t b, double weight, Band band, std::string reason) {
    text::append_csv_row(out_, std::vector<std::string>{std::string(list_.cell(a, id_)), std::string(list_.cell(b, id_)), fmt::format("{:.6f}", 1 / (1 + std::exp2(-weight))), std::string(word(band)), std::move(reason)});
  }
  const std::string& text() const { return out_; }

 private:
  const List& list_;
  size_t id_;
  std::string out_;
};

uint32_t clusters_of(const std::vector<uint32_t>& cluster_of) {
  return cluster_of.empty() ? 0 : *std::max_element(cluster_of.begin(), cluster_of.end());
}

uint32_t match_customers(Context& context, const List& list, size_t id, const Model& model, const DedupeOptions& options, unsigned threads) {
  Deduplicated result = deduplicate(list, id, model, threads);
  if (options.pairs.empty()) {
    in_pieces(2, 1, threads, [&](size_t piece, size_t) {
      if (piece == 0) write_clusters(list, id, result.cluster_of, options);
      else result.features = {};  // a million of them take a while to let go
    });
  } else {
    write_clusters(list, id, result.cluster_of, options);
    best_first(result.pairs);
    PairRows rows(list, id);
    for (const BulkPair& p : result.pairs)
      rows.add(p.a, p.b, p.weight, p.band, reason(compare(result.features.at(p.a), result.features.at(p.b), model), context.lang));
    write_file(options.pairs, rows.text());
  }
  print_customer_columns(context, list, id);
  return clusters_of(result.cluster_of);
}

uint32_t match_any_rows(Context& context, const List& list, size_t id, const ListSettings& settings, const DedupeOptions& options, unsigned threads) {
  MatchedList result = match_rows(list, id, settings, options.config, threads);
  write_clusters(list, id, result.cluster_of, options);
  if (!options.pairs.empty()) {
    PairRows rows(list, id);
    for (const Pair& p : result.pairs) rows.add(size_t(p.a), size_t(p.b), p.weight, p.band, row_reason(p, context.lang));
    write_file(options.pairs, rows.text());
  }
  print_list_columns(context, list, id, result);
  return clusters_of(result.cluster_of);
}

// As the settings say; else customers where the list is one of Japanese customers and nobody has named columns.
bool are_customers(const List& list, size_t id, const ListSettings& settings) {
  if (settings.matcher != Matcher::automatic) return settings.matcher == Matcher::customers;
  return settings.columns.empty() && is_of_japanese_customers(list, id);
}

}  // namespace

int run_dedupe(Context& context, const DedupeOptions& options) {
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  std::string yaml = options.config.empty() ? "" : read_bytes(options.config);
  Model model = load_model(yaml, options.config);
  ListSettings settings = load_list_settings(yaml, options.config);
  List list;
  in_pieces(threads > 1 ? 2 : 1, 1, threads, [&](size_t piece, size_t) {
    if (piece == 0) list = read_list(read_bytes(options.file), options.file, threads);
    else prepare_tables(model);
  });
  size_t id = column_of(list, options.id, options.file);
  if (list.size() == 0) throw Error("app.empty_file", {{"file", options.file}});
  bool customers = are_customers(list, id, settings);
  uint32_t clusters = customers ? match_customers(context, list, id, model, options, threads) : match_any_rows(context, list, id, settings, options, threads);
  fmt::print("{} {} → {} {}\n", list.size(), context.say("行", "rows"), clusters, customers ? context.say("人・社", "customers") : context.say("件", "different"));
  return 0;
}

}  // namespace musubi
