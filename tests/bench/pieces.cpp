// ./dev bench pieces [--rows N] [--orders N] [--pieces N] [--seed N]: the same lists at once and in pieces, their rows shuffled over
// all sources. Both masters must be the same by source keys: customers, golden values with origins, contact points, pairs with weights,
// orders. Ends with 1 where they are not.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>

#include "core/flow/sync.hpp"
#include "tests/bench/lists.hpp"
#include "tests/bench/people.hpp"

namespace musubi::bench {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

struct Options {
  int64_t rows = 100'000, orders = 20'000;
  size_t pieces = 40;
  uint64_t seed = 1;
};

Options options_of(int argc, char** argv) {
  Options out;
  for (int i = 1; i + 1 < argc; i += 2) {
    std::string_view name = argv[i];
    int64_t number = std::atoll(argv[i + 1]);
    if (name == "--rows") out.rows = number;
    else if (name == "--orders") out.orders = number;
    else if (name == "--pieces") out.pieces = size_t(number);
    else if (name == "--seed") out.seed = uint64_t(number);
    else fmt::print(stderr, "pieces: no option {}\n", name), std::exit(2);
  }
  return out;
}

double since(Steady::time_point from) { return std::chrono::duration<double>(Steady::now() - from).count(); }

/// A hub in a folder of its own, with a cluster of its own.
Hub opened(const fs::path& folder) {
  Configuration configuration = load_configuration(folder, {});
  configuration.hub.connector_paths.push_back(fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "connectors");
  return open_hub(std::move(configuration));
}

void read_all(Hub& hub) {
  SystemClock clock;
  SyncReport report = sync(hub, {}, clock);
  if (report.clean()) return;
  for (const ConnectionReport& c : report.connections) {
    if (c.failure) fmt::print(stderr, "{}: {}\n", c.connection, render(*c.failure, Lang::en));
    for (const auto& [stream, why] : c.failed_streams) fmt::print(stderr, "{}.{}: {}\n", c.connection, stream, render(why, Lang::en));
  }
  std::exit(1);
}

/// One row of a list; CSV lists keep their heading in every piece.
struct Line {
  size_t file;
  std::string text;
};
struct Cut {
  std::vector<fs::path> files;
  std::vector<std::string> headings, firsts;  // by file; firsts: of its rows
  std::vector<Line> lines;
};

Cut cut(const fs::path& folder) {
  Cut out;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".csv" || entry.path().extension() == ".jsonl") out.files.push_back(entry.path());
  std::sort(out.files.begin(), out.files.end());
  for (size_t f = 0; f < out.files.size(); ++f) {
    std::ifstream in(out.files[f], std::ios::binary);
    std::string text;
    out.headings.emplace_back();
    if (out.files[f].extension() == ".csv") std::getline(in, out.headings.back()), out.headings.back() += '\n';
    out.firsts.emplace_back();
    while (std::getline(in, text)) {
      out.lines.push_back({f, text + "\n"});
      if (out.firsts.back().empty()) out.firsts.back() = out.lines.back().text;
    }
  }
  return out;
}

/// Writes the lines [from, to) as lists that hold nothing else; a list without any holds its first row, since an empty file is an error.
void write_piece(const Cut& cut, size_t from, size_t to) {
  std::vector<std::string> texts = cut.headings;
  for (size_t i = from; i < to; ++i) texts[cut.lines[i].file] += cut.lines[i].text;
  for (size_t f = 0; f < texts.size(); ++f)
    if (texts[f] == cut.headings[f]) texts[f] += cut.firsts[f];
  for (size_t f = 0; f < cut.files.size(); ++f) std::ofstream(cut.files[f], std::ios::binary) << texts[f];
}

/// The master by source keys, a line each, sorted.
std::vector<std::string> master(Hub& hub) {
  Session session = hub.store.begin();
  for (const char* sql : {"CREATE TEMP TABLE named AS SELECT id, customer_id, concat(connection, '.', stream, '/', record_key, '#', party) AS name FROM identity.profile",
                          "CREATE UNIQUE INDEX ON named (id)",
                          "CREATE TEMP TABLE holder AS SELECT customer_id AS id, min(name COLLATE \"C\") AS name FROM named WHERE customer_id IS NOT NULL GROUP BY 1",
                          "CREATE UNIQUE INDEX ON holder (id)"})
    session.select(sql);
  std::vector<std::string> out;
  for (const char* sql :
       {"SELECT 'profile', n.name, h.name FROM named n LEFT JOIN holder h ON h.id = n.customer_id",
        "SELECT 'customer', h.name, (to_jsonb(c) - 'id' - 'origins' - 'warnings')::text,"
        " (SELECT string_agg(concat(o.key, '=', n.name), ' ' ORDER BY o.key) FROM json_each_text(c.origins) o LEFT JOIN named n ON n.id = o.value::bigint)"
        " FROM master.customer c JOIN holder h ON h.id = c.id",
        "SELECT 'contact', h.name, c.kind, c.value, c.shown, n.name, c.main FROM master.contact_point c JOIN holder h ON h.id = c.customer_id LEFT JOIN named n ON n.id = c.profile_id",
        "SELECT 'pair', least(a.name, b.name), greatest(a.name, b.name), p.weight, p.band, p.veto, p.evidence FROM identity.pair p JOIN named a ON a.id = p.a JOIN named b ON b.id = p.b",
        "SELECT 'order', o.connection, o.record_key, o.number, o.amount, o.ordered_at, n.name FROM master.sales_order o LEFT JOIN named n ON n.id = o.profile_id"})
    for (const auto& row : session.select(sql).rows) {
      std::string line;
      for (const auto& value : row) line += value.value_or("—") + "\t";
      out.push_back(std::move(line));
    }
  std::sort(out.begin(), out.end());
  return out;
}

/// Lines of one master alone; shows a few of them.
size_t alone(const std::vector<std::string>& these, const std::vector<std::string>& those, const char* whose) {
  std::vector<std::string> out;
  std::set_difference(these.begin(), these.end(), those.begin(), those.end(), std::back_inserter(out));
  for (size_t i = 0; i < std::min<size_t>(out.size(), 10); ++i) fmt::print("  {} alone: {}\n", whose, out[i]);
  return out.size();
}

int run(const Options& options) {
  char made[] = "/tmp/musubi-pieces-XXXXXX";
  fs::path folder = mkdtemp(made), whole = folder / "whole", parts = folder / "parts";
  for (const fs::path& one : {whole, parts}) fs::create_directories(one);
  Written written = write_lists(whole, options.seed, options.rows, options.orders);
  write_lists(parts, options.seed, options.rows, options.orders);
  std::vector<std::string> at_once, in_pieces;
  Steady::time_point start = Steady::now();
  {
    Hub hub = opened(whole);
    read_all(hub);
    fmt::print("{} records at once: {:.1f} s\n", written.customers + written.orders, since(start));
    at_once = master(hub);
  }
  Cut lists = cut(parts);
  std::mt19937_64 random(options.seed);
  for (size_t i = lists.lines.size(); i > 1; --i) std::swap(lists.lines[i - 1], lists.lines[below(random, i)]);
  start = Steady::now();
  size_t pieces = 0, each = std::max<size_t>(1, 2 * lists.lines.size() / options.pieces);
  {
    Hub hub = opened(parts);
    for (size_t from = 0; from < lists.lines.size(); ++pieces) {
      size_t to = std::min(lists.lines.size(), from + 1 + below(random, each));
      write_piece(lists, from, to);
      read_all(hub);
      from = to;
    }
    fmt::print("{} records in {} pieces, shuffled: {:.1f} s\n", lists.lines.size(), pieces, since(start));
    in_pieces = master(hub);
  }
  size_t differ = alone(at_once, in_pieces, "at once") + alone(in_pieces, at_once, "in pieces");
  auto customers = std::count_if(at_once.begin(), at_once.end(), [](const std::string& l) { return l.starts_with("customer\t"); });
  fmt::print("{} customers, {} lines of the master each, {} differ\n", customers, at_once.size(), differ);
  fs::remove_all(folder);
  return differ == 0 && at_once.size() > size_t(options.rows) ? 0 : 1;
}

}  // namespace
}  // namespace musubi::bench

int main(int argc, char** argv) {
  try {
    return musubi::bench::run(musubi::bench::options_of(argc, argv));
  } catch (const musubi::Error& e) {
    fmt::print(stderr, "{}\n", musubi::render(e.message(), musubi::Lang::en));
  }
  return 1;
}
