#include "connectors/mail/html_text.hpp"

#include <algorithm>
#include <cstdlib>

#include "connectors/mail/ascii.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

constexpr std::string_view blocks[] = {"p",  "div", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4",
                                       "h5", "h6",  "hr", "dt",    "dd", "dl", "blockquote", "pre", "section", "article", "header", "footer"};
constexpr size_t kLongestTag = 4096;  // with quotes that never close, a tag would run to the end
constexpr std::string_view hidden[] = {"script", "style", "head", "title"};
constexpr std::pair<std::string_view, char32_t> references[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", ' '},     {"yen", 0xA5},
    {"copy", 0xA9},    {"reg", 0xAE},     {"trade", 0x2122}, {"hellip", 0x2026}, {"mdash", 0x2014}, {"ndash", 0x2013}, {"middot", 0xB7},
    {"bull", 0x2022},  {"times", 0xD7},   {"laquo", 0xAB},   {"raquo", 0xBB},   {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"euro", 0x20AC},  {"emsp", 0x3000},  {"ensp", ' '},     {"shy", 0}};

template <size_t n>
bool among(const std::string_view (&words)[n], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

class Reader {
 public:
  Reader(std::string_view html, Quoted quoted) : html_(html), quoted_(quoted) {}

  std::string read() {
    while (at_ < html_.size()) {
      char c = html_[at_];
      if (c == '<' && at_ + 1 < html_.size() && (html_[at_ + 1] == '/' || html_[at_ + 1] == '!' || html_[at_ + 1] == '?' || (lower(html_[at_ + 1]) >= 'a' && lower(html_[at_ + 1]) <= 'z')))
        tag();
      else if (c == '&')
        reference();
      else
        letter(c), ++at_;
    }
    while (!out_.empty() && is_blank(out_.back())) out_.pop_back();
    return std::move(out_);
  }

 private:
  void letter(char c) {
    if (depth_ > 0) return;
    if (is_blank(c)) {
      space_ = !out_.empty() && out_.back() != '\n';
      return;
    }
    if (space_) out_ += ' ';
    space_ = false;
    out_ += c;
  }

  void line() {
    if (depth_ > 0) return;
    space_ = false;
    if (out_.empty() || out_.ends_with("\n\n")) return;
    out_ += '\n';
  }

  void tag() {
    if (html_.compare(at_, 4, "<!--") == 0) {
      size_t end = html_.find("-->", at_ + 4);
      at_ = end == html_.npos ? html_.size() : end + 3;
      return;
    }
    size_t begin = at_ + 1, end = begin;
    char quote = 0;
    size_t limit = std::min(html_.size(), begin + kLongestTag);
    for (; end < limit && (quote || html_[end] != '>'); ++end) {
      if (quote && html_[end] == quote)
        quote = 0;
      else if (!quote && (html_[end] == '"' || html_[end] == '\'') && html_[end - 1] == '=')
        quote = html_[end];
    }
    if (end >= limit) end = std::min(html_.find('>', begin), html_.size());  // a quote that never closes
    bool closes = begin < html_.size() && html_[begin] == '/';
    std::string_view inside = html_.substr(begin + closes, end - std::min(end, begin + closes));
    std::string name = lower(inside.substr(0, std::min(inside.find_first_of(" \t\r\n/>"), inside.size())));
    at_ = std::min(end + 1, html_.size());
    if (!closes && among(hidden, name)) skip_to_end_of(name);
    if (name == "blockquote" && quoted_ == Quoted::left_out) depth_ = std::max(0, depth_ + (closes ? -1 : 1));
    if (name == "br") line();
    if (among(blocks, name) && !out_.empty() && out_.back() != '\n') line();
    if ((name == "td" || name == "th") && !closes) space_ = !out_.empty() && out_.back() != '\n';
  }

  void skip_to_end_of(const std::string& name) {
    if (name == "head" && no_head_end_) return;
    for (size_t at = html_.find("</", at_); at != html_.npos; at = html_.find("</", at + 2))
      if (same(html_.substr(at + 2, name.size()), name)) {
        at_ = std::min(html_.find('>', at), html_.size() - 1) + 1;
        return;
      }
    if (name != "head") at_ = html_.size();
    no_head_end_ = true;
  }

  void reference() {
    size_t end = html_.find_first_of("; <&\n", at_ + 1);
    std::string_view name = html_.substr(at_ + 1, (end == html_.npos ? html_.size() : end) - at_ - 1);
    char32_t c = 0;
    bool known = false;
    if (name.starts_with('#') && name.size() > 1 && name.size() < 10) {
      bool hex = lower(name[1]) == 'x';
      c = static_cast<char32_t>(std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10));
      known = c > 0;
    } else {
      for (const auto& [word, value] : references)
        if (word == name) c = value, known = true;
    }
    if (!known) return letter(html_[at_++]);
    std::string text;
    if (c) text::append_utf8(text, c);
    for (char byte : text) letter(byte);
    at_ = end != html_.npos && html_[end] == ';' ? end + 1 : std::min(end, html_.size());
  }

  std::string_view html_;
  Quoted quoted_;
  int depth_ = 0;  // of quotes that are left out
  size_t at_ = 0;
  std::string out_;
  bool space_ = false, no_head_end_ = false;
};

}  // namespace

std::string html_text(std::string_view html, Quoted quoted) {
  return Reader(html, quoted).read();
}

}  // namespace musubi::mail
