#include "core/app/print.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi {

void Grid::add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

std::string Grid::text(size_t widest) const {
  std::vector<size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], std::min(widest, text::display_width(row[i])));
  }
  std::string out;
  for (const auto& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) out += i + 1 < row.size() ? text::fit_to_width(row[i], widths[i]) + "  " : row[i];
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += '\n';
  }
  return out;
}

std::string json_text(std::string_view text) {
  std::string out;
  text::append_json_string(out, text);
  return out;
}

void print_failure(const Context& context, const Message& m) {
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
