#include "core/base/message.hpp"

#include <algorithm>
#include <iterator>

namespace musubi {
namespace {

struct Entry {
  std::string_view id;
  Who who;
  std::string_view ja, en;
};

constexpr Entry table[] = {
#include "core/base/messages/app.inc"
#include "core/base/messages/base.inc"
#include "core/base/messages/flow.inc"
#include "core/base/messages/map.inc"
#include "core/base/messages/merge.inc"
#include "core/base/messages/normalize.inc"
#include "core/base/messages/pull.inc"
#include "core/base/messages/resolve.inc"
#include "core/base/messages/serve.inc"
#include "core/base/messages/settings.inc"
#include "core/base/messages/store.inc"
};

const Entry* entry(std::string_view id) {
  auto at = std::find_if(std::begin(table), std::end(table), [&](const Entry& e) { return e.id == id; });
  return at == std::end(table) ? nullptr : at;
}

std::string fill(std::string_view sentence, const Message& m) {
  std::string out;
  for (size_t i = 0; i < sentence.size();) {
    size_t open = sentence.find('{', i);
    size_t close = open == std::string_view::npos ? open : sentence.find('}', open);
    if (close == std::string_view::npos) return out.append(sentence.substr(i));
    out.append(sentence.substr(i, open - i));
    std::string_view name = sentence.substr(open + 1, close - open - 1);
    auto arg = std::find_if(m.args.begin(), m.args.end(), [&](const auto& a) { return a.first == name; });
    if (arg != m.args.end()) out.append(arg->second);
    i = close + 1;
  }
  return out;
}

}  // namespace

std::string render(const Message& m, Lang lang) {
  if (const Entry* e = entry(m.id)) return fill(lang == Lang::ja ? e->ja : e->en, m);
  std::string out = m.id;
  for (const auto& [name, value] : m.args) out += " " + name + "=" + value;
  return out;
}

Who who_acts(std::string_view id) {
  const Entry* e = entry(id);
  return e ? e->who : Who::maker;
}

std::string actor_line(Who who, Lang lang) {
  bool ja = lang == Lang::ja;
  switch (who) {
    case Who::user: return ja ? "→ コマンドを実行した方へ" : "→ for whoever ran the command";
    case Who::admin: return ja ? "→ 接続の設定をする方へ" : "→ for the administrator of the connections";
    case Who::steward: return ja ? "→ 名寄せ担当の方へ" : "→ for the data steward";
    case Who::source: return ja ? "→ 接続先システムの担当の方へ" : "→ for whoever keeps the other system";
    case Who::maker: break;
  }
  return ja ? "→ Musubi の不具合かもしれません。報告してください" : "→ this may be a fault of Musubi; please report it";
}

bool has_message(std::string_view id) { return entry(id) != nullptr; }

std::vector<std::string_view> message_ids() {
  std::vector<std::string_view> ids;
  for (const Entry& e : table) ids.push_back(e.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace musubi
