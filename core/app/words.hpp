// Names of columns, tables and enumerated values as people read them, from the message table; what has no word there stays as it is.
#pragma once
#include <string>
#include <string_view>

#include "core/app/command.hpp"
#include "core/record/contact_state.hpp"
#include "core/record/profile.hpp"
#include "core/record/table.hpp"

namespace musubi {

/// "ordered_at" → 注文日時, ordered; a field's own name for its column.
std::string column_word(const Context& context, std::string_view column);
/// "sales_order" → 注文, orders.
std::string table_word(const Context& context, std::string_view table);
std::string field_word(const Context& context, Field f);
/// A field or "household", as evidence names them.
std::string field_word(const Context& context, std::string_view name);
std::string entered_by_word(const Context& context, EnteredBy e);
std::string contact_state_word(const Context& context, ContactState state);
/// "same" → 同一.
std::string verdict_word(const Context& context, std::string_view verdict);
/// "decide" → 判定: the kind of a steward's word.
std::string steward_word(const Context& context, std::string_view kind);
/// "customer show" → 全体像: what was done to a customer.
std::string audit_word(const Context& context, std::string_view what);
/// "exact" → 一致: how two values compare.
std::string level_word(const Context& context, std::string_view level);
/// "finished" → 完了: the state of a run.
std::string state_word(const Context& context, std::string_view state);
/// "map" → 項目対応: where a row was held.
std::string step_word(const Context& context, std::string_view step);

/// A value as people read it: 男性 for male, はい for t.
std::string value_text(const Context& context, const Stated& value);
/// All values of a profile in one line.
std::string said_text(const Context& context, const Profile& profile);
/// A stored cell: times in the hub's zone, yes and no as words, references as #12.
std::string cell_text(const Context& context, const Column& column, const std::optional<std::string>& cell);

/// "pos.members/000123".
std::string record_name(const RecordKey& record);

}  // namespace musubi
