// ./dev bench load [--rows N] [--orders N] [--news N] [--seed N] [--folder DIR]: lists of four sources through the
// file connector into source.record and on into the master, each as a multiple of the time that PostgreSQL needs
// to COPY the same rows; then as many news into that master.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "core/flow/sync.hpp"
#include "core/store/copy.hpp"
#include "tests/bench/lists.hpp"
#include "tests/bench/watch.hpp"

namespace musubi::bench {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

struct Options {
  int64_t rows = 1'000'000, orders = -1, news = 1'000;
  uint64_t seed = 1;
  fs::path folder;
};

Options options_of(int argc, char** argv) {
  Options out;
  for (int i = 1; i + 1 < argc; i += 2) {
    std::string_view name = argv[i];
    if (name == "--rows")
      out.rows = std::atoll(argv[i + 1]);
    else if (name == "--orders")
      out.orders = std::atoll(argv[i + 1]);
    else if (name == "--news")
      out.news = std::atoll(argv[i + 1]);
    else if (name == "--seed")
      out.seed = uint64_t(std::atoll(argv[i + 1]));
    else if (name == "--folder")
      out.folder = argv[i + 1];
    else
      fmt::print(stderr, "load: no option {}\n", name), std::exit(2);
  }
  if (out.orders < 0) out.orders = out.rows / 2;
  return out;
}

double since(Steady::time_point from) {
  return std::chrono::duration<double>(Steady::now() - from).count();
}

/// The rows of source.record as COPY writes them, kept in a file, since a table's worth of text is no part of
/// the program's memory.
void keep_rows(store::Connection& connection, const fs::path& file) {
  PQclear(PQexec(connection.native(),
                 "copy (select connection, stream, key, payload from source.record) to stdout"));
  std::ofstream out(file, std::ios::binary);
  char* line = nullptr;
  while (int size = PQgetCopyData(connection.native(), &line, 0)) {
    if (size < 0) break;
    out.write(line, size);
    PQfreemem(line);
  }
  while (PGresult* result = PQgetResult(connection.native())) store::Reply(connection.native(), result);
}

/// Seconds that COPY takes for these rows into a table without index, commit included: the best of three.
double copy_rows(store::Connection& connection, const fs::path& file) {
  double best = 0;
  for (int i = 0; i < 3; ++i) {
    connection.run("create table public.bench_plain (connection text, stream text, key text, payload json)");
    std::ifstream in(file, std::ios::binary);
    std::string block(256 * 1024, '\0');
    Steady::time_point start = Steady::now();
    store::Reply(connection.native(), PQexec(connection.native(), "copy public.bench_plain from stdin"));
    while (in.read(block.data(), std::streamsize(block.size())), in.gcount() > 0)
      PQputCopyData(connection.native(), block.data(), int(in.gcount()));
    PQputCopyEnd(connection.native(), nullptr);
    while (PGresult* result = PQgetResult(connection.native())) store::Reply(connection.native(), result);
    double seconds = since(start);
    best = i == 0 ? seconds : std::min(best, seconds);
    connection.run("drop table public.bench_plain");
  }
  return best;
}

std::string one(Session& session, const char* sql) {
  return session.select(sql).rows.at(0).at(0).value_or("");
}

int64_t postmaster(Session& session) {
  std::ifstream in(fs::path(one(session, "show data_directory")) / "postmaster.pid");
  int64_t pid = 0;
  in >> pid;
  return pid;
}

/// Wall time, and processor time of this program and of the server.
struct Moment {
  explicit Moment(int64_t server)
      : at(Steady::now()), own(own_processor_seconds()), other(server_processor_seconds(server)) {}
  Steady::time_point at;
  double own, other;
};
struct Span {
  Span(const Moment& from, const Moment& to)
      : seconds(std::chrono::duration<double>(to.at - from.at).count()),
        own(to.own - from.own),
        other(to.other - from.other) {}
  double seconds, own, other;
};
struct Times {
  Span land, publish, all;
};

Times load(Hub& hub, int64_t records, int64_t server) {
  SystemClock clock;
  Moment start(server), landed = start;
  int64_t published = 0, told = 0;
  SyncRequest request;
  request.on_progress = [&](const std::string& what, const StreamName&, int64_t done, int64_t) {
    if (what == "read")
      landed = Moment(server);
    else
      published += done;
    if (published < told + records / 10) return;
    told = published;
    fmt::print("  {:>9} published after {:.1f} s\n", published, since(landed.at));
    std::fflush(stdout);
  };
  SyncReport report = sync(hub, request, clock);
  Moment end(server);
  for (const ConnectionReport& c : report.connections)
    for (const RunStream& s : c.streams)
      fmt::print("  {}.{}: read {} = {} new + {} changed + {} unchanged + {} held{}\n", s.connection,
                 s.stream, s.read, s.fresh, s.changed, s.unchanged, s.quarantined,
                 reconciles(s) ? "" : "  DOES NOT RECONCILE");
  if (!report.clean()) fmt::print("the run was not clean\n"), std::exit(1);
  return {{start, landed}, {landed, end}, {start, end}};
}

void print_line(const char* what, const Span& span, int64_t records, double copy) {
  fmt::print(
      "{:<28} {:>8.1f} s {:>9.0f} rows/s {:>7.1f} × COPY   processor: program {:.1f} s, server {:.1f} s\n",
      what, span.seconds, double(records) / span.seconds, span.seconds / copy, span.own, span.other);
}

Hub opened(const fs::path& folder) {
  Configuration configuration = load_configuration(folder, {});
  configuration.hub.connector_paths.push_back(fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "connectors");
  return open_hub(std::move(configuration));
}

/// What a hub that runs does with new records of a small source: from the beginning of the sync to the commit.
void take_news(const fs::path& folder, const Options& options, int64_t people) {
  write_news(folder, options.seed, people, options.news);
  Hub hub = opened(folder);
  SystemClock clock;
  SyncRequest request;
  request.connections = {"news"};
  Steady::time_point start = Steady::now();
  SyncReport report = sync(hub, request, clock);
  fmt::print("{} new records into that master: {:.2f} s to the commit\n", options.news, since(start));
  if (!report.clean()) fmt::print("the run was not clean\n"), std::exit(1);
}

int run(const Options& options) {
  fs::path folder = options.folder;
  char made[] = "/tmp/musubi-bench-XXXXXX";
  if (folder.empty()) folder = mkdtemp(made);
  Steady::time_point start = Steady::now();
  Written written = write_lists(folder, options.seed, options.rows, options.orders);
  fmt::print("{} customer rows of {} people, {} orders, {:.1f} MB, written in {:.1f} s\n", written.customers,
             written.people, written.orders, double(written.bytes) / 1e6, since(start));
  {
    Hub hub = opened(folder);
    Session looking = hub.store.begin();
    int64_t server = postmaster(looking);
    ServerMemory memory(server);
    looking.commit();
    int64_t before = own_peak(), records = written.customers + written.orders;
    Times times = load(hub, records, server);
    int64_t own = own_peak();
    store::Connection connection(hub.store.url());
    keep_rows(connection, folder / "rows.copy");
    double copy = copy_rows(connection, folder / "rows.copy");
    Session session = hub.store.begin();
    fmt::print("\n{} records → {} customers of {} people, {} pairs, {} keys\n", records,
               one(session, "select count(*) from master.customer"), written.people,
               one(session, "select count(*) from identity.pair"),
               one(session, "select count(*) from identity.match_key"));
    fmt::print("{:<28} {:>8.2f} s {:>9.0f} rows/s\n", "COPY into a plain table", copy,
               double(records) / copy);
    print_line("landed, publishing beside it", times.land, records, copy);
    print_line("the rest published", times.publish, records, copy);
    print_line("from files to the master", times.all, records, copy);
    fmt::print("peak memory: program {:.2f} GiB (at start {:.2f}), PostgreSQL {:.2f} GiB; database {}\n",
               double(own) / (1 << 30), double(before) / (1 << 30), double(memory.peak()) / (1 << 30),
               one(session, "select pg_size_pretty(pg_database_size(current_database()))"));
  }
  take_news(folder, options, written.people);
  if (options.folder.empty()) fs::remove_all(folder);
  return 0;
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
