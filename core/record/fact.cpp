#include "core/record/fact.hpp"

#include <algorithm>

namespace musubi {
namespace {

using enum ColumnType;
constexpr FactColumn sales_order[] = {{"number", text, true}, {"ordered_at", time, true}, {"amount", number, true}, {"currency", text}, {"tax_included", yes_no}, {"status", text}, {"shop", text}, {"payment_method", text}, {"receiver", integer, false, false, true}, {"note", text, false, true}};
constexpr FactColumn order_line[] = {{"order_number", text, true}, {"line_no", integer}, {"product_code", text}, {"product_name", text}, {"category", text}, {"quantity", number}, {"unit_price", number}, {"amount", number, true}, {"currency", text}, {"ordered_at", time}};
constexpr FactColumn invoice[] = {{"number", text, true}, {"issued_on", date, true}, {"due_on", date}, {"amount", number, true}, {"currency", text}, {"tax_included", yes_no}, {"status", text}, {"order_number", text}, {"subject", text, false, true}};
constexpr FactColumn payment[] = {{"number", text}, {"invoice_number", text}, {"paid_on", date, true}, {"amount", number, true}, {"currency", text}, {"method", text}, {"payer", text}};
constexpr FactColumn point_entry[] = {{"at", time}, {"points", number, true}, {"reason", text, false, true}};
constexpr FactColumn point_balance[] = {{"at", time}, {"balance", number, true}};
constexpr FactColumn activity[] = {{"at", time}, {"channel", text}, {"direction", text}, {"subject", text, false, true}, {"body", text, false, true}, {"outcome", text, false, true}, {"staff", text}, {"next_step", text, false, true}, {"next_at", time}, {"status", text}, {"thread", text}};
constexpr FactColumn feedback[] = {{"at", time}, {"category", text}, {"subject", text, false, true}, {"body", text, false, true}, {"rating", number}, {"status", text}, {"closed_at", time}, {"staff", text}};
constexpr FactColumn lead[] = {{"at", time}, {"found_by", text}, {"interest", text, false, true}, {"status", text}, {"staff", text}, {"note", text, false, true}};
constexpr FactColumn contact_state[] = {{"contact", text, true}, {"value", text, true}, {"shown", text}, {"state", text, true}, {"at", time}, {"source", text}, {"reason", text, false, true}, {"latest_at", time}};

constexpr FactColumn consent[] = {{"contact", text}, {"value", text}, {"shown", text}, {"answer", text, true}, {"at", time}, {"source", text}, {"wording", text, false, true}, {"own_act", yes_no}, {"standing", yes_no}, {"latest_at", time}};

constexpr FactColumn coupon_use[] = {{"at", time}, {"coupon", text, true}, {"name", text}, {"amount", number}, {"currency", text}, {"order_number", text}, {"shop", text}, {"cancelled", yes_no}};
constexpr FactColumn web_event[] = {{"at", time}, {"event", text, true}, {"product_code", text}, {"product_name", text}, {"page", text}, {"page_title", text, false, true}, {"referrer", text}, {"campaign", text}, {"category", text}, {"quantity", number}, {"amount", number}, {"currency", text}};
constexpr FactColumn receipt_claim[] = {{"receipt_stream", text, true}, {"receipt", text, true}, {"at", time}, {"claimed_by", text}};
constexpr FactColumn proposal[] = {{"field", text, true}, {"value", text, true}, {"shown", text}, {"at", time}, {"source", text}, {"wording", text, false, true}};

constexpr FactKind kinds[] = {
    {"sales_order", TableId::sales_order, sales_order}, {"order_line", TableId::order_line, order_line},
    {"invoice", TableId::invoice, invoice},             {"payment", TableId::payment, payment},
    {"point_entry", TableId::point_entry, point_entry}, {"point_balance", TableId::point_balance, point_balance},
    {"activity", TableId::activity, activity},          {"feedback", TableId::feedback, feedback},
    {"lead", TableId::lead, lead},                      {"contact_state", TableId::contact_state, contact_state},
    {"consent", TableId::consent, consent},             {"coupon_use", TableId::coupon_use, coupon_use},
    {"web_event", TableId::web_event, web_event},       {"receipt_claim", TableId::receipt_claim, receipt_claim},
    {"proposal", TableId::proposal, proposal},
};

}  // namespace

std::span<const FactKind> fact_kinds() { return kinds; }

const FactKind* find_fact_kind(std::string_view name) {
  auto at = std::find_if(std::begin(kinds), std::end(kinds), [&](const FactKind& k) { return k.name == name; });
  return at == std::end(kinds) ? nullptr : at;
}

}  // namespace musubi
