#include "connectors/mail/phones.hpp"

#include <algorithm>
#include <memory>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

struct Label {
  PhoneKind kind;
  const char* pattern;
};

/// The last label before a number counts.
PhoneKind kind_before(std::string_view label) {
  static const RE2 both(R"((tel|電話|phone)\s*[/&・,、]?\s*(&|and|兼)?\s*(fax|ファックス|ファクス)\W*$)", pattern_options());
  static const std::vector<std::pair<PhoneKind, std::unique_ptr<RE2>>> kinds = [] {
    constexpr Label labels[] = {{PhoneKind::fax, R"((fax|facsimile|ファックス|ファクス|ファクシミリ|📠|(^|[^a-z])f)[^a-z]*$)"},
                                {PhoneKind::mobile, R"((mobile|cell(ular)?|cell ?phone|携帯(電話)?|携帯番号|移動|📱|(^|[^a-z])m)[^a-z]*$)"},
                                {PhoneKind::main, R"((代表(電話|番号)?|フリーダイヤル|フリーコール|toll[ -]?free|main|switchboard)[^a-z]*$)"},
                                {PhoneKind::direct, R"((直通|direct|ダイヤルイン|(^|[^a-z])d)[^a-z]*$)"}};
    std::vector<std::pair<PhoneKind, std::unique_ptr<RE2>>> out;
    for (const Label& l : labels) out.emplace_back(l.kind, std::make_unique<RE2>(l.pattern, pattern_options()));
    return out;
  }();
  if (found(label, both)) return PhoneKind::tel;
  for (const auto& [kind, pattern] : kinds)
    if (found(label, *pattern)) return kind;
  return PhoneKind::tel;
}

PhoneKind kind_of(std::string_view before, std::string_view number, std::string_view behind) {
  static const RE2 main(R"(^\s*\(?\s*(代表|代\)|大代表))", pattern_options()), direct(R"(^\s*\(?\s*(直通|直\)))", pattern_options()), mobile(R"(^\s*\(?\s*携帯)", pattern_options());
  static const RE2 fax(R"(^\s*\(\s*fax)", pattern_options());
  PhoneKind kind = kind_before(before);
  if (kind == PhoneKind::fax) return kind;
  if (found(behind, fax)) return PhoneKind::fax;
  if (number.starts_with("0120") || number.starts_with("0800") || number.starts_with("0570")) return PhoneKind::main;
  if (found(behind, direct)) return PhoneKind::direct;
  if (found(behind, main)) return PhoneKind::main;
  return found(behind, mobile) ? PhoneKind::mobile : kind;
}

bool is_number(std::string_view text) {
  size_t digits = size_t(std::count_if(text.begin(), text.end(), is_digit));
  if (text.starts_with('+')) return digits >= 9 && digits <= 15;
  return (text.starts_with('0') || text.starts_with("(0")) && (digits == 10 || digits == 11);
}

}  // namespace

std::vector<SignedPhone> phones_in(std::string_view line, std::string* rest) {
  static const RE2 number(R"((\+\d{1,3}[\d() .‐‑‒–—―−-]{7,20}\d|\(?0\d{1,4}\)?[ .‐‑‒–—―−ー-]{0,3}\(?\d{1,4}\)?[ .‐‑‒–—―−ー-]{0,3}\d{3,4}))");
  std::vector<SignedPhone> out;
  re2::StringPiece all(line.data(), line.size()), left = all;
  size_t end_before = 0;
  std::string kept;
  for (re2::StringPiece hit; RE2::FindAndConsume(&left, number, &hit);) {
    size_t at = size_t(hit.data() - all.data()), end = at + hit.size();
    std::string_view text(hit.data(), hit.size());
    bool touches = (at > 0 && is_digit(line[at - 1])) || (end < line.size() && is_digit(line[end]));
    if (touches || !is_number(text)) continue;
    std::string_view before = line.substr(end_before, at - end_before);
    out.push_back({kind_of(before, text, line.substr(end)), std::string(text)});
    kept += before;
    end_before = end;
  }
  kept += line.substr(end_before);
  if (rest && !out.empty()) {
    static const RE2 labels(R"((tel|fax|phone|mobile|cell|direct|office|work|home|main|phs|電話番号|電話|携帯|直通|代表|ファックス|[☎☏✆📞📱📠]|内線\s*:?\s*\d*|ext\.?\s*\d*|[tfmpd]\s*[:.])\s*[:.)(]*)", pattern_options());
    RE2::GlobalReplace(&kept, labels, " ");
  }
  if (rest) *rest = std::move(kept);
  return out;
}

}  // namespace musubi::mail
