#include "core/record/contact_state.hpp"

namespace musubi {
namespace {

struct Word {
  std::string_view word, ja;
};
constexpr Word words[] = {{"unverified", "未確認"}, {"verified", "確認済み"}, {"bounced", "不達"}, {"returned", "返送"}, {"opted_out", "配信停止"}, {"soft_bounced", "一時不達"}};

}  // namespace

std::string_view word(ContactState state) { return words[size_t(state)].word; }
std::string_view word_ja(ContactState state) { return words[size_t(state)].ja; }

std::optional<ContactState> contact_state_of(std::string_view word) {
  for (size_t i = 0; i < std::size(words); ++i)
    if (words[i].word == word) return ContactState(i);
  return {};
}

}  // namespace musubi
