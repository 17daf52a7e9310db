#include "connectors/mail/form.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

constexpr std::u32string_view bullets = U"■●◆◇□○◎▼▽▲△★☆・･*＊>＞-－→⇒▶►✓";
constexpr std::u32string_view openers = U"【[［〔<＜《「『〈(（", closers = U"】]］〕>＞》」』〉)）";
constexpr std::u32string_view separators = U":：=＝→⇒|｜\t";
constexpr size_t kLongestLabel = 30;

bool in(std::u32string_view set, char32_t c) {
  return set.find(c) != set.npos;
}

std::u32string_view stripped(std::u32string_view text) {
  while (!text.empty() && text::is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && text::is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// A line of dashes and the like.
bool is_rule(std::u32string_view line) {
  line = stripped(line);
  return line.size() >= 4 && std::all_of(line.begin(), line.end(), [](char32_t c) { return in(U"-=_*＊─━―—－＝＿~〜～#", c); });
}

std::u32string unmarked(std::u32string_view label) {
  std::u32string out(stripped(label));
  for (std::u32string_view mark : {U"(必須)", U"（必須）", U"[必須]", U"【必須】", U"※必須", U"(任意)", U"（任意）", U"[任意]", U"【任意】", U"(required)", U"(optional)"})
    if (size_t at = out.find(mark); at != out.npos && at > 0) out.erase(at, mark.size());
  while (!out.empty() && (in(U"*＊※", out.back()) || text::is_space(out.back()))) out.pop_back();
  return out;
}

struct Split {
  std::u32string label, rest;
  bool marked = false;
};

/// Cuts a line behind the label; `wide`: whether blanks alone may part label and answer.
std::optional<Split> split(std::u32string_view line) {
  Split out;
  line = stripped(line);
  while (!line.empty() && in(bullets, line.front())) line = stripped(line.substr(1)), out.marked = true;
  if (line.empty()) return {};
  if (in(openers, line.front())) {
    char32_t close = closers[openers.find(line.front())];
    size_t end = line.find(close);
    if (end == line.npos || end > kLongestLabel + 10) return {};
    out.label = unmarked(line.substr(1, end - 1));
    std::u32string_view rest = stripped(line.substr(end + 1));
    while (!rest.empty() && in(separators, rest.front())) rest = stripped(rest.substr(1));
    out.rest = rest;
    out.marked = true;
    return out;
  }
  size_t end = 0;
  while (end < line.size() && !in(separators, line[end]) && line[end] != U'　') ++end;
  // "お名前　　：山田": blanks before the colon
  size_t next = end;
  while (next < line.size() && text::is_space(line[next])) ++next;
  if (next < line.size() && in(separators, line[next])) end = next;
  out.label = unmarked(line.substr(0, end));
  std::u32string_view rest = line.substr(std::min(end, line.size()));
  while (!rest.empty() && (in(separators, rest.front()) || text::is_space(rest.front()))) rest.remove_prefix(1);
  out.rest = stripped(rest);
  if (end == line.size() && !out.marked) return {};  // a line of its own: only bullets make a label of it
  return out;
}

std::string utf8(std::u32string_view text) {
  return text::from_code_points(text);
}

/// The template's label at the beginning of the line; a line of its own may be one as well, without marks.
std::optional<std::pair<size_t, std::string>> known_label(const std::vector<std::string>& labels, std::u32string_view line) {
  std::optional<Split> parts = split(line);
  std::u32string_view bare = stripped(line);
  std::string whole = parts ? folded_label(utf8(parts->label)) : folded_label(utf8(bare));
  for (size_t i = 0; i < labels.size(); ++i)
    if (labels[i] == whole) return std::pair(i, parts ? utf8(parts->rest) : std::string());
  return {};
}

/// A person answers a notification or passes it on; the tool does neither. What was typed into a form may begin with Re: behind the tool's words:
/// [info] Re: is a list's answer, but where the tool's own subject begins with [info].
bool is_answer(const Mail& mail, const FormTemplate& form) {
  static const RE2 prefix(R"(^(\[[^\]]{1,40}\] ?)?(re|fwd?|aw|wg|返信|転送)(\[\d+\]|\^\d+)? ?:)", pattern_options());
  if (!header(mail.headers, "In-Reply-To").empty()) return true;
  const std::string subject = folded_line(mail.subject), of_tool = folded_line(form.subject);
  return found(subject, prefix) && !(of_tool.starts_with('[') && subject.starts_with(of_tool));
}

bool comes_from(const Mail& mail, const std::string& sender) {
  return std::any_of(mail.from.begin(), mail.from.end(), [&](const Person& p) {
    std::string address = lower(p.address);
    return address == sender || address.ends_with("@" + sender);
  });
}

}  // namespace

std::string folded_label(std::string_view label) {
  std::string plain = text::fold_hyphens(text::fold_case(text::nfkc(utf8(unmarked(text::to_code_points(label))))));
  std::erase(plain, ' ');
  while (plain.ends_with(':')) plain.pop_back();
  return plain;
}

std::optional<LabelLine> any_label(std::string_view line) {
  std::optional<Split> parts = split(text::to_code_points(line));
  if (!parts || parts->label.empty() || parts->label.size() > kLongestLabel) return {};
  return LabelLine{utf8(parts->label), utf8(parts->rest), parts->marked};
}

const FormTemplate* template_of(const std::vector<FormTemplate>& templates, const Mail& mail, bool goes_out) {
  for (const FormTemplate& form : templates) {
    if (is_answer(mail, form)) continue;
    bool sender = form.from.empty() ? !goes_out : comes_from(mail, form.from);
    if (!sender || text::nfkc(mail.subject).find(text::nfkc(form.subject)) == std::string::npos) continue;
    if (form.from.empty() && form.subject.empty() && answers_of(form, mail.text).size() * 2 < form.labels.size()) continue;
    return &form;
  }
  return nullptr;
}

Answers answers_of(const FormTemplate& form, std::string_view text) {
  std::vector<std::string> labels;
  for (const std::string& label : form.labels) labels.push_back(folded_label(label));
  std::u32string end = text::to_code_points(form.end);
  Answers out;
  std::vector<bool> seen(labels.size());
  bool open = false;
  size_t blank = 0;
  for (const std::string& written : lines_of(text)) {
    const std::u32string line = text::to_code_points(written);
    if (open && !end.empty() && stripped(line).starts_with(stripped(end))) break;
    auto label = known_label(labels, line);
    if (label && !seen[label->first]) {
      seen[label->first] = true;
      out.emplace_back(form.labels[label->first], label->second);
      open = true, blank = 0;
      continue;
    }
    if (!open) continue;
    if (is_rule(line)) {
      // A rule ends the answers once all labels have come; before that it stands between them.
      if (std::all_of(seen.begin(), seen.end(), [](bool s) { return s; })) break;
      continue;
    }
    std::u32string_view words = stripped(line);
    if (words.empty()) {
      ++blank;
      continue;
    }
    std::string& answer = out.back().second;
    if (!answer.empty()) answer.append(std::min<size_t>(blank + 1, 3), '\n');
    answer += utf8(words);
    blank = 0;
  }
  return out;
}

}  // namespace musubi::mail
