// Cuts members out of JSON text and leaves every other byte as it is. One pass finds the cuts. From the place where a text stops
// being JSON it is left alone, unless a name that is refused stands there, or the value of one ends there: then the rest goes.
#include <algorithm>

#include "core/map/file_text.hpp"
#include "core/map/forbidden.hpp"
#include "core/map/never_stored.hpp"
#include "core/map/program.hpp"
#include "core/map/words.hpp"
#include "core/text/fold.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi {
namespace map {
namespace {

constexpr int most_levels = 512;
constexpr auto npos = std::string_view::npos;

struct Cut {
  size_t begin, end;
};

// How far a path of `never_store` has been followed down.
struct Trail {
  const Path* path;
  size_t step;
};
using Trails = std::vector<Trail>;

class Cutter {
 public:
  /// `of`: in lists, only what stands in an element that holds this text (a JSON string) is cut; "" = in all.
  explicit Cutter(std::string_view json, std::string of = "") : json_(json), of_(std::move(of)) {}

  std::vector<Cut> cuts(const std::vector<Path>& never) {
    Trails trails;
    for (const Path& path : never) trails.push_back({&path, 0});
    skip_spaces();
    if (value(trails, 0)) skip_spaces();
    if (names_forbidden(never)) cuts_.push_back({at_, json_.size()});
    return std::move(cuts_);
  }

 private:
  bool is(char c) const { return at_ < json_.size() && json_[at_] == c; }
  static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
  void skip_spaces() {
    while (at_ < json_.size() && is_space(json_[at_])) ++at_;
  }

  bool value(const Trails& trails, int level) {
    if (level > most_levels) return false;
    if (is('{')) return object(trails, level);
    if (is('[')) return array(trails, level);
    if (is('"')) return string();
    return bare();
  }

  /// A number, true, false or null, or what is written like one.
  bool bare() {
    const size_t begin = at_;
    auto is_part = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.'; };
    while (at_ < json_.size() && is_part(json_[at_])) ++at_;
    return at_ > begin;
  }

  /// Whether what stands between quotation marks, behind the place where reading stopped, is a name that is refused. Nobody knows there
  /// which marks open and which close, so every piece counts.
  bool names_forbidden(const std::vector<Path>& never) const {
    for (size_t begin = at_; begin < json_.size();) {
      size_t end = std::min(json_.find('"', begin), json_.size());
      std::string name = without_escapes(json_.substr(begin, end - begin)), plain = folded(name);
      auto is_it = [&](const Path& path) {
        const auto& last = path.steps.back().names;
        return std::any_of(last.begin(), last.end(), [&](const Path::Name& n) { return n.folded == plain; });
      };
      if (refusal_of(name) != Refusal::none || std::any_of(never.begin(), never.end(), is_it)) return true;
      begin = end + 1;
    }
    return false;
  }

  /// Stays where it is when the string does not end.
  bool string() {
    for (size_t i = at_ + 1; i < json_.size(); ++i) {
      if (json_[i] == '"') return at_ = i + 1, true;
      if (json_[i] == '\\') ++i;
    }
    return false;
  }

  struct Element {
    size_t first, last;  // its cuts
    bool named;
  };

  bool array(const Trails& trails, int level) {
    std::vector<Element> elements;
    const size_t list = at_++;
    for (size_t position = 0;; ++position) {
      skip_spaces();
      if (is(']')) return ++at_, keep_those_named(elements, list), true;
      if (position) {
        if (!is(',')) return false;
        ++at_;
        skip_spaces();
      }
      const size_t begin = at_, cuts_before = cuts_.size();
      if (at_ >= json_.size() || !value(trails.empty() ? trails : of_element(trails, position), level + 1))
        return false;
      elements.push_back({cuts_before, cuts_.size(), !of_.empty() && names(json_.substr(begin, at_ - begin))});
    }
  }

  /// Of a list of messages, only the one that is meant loses its words; a list that names none may be part of one that bears the id elsewhere.
  void keep_those_named(const std::vector<Element>& elements, size_t begin) {
    if (of_.empty()) return;
    const bool any = std::any_of(elements.begin(), elements.end(), [](const Element& e) { return e.named; });
    if (!any && (names(json_.substr(0, begin)) || names(json_.substr(at_)))) return;
    for (size_t i = elements.size(); i-- > 0;)
      if (!elements[i].named) cuts_.erase(cuts_.begin() + int64_t(elements[i].first), cuts_.begin() + int64_t(elements[i].last));
  }

  /// Whether a message bears the id, rather than answering or quoting the one that does.
  bool names(std::string_view element) const {
    for (size_t at = element.find(of_); at != npos; at = element.find(of_, at + 1)) {
      const size_t colon = element.rfind(':', at), open = element.rfind('{', at);
      const std::string_view name = colon == npos ? std::string_view() : element.substr(0, colon), owner = open == npos ? std::string_view() : element.substr(0, open);
      const size_t quote = name.substr(0, name.rfind('"')).rfind('"');
      const bool quotes = quote != npos && name.substr(quote).starts_with("\"quoted");
      const size_t reply = owner.rfind("\"reply_to\"");
      if (!quotes && (reply == npos || owner.find_first_not_of(" :\n\r\t", reply + 10) != npos)) return true;
    }
    return false;
  }

  static Trails of_element(const Trails& trails, size_t position) {
    Trails out;
    for (const Trail& trail : trails) {
      const auto& element = trail.path->steps[trail.step].element;
      if (!element)
        out.push_back(trail);
      else if (*element == position && trail.step + 1 < trail.path->steps.size())
        out.push_back({trail.path, trail.step + 1});
    }
    return out;
  }

  bool object(const Trails& trails, int level) {
    ++at_;
    size_t kept_end = npos;  // behind the last member that stays
    size_t open_cut = npos;  // a cut at the beginning of the object, up to the next member
    for (bool first = true;; first = false) {
      skip_spaces();
      if (is('}')) return ++at_, true;
      if (!first) {
        if (!is(',')) return false;
        ++at_;
        skip_spaces();
      }
      if (open_cut != npos) cuts_[open_cut].end = at_;
      open_cut = npos;
      size_t begin = at_;
      bool goes = false;
      bool whole = member(trails, level, goes);
      if (goes && !whole) at_ = json_.size();
      if (goes) {
        cuts_.push_back({kept_end == npos ? begin : kept_end, at_});
        if (kept_end == npos) open_cut = cuts_.size() - 1;
      } else {
        kept_end = at_;
      }
      if (!whole) return false;
    }
  }

  bool member(const Trails& trails, int level, bool& goes) {
    size_t name_begin = at_ + 1;
    if (!is('"') || !string()) return false;
    std::string_view name = json_.substr(name_begin, at_ - 1 - name_begin);
    std::string unescaped;
    if (name.find('\\') != npos) name = unescaped = without_escapes(name);
    skip_spaces();
    if (!is(':')) return at_ = name_begin - 1, false;
    ++at_;
    skip_spaces();
    Trails inner;
    Refusal refusal = refusal_of(name);
    goes = refusal == Refusal::forbidden || (!trails.empty() && ends_trail(trails, name, inner));
    size_t value_begin = at_, cuts_before = cuts_.size();
    bool whole = value(inner, level + 1);
    if (!goes && refusal == Refusal::card) goes = holds_card(json_.substr(value_begin, at_ - value_begin));
    if (goes) cuts_.resize(cuts_before);
    return whole;
  }

  static bool ends_trail(const Trails& trails, std::string_view name, Trails& inner) {
    std::string plain = folded(name);
    for (const Trail& trail : trails) {
      for (const Path::Name& step : trail.path->steps[trail.step].names) {
        if (step.raw != name && step.folded != plain) continue;
        if (step.next == trail.path->steps.size()) return true;
        inner.push_back({trail.path, step.next});
      }
    }
    return false;
  }

  static bool holds_card(std::string_view value) {
    if (value.size() > 1 && value[0] == '"') value = value.substr(1, value.size() - 2);
    if (value.size() > 200) return false;
    return is_card_number(text::fold_hyphens(folded(without_escapes(value))));
  }

  // \uXXXX of the basic plane, which is all that a name needs, and the one-letter escapes.
  static std::string without_escapes(std::string_view in) {
    std::string out;
    for (size_t i = 0; i < in.size(); ++i) {
      if (in[i] != '\\' || i + 1 >= in.size()) {
        out += in[i];
        continue;
      }
      char c = in[++i];
      unsigned code = 0;
      size_t digits = 0;
      for (; c == 'u' && digits < 4 && i + 1 < in.size() && isxdigit(static_cast<unsigned char>(in[i + 1]));
           ++digits)
        code = code * 16 + unsigned(std::stoi(std::string(1, in[++i]), nullptr, 16));
      if (c == 'u')
        text::append_utf8(out, code);
      else
        out += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
    return out;
  }

  std::string_view json_;
  const std::string of_;
  size_t at_ = 0;
  std::vector<Cut> cuts_;
};

}  // namespace
}  // namespace map

namespace {

std::string cut(std::string_view json, const std::vector<map::Path>& never, std::string of = "") {
  std::vector<map::Cut> cuts = map::Cutter(json, std::move(of)).cuts(never);
  std::string out;
  size_t from = 0;
  for (const map::Cut& cut : cuts) {
    if (cut.begin > from) out += json.substr(from, cut.begin - from);
    from = std::max(from, cut.end);
  }
  return out += json.substr(std::min(from, json.size()));
}

}  // namespace

std::string without_forbidden(const Mapping& mapping, std::string_view json) { return cut(json, mapping.impl().never_paths); }

std::string without_forbidden(std::string_view json) { return cut(json, {}); }

bool names_words(const Mapping& mapping) { return !mapping.impl().word_paths.empty(); }

std::string without_words(const Mapping& mapping, std::string_view json, std::string_view message) {
  if (!names_words(mapping)) return std::string(json);
  std::string name;
  text::append_json_string(name, message);
  return cut(json, mapping.impl().word_paths, std::move(name));
}

bool refuses(const Mapping& mapping, std::string_view field) {
  if (map::refusal_of(field) != map::Refusal::none) return true;
  std::string plain = map::folded(field);
  const auto& never = mapping.impl().never_paths;
  return std::any_of(never.begin(), never.end(), [&](const map::Path& path) {
    const auto& names = path.steps.front().names;
    return std::any_of(names.begin(), names.end(), [&](const map::Path::Name& name) { return name.folded == plain; });
  });
}

}  // namespace musubi
