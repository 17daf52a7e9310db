#include "connectors/mail/signature.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/signature_line.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

constexpr size_t kLooked = 60, kLongestText = 2000;

/// How the sender may be written in a signature: whole, and family name and given name turned about.
std::vector<std::string> spellings(const std::string& display) {
  std::string name = folded_line(display);
  for (const char* end : {"(", "/", "|", "[", "【", "「", "@", "<"})
    if (size_t at = name.find(end); at != std::string::npos && at > 0) name.resize(at);
  for (const char* honorific : {"様", "さん"})
    if (name.ends_with(honorific)) name.resize(name.size() - std::string_view(honorific).size());
  std::vector<std::string> out;
  std::string bare = without_blanks(name);
  std::erase(bare, ',');
  if (text::count_code_points(bare) < 2) return out;
  out.push_back(bare);
  size_t part = name.find_first_of(", ");
  if (part != std::string::npos) {
    std::string turned = without_blanks(name.substr(part + 1)) + without_blanks(name.substr(0, part));
    if (turned != bare) out.push_back(turned);
  }
  return out;
}

bool has_kanji(std::string_view text) {
  for (size_t at = 0; at < text.size();)
    if (text::is_kanji(text::next_code_point(text, at))) return true;
  return false;
}

/// A word or two of kanji and kana, as names of persons are: 中村 美咲, 渋屋.
bool is_name_like(const std::vector<std::string>& left) {
  if (left.empty() || left.size() > 2) return false;
  std::string all;
  for (const std::string& word : left) all += word;
  size_t letters = 0;
  for (size_t at = 0; at < all.size(); ++letters) {
    char32_t c = text::next_code_point(all, at);
    if (!text::is_kanji(c) && !text::is_hiragana(c) && !text::is_katakana(c)) return false;
  }
  return letters >= 2 && letters <= 7 && has_kanji(left[0]) && (left.size() == 2 || letters <= 5);
}

struct Line {
  std::string folded;
  bool blank = false, rule = false, prose = false;
  SignedLine said;
  bool named = false;  // the sender's name stands in it
  bool assistant = false;  // it speaks of the sender's assistant

  bool speaks() const { return said.reaches() || said.post() || named; }
};

class Finder {
 public:
  Finder(std::string_view text, const Person& sender) : sender_(sender), names_(spellings(sender.name)) {
    raw_ = lines_of(text);
    if (raw_.size() > kLooked) raw_.erase(raw_.begin(), raw_.end() - kLooked);
    for (const std::string& raw : raw_) lines_.push_back(read(raw));
  }

  std::optional<Signature> find() {
    for (size_t end = lines_.size(); end > 0;) {
      size_t begin = block_before(end);
      if (begin < end && is_signature(begin, end)) return signature(begin, end);
      end = begin < end ? begin : end - 1;
    }
    return {};
  }

 private:
  Line read(const std::string& raw) const {
    Line out;
    out.folded = folded_line(raw);
    out.blank = out.folded.empty();
    out.rule = !out.blank && is_rule(out.folded);
    if (out.blank || out.rule) return out;
    std::string inside = unframed(out.folded);
    out.said = read_signed_line(inside, names_);
    std::string bare = without_blanks(inside);
    out.named = std::any_of(names_.begin(), names_.end(), [&](const std::string& n) { return lower(bare).find(lower(n)) != std::string::npos; });
    out.assistant = !out.named && is_of_an_assistant(inside);
    out.prose = is_prose(inside) && !out.said.reaches();
    return out;
  }

  /// The lines up to `end` that belong together: bounded by prose, by an opening rule, or by blank lines above which nothing speaks.
  size_t block_before(size_t end) const {
    size_t begin = end, silent = 0;
    bool spoke = false;
    for (size_t i = end; i-- > 0;) {
      const Line& line = lines_[i];
      if (line.prose || silent > 3) break;
      if (line.blank && spoke && !goes_on_above(i)) break;
      if (line.rule && spoke && opens(i)) return i;
      silent = line.blank || line.rule ? silent : line.speaks() ? 0 : silent + 1;
      if (line.speaks()) spoke = true, begin = i;
    }
    return begin == end && end > 0 && (lines_[end - 1].blank || lines_[end - 1].rule || lines_[end - 1].prose) ? end : begin;
  }

  /// Above one blank line the signature goes on only where a line speaks, or a rule is near that opens it.
  bool goes_on_above(size_t blank) const {
    if (blank == 0 || lines_[blank - 1].blank) return false;
    for (size_t i = blank, looked = 0; i-- > 0 && looked < 4; ++looked) {
      if (lines_[i].prose) return false;
      if (lines_[i].rule || lines_[i].speaks()) return true;
    }
    return false;
  }

  /// A rule with nothing of a signature right above it.
  bool opens(size_t rule) const {
    if (rule == 0) return true;
    size_t i = rule;
    while (i > 0 && lines_[i - 1].blank) --i;
    return i == 0 || lines_[i - 1].prose || (i < rule && !lines_[i - 1].speaks()) || !lines_[i - 1].speaks();
  }

  bool ruled(size_t begin, size_t end) const {
    return std::any_of(lines_.begin() + long(begin), lines_.begin() + long(end), [](const Line& l) { return l.rule; }) || (begin > 0 && lines_[begin - 1].rule);
  }

  bool is_signature(size_t begin, size_t end) const {
    size_t reach = 0, company = 0, post = 0, name = 0;
    bool own_email = false, other_email = false, other_name = false;
    for (size_t i = begin; i < end; ++i) {
      const Line& l = lines_[i];
      reach += l.said.reaches();
      company |= size_t(!l.said.company.empty());
      post |= size_t(!l.said.department.empty() || !l.said.title.empty());
      name |= size_t(l.named);
      if (!l.said.email.empty()) (same(l.said.email, sender_.address) ? own_email : other_email) = true;
      other_name |= !l.named && l.said.address.empty() && (is_name_like(l.said.left) && (!l.said.title.empty() || l.said.left.size() == 2));
    }
    bool one_of_us = name || own_email;
    if (!one_of_us && (other_email || (other_name && names_known_in_kanji()))) return false;
    size_t points = std::min<size_t>(reach, 2) + company + post + name;
    return one_of_us ? points >= 2 && (reach || company || post) && (points >= 3 || ruled(begin, end)) : points >= 3 && ruled(begin, end);
  }

  bool names_known_in_kanji() const { return std::any_of(names_.begin(), names_.end(), has_kanji); }

  Signature signature(size_t begin, size_t end) const {
    Signature out;
    std::string text;
    bool assistant = false;  // the next number is theirs
    for (size_t i = begin; i < end; ++i) {
      text += raw_[i] + "\n";
      const bool reaches = lines_[i].said.reaches();
      if (!lines_[i].assistant && !(assistant && reaches)) add(lines_[i], out);
      assistant = (assistant || lines_[i].assistant) && !reaches && !lines_[i].blank;
    }
    out.text = first_bytes(trimmed(text), kLongestText);
    return out;
  }

  void add(const Line& line, Signature& out) const {
    const SignedLine& s = line.said;
    auto first = [](std::string& to, const std::string& from) {
      if (to.empty()) to = from;
    };
    if (line.named && !s.left.empty()) first(out.name, s.left[0]);
    first(out.company, s.company);
    if (!s.department.empty() && !(out.department.size() && !out.title.empty())) out.department += (out.department.empty() ? "" : " ") + s.department;
    first(out.title, s.title);
    first(out.address, s.address);
    first(out.email, s.email);
    first(out.url, s.url);
    for (const SignedPhone& p : s.phones) {
      auto& to = p.kind == PhoneKind::fax ? out.fax : p.kind == PhoneKind::main ? out.main : out.phones;
      if (std::find(to.begin(), to.end(), p.number) == to.end()) to.push_back(p.number);
    }
  }

  const Person& sender_;
  std::vector<std::string> names_, raw_;
  std::vector<Line> lines_;
};

}  // namespace

std::optional<Signature> signature_of(std::string_view own_text, const Person& sender) { return Finder(own_text, sender).find(); }

}  // namespace musubi::mail
