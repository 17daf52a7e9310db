#include "core/resolve/company_words.hpp"

#include <algorithm>
#include <array>

namespace musubi::resolving {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array head_words = {"本社"sv, "本店"sv, "本部"sv, "本局"sv};
constexpr std::array branch_words = {"店"sv,       "支社"sv,     "支部"sv,   "支局"sv, "営業所"sv, "出張所"sv,
                                     "事業所"sv,   "事務所"sv,   "研究所"sv, "工場"sv, "部"sv,     "課"sv,
                                     "センター"sv, "オフィス"sv, "支所"sv,   "分室"sv};
constexpr std::array legal_forms = {
    "株式会社"sv,     "有限会社"sv,     "合同会社"sv,     "合名会社"sv,     "合資会社"sv,
    "一般社団法人"sv, "公益社団法人"sv, "一般財団法人"sv, "公益財団法人"sv, "特定非営利活動法人"sv,
    "医療法人"sv,     "学校法人"sv,     "社会福祉法人"sv, "宗教法人"sv,     "独立行政法人"sv};

}  // namespace

std::string_view branch_of(std::string_view shown) {
  size_t space = shown.rfind(' ');
  if (space == std::string_view::npos) return {};
  std::string_view last = shown.substr(space + 1);
  auto ends = [&](std::string_view word) { return last.ends_with(word); };
  if (std::any_of(head_words.begin(), head_words.end(), ends)) return {};
  return std::any_of(branch_words.begin(), branch_words.end(), ends) ? last : std::string_view();
}

std::string_view legal_form_of(std::string_view shown) {
  auto at = std::find_if(legal_forms.begin(), legal_forms.end(),
                         [&](std::string_view f) { return shown.find(f) != std::string_view::npos; });
  return at == legal_forms.end() ? std::string_view() : *at;
}

}  // namespace musubi::resolving
