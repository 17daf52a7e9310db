#include "core/app/print.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "core/base/disk_room.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi {

namespace {

/// The picture of a control character (U+2400 and on), so that what a customer wrote commands no terminal.
std::string picture_of(char c) {
  if (c == '\n') return "↵";
  if (c == '\t') return " ";
  if (c == '\r') return "";
  std::string out = "␀";
  out.back() = c == '\x7f' ? '\xa1' : char(out.back() + c);
  return out;
}

std::string on_one_line(const std::string& cell) {
  auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (std::none_of(cell.begin(), cell.end(), is_control)) return cell;
  std::string out;
  for (char c : cell) out += is_control(c) ? picture_of(c) : std::string(1, c);
  return out;
}

bool is_number(const std::string& cell) {
  size_t first = cell.starts_with("-") ? 1 : 0;
  return cell.size() > first && cell.find_first_not_of("0123456789.", first) == std::string::npos;
}

struct Alignment {
  size_t width = 0;
  bool numbers = false, text = false;
};

std::vector<Alignment> alignments(const std::vector<std::vector<std::string>>& rows, size_t widest) {
  std::vector<Alignment> out;
  for (const auto& row : rows) {
    out.resize(std::max(out.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      out[i].width = std::max(out[i].width, std::min(widest, text::display_width(row[i])));
      if (&row == &rows.front() || row[i].empty()) continue;
      (is_number(row[i]) ? out[i].numbers : out[i].text) = true;
    }
  }
  return out;
}

std::string aligned(const std::string& cell, const Alignment& column, bool last) {
  if (column.numbers && !column.text) return std::string(column.width - std::min(column.width, text::display_width(cell)), ' ') + cell;
  return last ? cell : text::fit_to_width(cell, column.width);
}

/// The embedded database needs nobody's care: the next command starts it, where there is room.
Message as_met(const Context& context, const Message& m) {
  bool away = m.id == "store.gone" || m.id == "store.down";
  if (!away || context.server_log.empty()) return m;
  if (has_no_room(std::filesystem::path(context.server_log).parent_path())) return {"store.disk_full", {}};
  return {"app.server_gone", {{"log", context.server_log}}};
}

}  // namespace

void Grid::add(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = on_one_line(cell);
  rows_.push_back(std::move(cells));
}

std::vector<std::string> Grid::lines(size_t widest) const {
  std::vector<Alignment> columns = alignments(rows_, widest);
  std::vector<std::string> out;
  for (const auto& row : rows_) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) line += (i ? "  " : "") + aligned(row[i], columns[i], i + 1 == row.size());
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out.push_back(std::move(line));
  }
  return out;
}

std::string Grid::text(size_t widest) const {
  std::string out;
  for (const std::string& line : lines(widest)) out += line + "\n";
  return out;
}

std::string json_text(std::string_view text) {
  std::string out;
  text::append_json_string(out, text);
  return out;
}

void print_failure(const Context& context, const Message& met) {
  Message m = as_met(context, met);
  if (context.json) {
    fmt::print(stderr, "{{\"error\": {}, \"message\": {}}}\n", json_text(m.id), json_text(render(m, context.lang)));
    return;
  }
  fmt::print(stderr, "{}\n{}\n", render(m, context.lang), actor_line(who_acts(m.id), context.lang));
}

Progress::Progress(const Context& context, std::string label)
    : context_(context), label_(std::move(label)), terminal_(isatty(2)), started_(context.clock->now()), last_(started_) {}

Progress::~Progress() {
  if (drawn_ && terminal_) fmt::print(stderr, "\n");
}

void Progress::at(int64_t done, int64_t total) {
  Time now = context_.clock->now();
  auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(5000);
  if (now - last_ < pause) return;
  last_ = now;
  draw(done, total);
}

void Progress::draw(int64_t done, int64_t total) {
  double seconds = std::chrono::duration<double>(last_ - started_).count();
  double rate = seconds > 0 ? double(done) / seconds : 0;
  std::string line = fmt::format("{}  {}  {:.0f}/{}", label_, done, rate, context_.say("秒", "s"));
  if (total > 0) {
    size_t filled = size_t(24 * std::min<double>(1, double(done) / double(total)));
    line += fmt::format("  [{:█<{}}{:░<{}}]", "", filled, "", 24 - filled);
    if (rate > 0) line += fmt::format("  {} {:.0f} {}", context_.say("残り", "left"), double(total - done) / rate, context_.say("秒", "s"));
  }
  drawn_ = true;
  fmt::print(stderr, "{}{}{}", terminal_ ? "\r\033[K" : "", line, terminal_ ? "" : "\n");
  std::fflush(stderr);
}

}  // namespace musubi
