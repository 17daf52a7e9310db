#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/form.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// Labels in the order of the sample; each once.
std::vector<LabelLine> labels_in(const Mail& mail) {
  std::vector<LabelLine> out;
  std::set<std::string> seen;
  for (const std::string& line : lines_of(mail.text))
    if (auto label = any_label(line); label && seen.insert(folded_label(label->label)).second) out.push_back(*label);
  return out;
}

struct Seen {
  size_t samples = 0;
  std::set<std::string> answers;
  std::string label;
  bool marked = false;
  double place = 0;  // how far down, added up

  /// The same words in each sample: a footer's "TEL: …".
  bool constant() const { return samples > 1 && answers.size() == 1 && !answers.begin()->empty(); }
};

/// "下記の内容でお問い合わせがありました：" ends in a colon, too.
bool is_sentence(const std::string& folded, const Seen& seen) {
  for (std::string_view word : {"。", "、", "ました", "ます", "です", "ください", "following", "http", "//"})
    if (folded.find(word) != folded.npos) return true;
  return !seen.marked && text::count_code_points(folded) > 20;
}

std::vector<std::string> common_labels(const std::vector<Mail>& samples) {
  std::map<std::string, Seen> seen;
  for (const Mail& mail : samples) {
    std::vector<LabelLine> labels = labels_in(mail);
    for (size_t i = 0; i < labels.size(); ++i) {
      Seen& one = seen[folded_label(labels[i].label)];
      ++one.samples;
      one.answers.insert(labels[i].rest);
      one.place += double(i) / double(labels.size());
      one.marked |= labels[i].marked;
      if (one.label.empty()) one.label = labels[i].label;
    }
  }
  size_t needed = samples.size() > 1 ? 2 : 1;
  std::vector<std::pair<double, const Seen*>> order;
  for (const auto& [folded, one] : seen)
    if (one.samples >= needed && !folded.empty() && !is_sentence(folded, one)) order.emplace_back(one.place / double(one.samples), &one);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return std::tie(a.first, a.second->label) < std::tie(b.first, b.second->label); });
  while (!order.empty() && order.back().second->constant()) order.pop_back();
  std::vector<std::string> out;
  for (const auto& [place, one] : order) out.push_back(one->label);
  return out;
}

std::string common_part(std::vector<std::string> texts) {
  std::u32string best;
  std::u32string first = text::to_code_points(texts[0]);
  for (size_t begin = 0; begin < first.size(); ++begin)
    for (size_t size = first.size() - begin; size > best.size(); --size) {
      std::string part = text::from_code_points(first.substr(begin, size));
      if (std::all_of(texts.begin(), texts.end(), [&](const std::string& t) { return t.find(part) != t.npos; })) {
        best = first.substr(begin, size);
        break;
      }
    }
  // Of two numbers that happen to begin alike
  while (!best.empty() && best.back() >= U'0' && best.back() <= U'9') best.pop_back();
  while (!best.empty() && best.front() >= U'0' && best.front() <= U'9') best.erase(0, 1);
  std::string out(trimmed(text::from_code_points(best)));
  return text::count_code_points(out) < 3 ? std::string() : out;
}

/// The first line behind the last label that all samples have, word for word.
std::string common_end(const std::vector<Mail>& samples, const std::vector<std::string>& labels) {
  if (samples.size() < 2 || labels.empty()) return {};
  std::vector<std::set<std::string>> others;
  for (size_t i = 1; i < samples.size(); ++i) {
    std::set<std::string> lines;
    for (const std::string& line : lines_of(samples[i].text)) lines.insert(text::squeeze_spaces(line));
    others.push_back(std::move(lines));
  }
  bool behind = false;
  std::set<std::string> folded;
  for (const std::string& label : labels) folded.insert(folded_label(label));
  std::vector<std::string> lines = lines_of(samples[0].text);
  size_t last = 0;
  for (size_t i = 0; i < lines.size(); ++i)
    if (auto label = any_label(lines[i]); label && folded.contains(folded_label(label->label))) last = i;
  for (size_t i = last + 1; i < lines.size() && !behind; ++i) {
    std::string line = text::squeeze_spaces(lines[i]);
    if (line.empty() || (any_label(line) && folded.contains(folded_label(any_label(line)->label)))) continue;
    if (std::all_of(others.begin(), others.end(), [&](const auto& set) { return set.contains(line); })) return line;
  }
  return {};
}

}  // namespace

FormTemplate suggested(const std::vector<Mail>& samples) {
  FormTemplate out;
  if (samples.empty()) return out;
  out.labels = common_labels(samples);
  out.end = common_end(samples, out.labels);
  std::vector<std::string> subjects;
  std::string from = samples[0].from.empty() ? "" : lower(samples[0].from[0].address);
  for (const Mail& mail : samples) {
    subjects.push_back(mail.subject.substr(0, 200));
    if (mail.from.empty() || lower(mail.from[0].address) != from) from.clear();
  }
  out.from = from;
  if (std::all_of(subjects.begin(), subjects.end(), [](const std::string& s) { return !s.empty(); })) out.subject = common_part(subjects);
  return out;
}

}  // namespace musubi::mail
