#include "connectors/mail/signature.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/signature_line.hpp"
#include "connectors/mail/signer.hpp"

namespace musubi::mail {
namespace {

constexpr size_t kLooked = 60, kLongestText = 2000;

struct Line {
  std::string folded;
  bool blank = false, rule = false, prose = false;
  SignedLine said;
  std::string name;        // the sender's, where it stands in the line
  bool whole = false;      // family name and given name
  bool other = false;      // somebody else's name stands in it
  bool assistant = false;  // it speaks of the sender's assistant
  bool elsewhere = false;  // it begins to say where something is sent to
  bool office = false;     // it says how a place of the company is reached

  bool named() const { return !name.empty(); }
  bool speaks() const { return said.reaches() || said.post() || named(); }
};

std::optional<Signature> with_more_than_a_name(Signature s) {
  const bool bare = s.company.empty() && s.department.empty() && s.title.empty() && s.address.empty() && s.email.empty() && s.url.empty() && s.phones.empty() && s.main.empty() && s.fax.empty();
  return bare ? std::nullopt : std::optional(std::move(s));
}

class Finder {
 public:
  Finder(std::string_view text, const Person& sender) : sender_(sender), signer_(sender) {
    raw_ = lines_of(text);
    if (raw_.size() > kLooked) raw_.erase(raw_.begin(), raw_.end() - kLooked);
    for (const std::string& raw : raw_) lines_.push_back(read(raw));
  }

  std::optional<Signature> find() {
    for (size_t end = lines_.size(); end > 0;) {
      size_t begin = block_before(end);
      if (begin < end && is_signature(begin, end)) return with_more_than_a_name(signature(begin, end));
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
    out.said = read_signed_line(inside, signer_.names());
    const std::vector<std::string>& left = out.said.left;
    out.whole = signer_.is_whole_in(inside);
    out.name = !out.whole ? signer_.part_in(left) : left.empty() ? inside : left[0];
    out.other = !out.named() && out.said.address.empty() && ((is_name_like(left) && (!out.said.title.empty() || left.size() == 2)) || is_family_like(left));
    out.assistant = !out.named() && is_of_an_assistant(inside);
    out.elsewhere = !out.named() && is_of_a_destination(inside);
    out.office = !out.named() && out.said.reaches() && is_of_an_office(inside);
    out.prose = out.said.reaches() ? is_long_prose(inside) : is_prose(inside);
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
    bool own_email = false, other_email = false, other_name = false, whole = false;
    for (size_t i = begin; i < end; ++i) {
      const Line& l = lines_[i];
      reach += l.said.reaches();
      company |= size_t(!l.said.company.empty());
      post |= size_t(!l.said.department.empty() || !l.said.title.empty());
      name |= size_t(l.named());
      whole |= l.whole;
      if (!l.said.email.empty()) (same(l.said.email, sender_.address) ? own_email : other_email) = true;
      other_name |= l.other;
    }
    if (!whole && !own_email && (other_email || (other_name && signer_.in_kanji()))) return false;
    const bool one_of_us = name || own_email;
    if (!one_of_us && tells_of_another(begin)) return false;
    size_t points = std::min<size_t>(reach, 2) + company + post + name;
    if (!one_of_us) return points >= 3 && ruled(begin, end);
    return points >= 2 && (reach || company || post) && (points >= 3 || ruled(begin, end) || is_name_and_phone(begin, end));
  }

  /// What the last sentence above announces: 下記は担当の連絡先です.
  bool tells_of_another(size_t begin) const {
    size_t i = begin;
    while (i > 0 && (lines_[i - 1].blank || lines_[i - 1].rule)) --i;
    return i > 0 && lines_[i - 1].prose && announces_another(lines_[i - 1].folded);
  }

  /// A private person's: the whole name alone on its line, and below it little more than a number.
  bool is_name_and_phone(size_t begin, size_t end) const {
    constexpr size_t most = 4;
    return end - begin <= most && lines_[begin].whole && lines_[begin].said.left.size() == 1 &&
           std::any_of(lines_.begin() + long(begin), lines_.begin() + long(end), [](const Line& l) { return !l.said.phones.empty(); });
  }

  /// Whether posts are told apart by names, so that one without the sender's is another's.
  bool names_own_post(size_t begin, size_t end) const {
    return std::any_of(lines_.begin() + long(begin), lines_.begin() + long(end), [](const Line& l) { return l.named() && !l.said.title.empty(); });
  }

  /// Whose lines they are may stand in a line above that says nothing else.
  bool is_below_another(size_t begin) const {
    for (size_t i = begin; i > 0 && i + 2 > begin && !lines_[i - 1].blank && !lines_[i - 1].prose; --i)
      if (lines_[i - 1].other || lines_[i - 1].elsewhere) return true;
    return false;
  }

  size_t first_named(size_t begin, size_t end) const {
    while (begin < end && !lines_[begin].named()) ++begin;
    return begin;
  }

  Signature signature(size_t begin, size_t end) const {
    Signature out;
    std::string text;
    bool assistant = false;  // the next number is theirs
    const bool apart = names_own_post(begin, end);
    const size_t own = first_named(begin, end);
    bool elsewhere = own < end && is_below_another(begin);  // so are all numbers down to a blank line or the sender's name
    for (size_t i = begin; i < end; ++i) {
      const Line& line = lines_[i];
      text += raw_[i] + "\n";
      const bool reaches = line.said.reaches(), another = line.assistant || (apart && line.other);
      elsewhere = !line.blank && !line.named() && (elsewhere || line.elsewhere || (line.other && own < end && i < own));
      if (!another && !elsewhere && !(assistant && reaches)) add(line, out);
      assistant = (assistant || another) && !reaches && !line.blank && !line.named();
    }
    out.text = first_bytes(trimmed(text), kLongestText);
    return out;
  }

  void add(const Line& line, Signature& out) const {
    const SignedLine& s = line.said;
    auto first = [](std::string& to, const std::string& from) {
      if (to.empty()) to = from;
    };
    first(out.name, line.name);
    first(out.company, s.company);
    const bool of_others = line.office && !out.phones.empty();  // the person's own number is known
    if (!of_others && !s.department.empty() && !(out.department.size() && !out.title.empty())) out.department += (out.department.empty() ? "" : " ") + s.department;
    first(out.title, s.title);
    first(out.address, s.address);
    first(out.email, s.email);
    first(out.url, s.url);
    for (const SignedPhone& p : s.phones) {
      auto& to = p.kind == PhoneKind::fax ? out.fax : p.kind == PhoneKind::main || of_others ? out.main : out.phones;
      if (std::find(to.begin(), to.end(), p.number) == to.end()) to.push_back(p.number);
    }
  }

  const Person& sender_;
  const Signer signer_;
  std::vector<std::string> raw_;
  std::vector<Line> lines_;
};

}  // namespace

std::optional<Signature> signature_of(std::string_view own_text, const Person& sender) { return Finder(own_text, sender).find(); }

}  // namespace musubi::mail
