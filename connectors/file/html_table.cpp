#include "connectors/file/html_table.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/file/fail.hpp"
#include "connectors/file/header.hpp"
#include "core/text/utf8.hpp"

namespace musubi::file {
namespace {

constexpr size_t kMostColumns = 16'384;
constexpr size_t kDeepest = 50;

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = char(c + 32);
  return out;
}

struct Entity {
  std::string_view name, text;
};
constexpr Entity entities[] = {{"amp", "&"},  {"lt", "<"},    {"gt", ">"},      {"quot", "\""},  {"apos", "'"},  {"nbsp", " "},   {"yen", "¥"},
                               {"copy", "©"}, {"reg", "®"},   {"middot", "·"},  {"times", "×"},  {"ensp", " "},  {"emsp", "　"}, {"hellip", "…"},
                               {"ndash", "–"}, {"mdash", "—"}, {"lsquo", "‘"}, {"rsquo", "’"}, {"ldquo", "“"}, {"rdquo", "”"}};

/// The character of "&name;" or "&#number;" at `at`, and `at` moved behind it; a bare & stays one.
void take_entity(std::string_view text, size_t& at, std::string& out) {
  size_t end = text.find(';', at);
  if (end != text.npos && end - at <= 10) {
    std::string_view name = text.substr(at + 1, end - at - 1);
    if (name.starts_with('#')) {
      bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
      uint32_t value = 0;
      std::string_view digits = name.substr(hex ? 2 : 1);
      auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
      if (error == std::errc() && stop == digits.data() + digits.size() && value) {
        text::append_utf8(out, value);
        at = end + 1;
        return;
      }
    }
    for (const Entity& entity : entities)
      if (entity.name == name) {
        out += entity.text;
        at = end + 1;
        return;
      }
  }
  out += text[at++];
}

/// The value of an attribute inside a tag, "" where it has none.
std::string attribute_of(std::string_view tag, std::string_view name) {
  std::string lower = lower_case(tag);
  for (size_t at = lower.find(name); at != lower.npos; at = lower.find(name, at + 1)) {
    size_t equals = lower.find_first_not_of(" \t\r\n", at + name.size());
    bool own = at > 0 && std::string_view(" \t\r\n\"'").find(lower[at - 1]) != std::string_view::npos;
    if (!own || equals == lower.npos || lower[equals] != '=') continue;
    size_t begin = lower.find_first_not_of(" \t\r\n\"'", equals + 1);
    return begin == lower.npos ? "" : lower.substr(begin, lower.find_first_of(" \t\r\n\"'>", begin) - begin);
  }
  return "";
}

size_t span_of(std::string_view tag, std::string_view name, size_t most) {
  std::string text = attribute_of(tag, name);
  size_t value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp<size_t>(value, 1, most);
}

/// A table that is being read.
struct OpenTable {
  struct Down {
    size_t column;
    int64_t last_row;
    std::string text;
  };
  HtmlBook::Table table;
  Row row;
  std::string cell;
  bool in_row = false, in_cell = false;
  size_t across = 1, down = 1;
  std::vector<Down> open;
  int64_t rows = 0;

  void begin_row() {
    end_row();
    in_row = true;
    row = {};
    row.number = ++rows;
    for (const Down& one : open) row.merged.emplace_back(one.column, one.text);
  }
  void skip_taken() {
    while (std::any_of(open.begin(), open.end(), [&](const Down& d) { return d.column == row.cells.size() && d.last_row >= row.number; })) row.cells.emplace_back();
  }
  void begin_cell(size_t columns, size_t rows_down) {
    end_cell();
    if (!in_row) begin_row();
    in_cell = true;
    cell.clear();
    across = columns;
    down = rows_down;
  }
  void end_cell() {
    if (!std::exchange(in_cell, false)) return;
    skip_taken();
    std::string tidy = tidied(cell);
    if (row.cells.size() < kMostColumns) {
      if (down > 1) open.push_back({row.cells.size(), row.number + int64_t(down) - 1, tidy});
      row.cells.push_back(tidy);
      for (size_t i = 1; i < across && row.cells.size() < kMostColumns; ++i) row.cells.emplace_back();
    }
    table.cells += !tidy.empty();
  }
  void end_row() {
    end_cell();
    if (!std::exchange(in_row, false)) return;
    std::erase_if(open, [&](const Down& d) { return d.last_row <= row.number; });
    table.rows.push_back(std::move(row));
  }
  /// Blanks and line ends of the page's source are one blank; <br> has become a line end of its own (\v).
  static std::string tidied(std::string_view text) {
    std::string out;
    for (char c : text) {
      bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (blank && (out.empty() || out.back() == ' ' || out.back() == '\n')) continue;
      if (c == '\v' && !out.empty() && out.back() == ' ') out.pop_back();
      out += blank ? ' ' : c == '\v' ? '\n' : c;
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
    return out;
  }
};

class PageReader {
 public:
  explicit PageReader(std::string_view page) : page_(page) {}

  std::vector<HtmlBook::Table> run() {
    size_t at = 0;
    while (at < page_.size()) {
      if (page_[at] == '<') at = take_tag(at);
      else if (page_[at] == '&' && in_cell()) take_entity(page_, at, tables_.back().cell);
      else {
        size_t next = page_.find_first_of("<&", at + 1);
        if (next == page_.npos) next = page_.size();
        if (in_cell()) tables_.back().cell += page_.substr(at, next - at);
        at = next;
      }
    }
    while (!tables_.empty()) end_table();
    return std::move(done_);
  }

 private:
  bool in_cell() const { return !tables_.empty() && tables_.back().in_cell; }

  size_t take_tag(size_t at) {
    if (page_.substr(at, 4) == "<!--") return after(page_.find("-->", at + 4), 3);
    size_t end = page_.find('>', at);
    if (end == page_.npos) return page_.size();
    std::string_view inside = page_.substr(at + 1, end - at - 1);
    bool closing = inside.starts_with('/');
    if (closing) inside.remove_prefix(1);
    std::string name = lower_case(inside.substr(0, inside.find_first_of(" \t\r\n/")));
    if (!closing && (name == "script" || name == "style")) return skip_to_end(name, end + 1);
    use(name, inside, closing);
    return end + 1;
  }
  size_t after(size_t found, size_t length) const { return found == page_.npos ? page_.size() : found + length; }
  size_t skip_to_end(const std::string& name, size_t from) const {
    for (size_t at = page_.find("</", from); at != page_.npos; at = page_.find("</", at + 2))
      if (lower_case(page_.substr(at + 2, name.size())) == name) return at;
    return page_.size();
  }

  void use(const std::string& name, std::string_view tag, bool closing) {
    if (name == "table") {
      if (closing && !tables_.empty()) end_table();
      if (!closing && tables_.size() < kDeepest) tables_.emplace_back();
    }
    if (tables_.empty()) return;
    OpenTable& table = tables_.back();
    if (name == "tr") closing ? table.end_row() : table.begin_row();
    if (name == "td" || name == "th") closing ? table.end_cell() : table.begin_cell(span_of(tag, "colspan", 1000), span_of(tag, "rowspan", 100'000));
    if ((name == "br" || (closing && (name == "p" || name == "div"))) && table.in_cell) table.cell += '\v';
  }
  void end_table() {
    tables_.back().end_row();
    done_.push_back(std::move(tables_.back().table));
    tables_.pop_back();
  }

  std::string_view page_;
  std::vector<OpenTable> tables_;
  std::vector<HtmlBook::Table> done_;
};

}  // namespace

HtmlBook::HtmlBook(std::string_view page, const std::string& file) : tables_(PageReader(page).run()) {
  std::erase_if(tables_, [](const Table& table) { return table.cells == 0; });
  if (tables_.empty()) data_failure("no_table", {{"file", file}});
  std::stable_sort(tables_.begin(), tables_.end(), [](const Table& a, const Table& b) { return a.cells > b.cells; });
}

std::vector<Book::Sheet> HtmlBook::tabs() const {
  std::vector<Sheet> out;
  for (size_t i = 0; i < tables_.size(); ++i) out.push_back({"表" + std::to_string(i + 1), false});
  return out;
}

void HtmlBook::rows_of(size_t place, RowConsumer& rows) const {
  for (Row row : tables_[place].rows)
    if (!rows.row(row)) return;
}

}  // namespace musubi::file
