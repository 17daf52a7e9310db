#include "core/store/session.hpp"

#include <stdexcept>

#include "core/store/columns.hpp"

namespace musubi {
namespace store {

std::unique_ptr<Connection> Pool::idle_one() {
  std::lock_guard lock(mutex_);
  while (!idle_.empty()) {
    std::unique_ptr<Connection> one = std::move(idle_.back());
    idle_.pop_back();
    if (one->alive()) return one;
  }
  if (failure_ && std::chrono::steady_clock::now() - failed_ < std::chrono::seconds(1)) throw Error(*failure_);
  return nullptr;
}

std::unique_ptr<Connection> Pool::connected() {
  auto began = std::chrono::steady_clock::now();
  try {
    return std::make_unique<Connection>(url_);
  } catch (const Error& e) {
    auto now = std::chrono::steady_clock::now();
    std::lock_guard lock(mutex_);
    if (now - began > std::chrono::seconds(1)) {
      failure_ = e.message();
      failed_ = now;
    }
    throw;
  }
}

std::unique_ptr<Connection> Pool::take() {
  std::unique_ptr<Connection> idle = idle_one();
  return idle ? std::move(idle) : connected();
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  try {
    if (connection->alive() && connection->in_transaction()) connection->run("rollback");
  } catch (const Error&) {
  }
  std::vector<std::unique_ptr<Connection>> broken;
  std::lock_guard lock(mutex_);
  if (connection->alive())
    idle_.push_back(std::move(connection));
  else
    broken.swap(idle_);
}

std::string written(const Message& message) {
  std::vector<std::string> words = {message.id};
  for (const auto& [name, value] : message.args) words.insert(words.end(), {name, value});
  return cell(words);
}

Message message_of(std::string_view text) {
  std::vector<std::string> words = texts_of(text);
  Message out;
  if (!words.empty()) out.id = words[0];
  for (size_t i = 1; i + 1 < words.size(); i += 2) out.args.emplace_back(words[i], words[i + 1]);
  return out;
}

std::string written(const Digest& digest) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out;
  out.reserve(36);
  for (size_t i = 0; i < digest.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += hex[digest[i] >> 4];
    out += hex[digest[i] & 15];
  }
  return out;
}

Digest digest_of(std::string_view text) {
  auto nibble = [](char c) { return uint8_t(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); };
  Digest out{};
  size_t n = 0;
  for (char c : text) {
    if (c == '-') continue;
    if (n >= 2 * out.size()) break;
    out[n / 2] = uint8_t(out[n / 2] << 4 | nibble(c));
    ++n;
  }
  return out;
}

std::optional<std::string> cell_of(const std::optional<Time>& time) {
  if (!time) return {};
  return cell(*time);
}

const std::string raw_columns =
    "connection, stream, key, payload, digest, deleted, file, row_no, file_date, received_at, run";

std::string raw_columns_of(const std::string& alias) {
  std::string out = alias + ".";
  for (char c : raw_columns) {
    if (c == ' ')
      out += " " + alias + ".";
    else
      out += c;
  }
  return out;
}

RawRecord raw_record(const Reply& reply, int row, int from) {
  auto text = [&](int c) { return std::string(reply.text(row, from + c)); };
  RawRecord out;
  out.id = {text(0), text(1), text(2)};
  out.json = text(3);
  out.digest = digest_of(reply.text(row, from + 4));
  out.deleted = reply.yes(row, from + 5);
  out.file = text(6);
  out.row = reply.integer(row, from + 7);
  if (!reply.null(row, from + 8)) out.file_date = time_of(reply.text(row, from + 8));
  out.received_at = time_of(reply.text(row, from + 9)).value_or(Time{});
  out.run = reply.integer(row, from + 10);
  return out;
}

}  // namespace store

Session::Session(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Session::Session(Session&&) noexcept = default;
Session::~Session() {
  if (impl_ && impl_->connection) impl_->shared->pool.give_back(std::move(impl_->connection));
}

void Session::Impl::write_stubs() {
  stubs.write(*connection, target(store::full_name(table(TableId::profile))));
}

void Session::mark() {
  impl_->write_stubs();
  if (impl_->marked) impl_->connection->run("release savepoint mark");
  impl_->connection->run("savepoint mark");
  impl_->marked = true;
}

void Session::back_to_mark() {
  impl_->stubs = {};
  impl_->connection->run("rollback to savepoint mark");
}

void Session::each_staged_change(const std::function<void(ChangeSet)>& take) {
  impl_->write_stubs();
  store::each_staged_change(*impl_->connection, take);
}

void Session::commit() {
  if (impl_->staged) throw std::logic_error("a staged session has nothing to commit");
  impl_->write_stubs();
  if (impl_->query("commit").tag() != "COMMIT")
    throw Error("store.refused", {{"state", "25P02"}, {"reason", "commit after a failed statement"}});
}

Session::Answer Session::select(std::string_view sql,
                                const std::vector<std::optional<std::string>>& arguments) {
  impl_->write_stubs();
  return ask(sql, arguments);
}

Session::Answer Session::ask(std::string_view sql, const std::vector<std::optional<std::string>>& arguments) {
  store::Reply reply = impl_->query(std::string(sql), arguments);
  Answer out;
  for (int c = 0; c < reply.columns(); ++c) out.columns.push_back(reply.name(c));
  for (int r = 0; r < reply.rows(); ++r) {
    auto& row = out.rows.emplace_back();
    for (int c = 0; c < reply.columns(); ++c) row.push_back(reply.cell(r, c));
  }
  return out;
}

}  // namespace musubi
