#include "core/flow/read_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/text/csv.hpp"
#include "core/text/encoding.hpp"

namespace musubi {
namespace {

bool is_blank(const std::vector<std::string_view>& cells) { return cells.size() == 1 && cells[0].empty(); }

void take_rows(text::CsvReader& reader, List& list) {
  while (reader.next())
    if (!is_blank(reader.row().cells)) list.add(reader.row().cells);
}

bool take_headings(text::CsvReader& reader, List& list) {
  while (reader.next()) {
    if (is_blank(reader.row().cells)) continue;
    list.headings.assign(reader.row().cells.begin(), reader.row().cells.end());
    return true;
  }
  return false;
}

void finish(text::CsvReader& reader, List& list) {
  reader.finish();
  if (list.headings.empty()) take_headings(reader, list);
  take_rows(reader, list);
}

// The text in two parts, the second from behind a line's end; whether a row ends there is seen when the first has been read.
struct Halves {
  std::string_view first, second;
};
Halves halves_of(std::string_view text, unsigned threads) {
  constexpr size_t worth_it = 1024 * 1024;
  size_t end = threads > 1 && text.size() > worth_it ? text.find('\n', text.size() / 2) : std::string_view::npos;
  return end == std::string_view::npos ? Halves{text, {}} : Halves{text.substr(0, end + 1), text.substr(end + 1)};
}

}  // namespace

List read_list(const std::string& bytes, const std::string& file, unsigned threads) {
  const std::string decoded = text::decode(bytes, text::detect(bytes).encoding).text;
  const text::Dialect dialect = text::guess_dialect(decoded);
  const Halves halves = halves_of(decoded, threads);
  List list, second;
  text::CsvReader reader(dialect), ahead(dialect);
  reader.feed(halves.first);
  take_headings(reader, list);
  second.headings = list.headings;
  in_pieces(halves.second.empty() ? 1 : 2, 1, threads, [&](size_t piece, size_t) {
    if (piece == 0) {
      list.reserve(size_t(std::count(decoded.begin(), decoded.end(), '\n')), decoded.size());
      take_rows(reader, list);
    } else {
      second.reserve(size_t(std::count(halves.second.begin(), halves.second.end(), '\n')), halves.second.size());
      ahead.feed(halves.second);
      take_rows(ahead, second);
      finish(ahead, second);
    }
  });
  if (reader.between_rows() && !ahead.problem() && !list.headings.empty()) {
    list.add(second);
  } else {
    reader.feed(halves.second);
    take_rows(reader, list);
    finish(reader, list);
  }
  if (reader.problem()) throw Error("app.broken_csv", {{"file", file}, {"line", fmt::to_string(reader.problem()->line)}});
  if (list.headings.empty()) throw Error("app.empty_file", {{"file", file}});
  return list;
}

}  // namespace musubi
