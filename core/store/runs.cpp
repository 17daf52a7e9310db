#include <chrono>
#include <thread>

#include "core/store/session.hpp"

namespace musubi {
namespace store {
namespace {

constexpr const char* run_columns = "select id, connection, state, started, ended, failure from hub.run ";

std::vector<RunStream> streams_of(Session::Impl& session, int64_t run) {
  Reply reply = session.query(
      "select connection, stream, sum(read), sum(fresh), sum(changed), sum(unchanged), sum(quarantined), "
      "sum(deleted)"
      " from hub.run_stream where run = $1 group by 1, 2 order by 1, 2",
      {cell(run)});
  std::vector<RunStream> out;
  for (int i = 0; i < reply.rows(); ++i) {
    auto n = [&](int c) { return reply.integer(i, c); };
    out.push_back(
        {std::string(reply.text(i, 0)), std::string(reply.text(i, 1)), n(2), n(3), n(4), n(5), n(6), n(7)});
  }
  return out;
}

Run run_at(Session::Impl& session, const Reply& reply, int row) {
  Run out;
  out.id = reply.integer(row, 0);
  out.connection = reply.text(row, 1);
  out.state = reply.text(row, 2);
  out.started = time_of(reply.text(row, 3)).value_or(Time{});
  if (!reply.null(row, 4)) out.ended = time_of(reply.text(row, 4));
  if (!reply.null(row, 5)) out.failure = message_of(reply.text(row, 5));
  out.streams = streams_of(session, out.id);
  return out;
}

}  // namespace
}  // namespace store

namespace {

/// A process that was just killed keeps its lock until the server notices, and a run that ends is seen when that is committed, so
/// this asks for a few seconds.
bool is_over(Session::Impl& session, int64_t run) {
  constexpr int tries = 50;
  for (int i = 0; i < tries; ++i) {
    if (session.query("select from hub.run where id = $1 and state = 'running'", {cell(run)}).rows() == 0) return true;
    if (session.query("select pg_try_advisory_xact_lock(19822, coalesce(holder, id)::int) from hub.run where id = $1", {cell(run)}).yes(0, 0)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(i < 10 ? 2 : 120));
  }
  return false;
}

/// The number of the lock that the database session took for its first run, and has still; `run` where this is the first.
int64_t lock_of_runs(Session::Impl& session, int64_t run) {
  constexpr const char* sql = "select set_config('musubi.lock_of_runs', coalesce(nullif(current_setting('musubi.lock_of_runs', true), ''), $1), false)";
  return session.query(sql, {cell(run)}).integer(0, 0);
}

}  // namespace

/// Runs of one connection never overlap: a run of another process that still holds its lock is alive.
void Session::refuse_second_run(std::string_view connection) {
  impl_->query("select pg_advisory_xact_lock(19823, hashtext($1))", {std::string(connection)});
  store::Reply running = impl_->query("select id from hub.run where connection = $1 and state = 'running'", {std::string(connection)});
  for (int i = 0; i < running.rows(); ++i) {
    int64_t run = running.integer(i, 0);
    if (impl_->shared->deliveries.ours(run)) continue;
    if (!is_over(*impl_, run))
      throw Error("store.already_running", {{"connection", std::string(connection)}, {"run", cell(run)}});
  }
}

/// The lock behind a run belongs to the connection, not to the transaction: PostgreSQL lets it go when the process is gone. It is one
/// for all runs of the connection, so that a backlog of posts does not fill the server's lock table.
int64_t Session::start_run(std::string_view connection, Time at) {
  if (!impl_->staged) refuse_second_run(connection);
  int64_t run =
      impl_
          ->query("insert into hub.run (connection, state, started) values ($1, 'running', $2) returning id",
                  {std::string(connection), cell(at)})
          .integer(0, 0);
  impl_->deliveries().begin(run);
  if (impl_->staged) return run;
  const int64_t lock = lock_of_runs(*impl_, run);
  if (lock == run)
    impl_->query("select pg_advisory_lock(19822, $1::int)", {cell(run)});
  else
    impl_->query("update hub.run set holder = $2 where id = $1", {cell(run), cell(lock)});
  return run;
}

void Session::end_run(int64_t run, Time at, const std::optional<Message>& failure, bool stopped) {
  std::optional<std::string> why;
  if (failure) why = store::written(*failure);
  impl_->query("update hub.run set state = $2, ended = $3, failure = $4 where id = $1",
               {cell(run), stopped ? "interrupted" : failure ? "failed" : "finished", cell(at), why});
  impl_->deliveries().end(run);
}

std::vector<int64_t> Session::close_dead_runs(Time at) {
  store::Reply running = impl_->query("select id, coalesce(holder, id) from hub.run where state = 'running' order by id");
  std::vector<int64_t> out;
  for (int i = 0; i < running.rows(); ++i) {
    int64_t run = running.integer(i, 0);
    if (impl_->shared->deliveries.ours(run)) continue;
    if (!impl_->query("select pg_try_advisory_xact_lock(19822, $1::int)", {cell(running.integer(i, 1))}).yes(0, 0)) continue;
    if (impl_->query("update hub.run set state = 'interrupted', ended = $2 where id = $1 and state = 'running'", {cell(run), cell(at)}).affected() == 0) continue;  // it ended just now
    out.push_back(run);
  }
  return out;
}

std::optional<Run> Session::run(int64_t id) {
  store::Reply reply = impl_->query(std::string(store::run_columns) + "where id = $1", {cell(id)});
  if (!reply.rows()) return {};
  return store::run_at(*impl_, reply, 0);
}

std::vector<Run> Session::runs(size_t limit) {
  store::Reply reply = impl_->query(std::string(store::run_columns) + "order by id desc limit $1::bigint",
                                    {cell(int64_t(limit))});
  std::vector<Run> out;
  for (int i = 0; i < reply.rows(); ++i) out.push_back(store::run_at(*impl_, reply, i));
  return out;
}

}  // namespace musubi
