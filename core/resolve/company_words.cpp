#include "core/resolve/company_words.hpp"

#include <algorithm>
#include <array>

namespace musubi::resolving {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array head_words = {"本社"sv, "本店"sv, "本部"sv, "本局"sv};
constexpr std::array site_words = {"店"sv,     "支社"sv,   "支部"sv,   "支局"sv, "営業所"sv,   "出張所"sv,   "事業所"sv, "事務所"sv,
                                   "研究所"sv, "工場"sv,   "支所"sv,   "分室"sv, "センター"sv, "オフィス"sv, "教室"sv,   "学部"sv};
constexpr std::array unit_words = {"部"sv, "課"sv, "室"sv, "係"sv, "グループ"sv, "チーム"sv};
constexpr std::array legal_forms = {
    "株式会社"sv,     "有限会社"sv,     "合同会社"sv,     "合名会社"sv,     "合資会社"sv,
    "一般社団法人"sv, "公益社団法人"sv, "一般財団法人"sv, "公益財団法人"sv, "特定非営利活動法人"sv,
    "医療法人"sv,     "学校法人"sv,     "社会福祉法人"sv, "宗教法人"sv,     "独立行政法人"sv};

bool ends_with_any(std::string_view word, const auto& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return word.ends_with(ending); });
}

// What of a unit's name is a site's: 大阪支店 of 大阪支店営業部. 店舗開発部 only begins like one, and 本店営業部 is at the head office.
std::string_view site_before_unit(std::string_view word) {
  size_t end = 0;
  for (std::string_view site : site_words)
    if (size_t at = word.rfind(site); at != std::string_view::npos && at > 0) end = std::max(end, at + site.size());
  std::string_view out = word.substr(0, end);
  return ends_with_any(out, head_words) ? std::string_view() : out;
}

// One of the words at the end of a shown name.
struct EndWord {
  bool of_branch = false;
  std::string_view site{}, unit{};
};
EndWord read_end(std::string_view word) {
  if (ends_with_any(word, head_words)) return {true};
  if (ends_with_any(word, site_words)) return {true, word};
  if (!ends_with_any(word, unit_words)) return {};
  std::string_view site = site_before_unit(word);
  return {true, site, word.substr(site.size())};
}

void put_before(std::string& out, std::string_view word) {
  if (!word.empty()) out = std::string(word) + (out.empty() ? "" : " ") + out;
}

}  // namespace

CompanyEnd company_end(std::string_view shown) {
  CompanyEnd out;
  for (size_t space = shown.rfind(' '); space != std::string_view::npos; space = shown.rfind(' ')) {
    EndWord last = read_end(shown.substr(space + 1));
    if (!last.of_branch) break;
    put_before(out.site, last.site);
    put_before(out.unit, last.unit);
    shown = shown.substr(0, space);
  }
  return out;
}

std::string_view legal_form_of(std::string_view shown) {
  auto at = std::find_if(legal_forms.begin(), legal_forms.end(),
                         [&](std::string_view f) { return shown.find(f) != std::string_view::npos; });
  return at == legal_forms.end() ? std::string_view() : *at;
}

}  // namespace musubi::resolving
