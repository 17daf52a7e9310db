#include "core/app/list_columns.hpp"

#include <fmt/format.h>

#include "core/app/print.hpp"
#include "core/flow/dedupe.hpp"
#include "core/record/field.hpp"

namespace musubi {
namespace {

using resolving::ColumnKind, resolving::LeftOut;

std::string kind_said(const Context& context, ColumnKind kind) {
  switch (kind) {
    case ColumnKind::text: return context.say("名前・短い言葉（text）", "names, short texts (text)");
    case ColumnKind::words: return context.say("文・住所（words）", "titles, addresses (words)");
    case ColumnKind::code: return context.say("番号（code）", "codes and numbers (code)");
    case ColumnKind::date: return context.say("日付（date）", "dates (date)");
    case ColumnKind::number: return context.say("数量（number）", "amounts (number)");
    case ColumnKind::ignored: return "";
  }
  return "";
}

std::string why_said(const Context& context, LeftOut why) {
  switch (why) {
    case LeftOut::asked: return context.say("設定で除外", "left out as the settings say");
    case LeftOut::empty: return context.say("除外: 空です", "left out: empty");
    case LeftOut::constant: return context.say("除外: どの行も同じ値です", "left out: the same in every row");
    case LeftOut::names_the_row: return context.say("除外: 行ごとに違う番号です", "left out: it only numbers the rows");
    case LeftOut::repeats: return context.say("除外: ほかの列の繰り返しです", "left out: it repeats other columns");
    case LeftOut::too_many: return context.say("除外: もっと見分けやすい列を使いました", "left out: other columns tell more");
    case LeftOut::no: return "";
  }
  return "";
}

Grid headed(const Context& context) {
  Grid grid;
  grid.add({context.say("列", "column"), context.say("扱い", "taken for")});
  return grid;
}

}  // namespace

void print_customer_columns(const Context& context, const List& list, size_t id) {
  Grid grid = headed(context);
  for (size_t c = 0; c < list.headings.size(); ++c) {
    if (c == id) continue;
    auto meaning = meaning_of(list.headings[c]);
    const FieldDef* def = meaning ? &field(meaning->field) : nullptr;
    grid.add({list.headings[c], !def ? context.say("使いません", "not used") : std::string(context.lang == Lang::ja ? def->ja : def->name)});
  }
  fmt::print("{}{}\n", grid.text(), context.say("顧客の一覧として比べました。違っていれば --config に matcher: general と書いてください。", "Compared as a list of customers. If it is none, write matcher: general in --config."));
}

void print_list_columns(const Context& context, const List& list, size_t id, const MatchedList& matched) {
  if (matched.all_equal) fmt::print("{}\n", context.say("どの行も同じ内容です。1件とみなしました。", "Every row says the same; they are taken for one."));
  Grid grid = headed(context);
  for (size_t c = 0; c < list.headings.size(); ++c)
    if (c != id) grid.add({list.headings[c], matched.columns[c].left_out == LeftOut::no ? kind_said(context, matched.columns[c].kind) : why_said(context, matched.columns[c].left_out)});
  fmt::print("{}{}\n", grid.text(), context.say("違っていれば --config の columns で直せます（例 columns: {列: date}）。", "If this is wrong, correct it under columns of --config, such as columns: {heading: date}."));
}

}  // namespace musubi
