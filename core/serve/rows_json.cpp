#include "core/serve/rows_json.hpp"

#include <nlohmann/json.hpp>

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

Json cell_json(ColumnType type, const std::string& cell) {
  switch (type) {
    case ColumnType::texts:
      return texts_of(cell);
    case ColumnType::integer:
      return integer_of(cell);
    case ColumnType::yes_no:
      return cell == "t";
    case ColumnType::time:
      if (auto time = time_of(cell)) return format_utc(*time);
      return cell;
    default:
      return cell;
  }
}

Json source_json(const PartyKey& key) {
  return {{"connection", key.record.connection}, {"stream", key.record.stream}, {"key", key.record.key}, {"party", key.party}};
}

Json values_json(const Picture& p) {
  Json out = Json::array();
  for (const Golden& g : p.customer.values) {
    const FieldDef& def = field(g.value.field);
    Json one = {{"field", def.name}, {"label", def.ja}, {"value", shown(g.value)}, {"profile", g.profile_id}};
    if (g.pinned) one.update({{"pinned_by", g.pinned_by}, {"event", g.pinned}});
    out.push_back(std::move(one));
  }
  return out;
}

Json profiles_json(const Picture& p) {
  Json out = Json::array();
  for (const Profile& one : p.profiles) {
    Json values = Json::array();
    for (const Stated& s : one.values)
      if (std::string text = shown(s); !text.empty()) values.push_back({{"field", field(s.field).name}, {"value", text}});
    Json ids = Json::array();
    for (const ExternalId& id : one.ids) ids.push_back({{"scheme", id.scheme}, {"value", id.value}});
    out.push_back({{"id", one.id},
                   {"source", source_json(one.key)},
                   {"entered_by", word(one.entered_by)},
                   {"gone", one.gone},
                   {"updated_at", one.updated_at ? Json(format_utc(*one.updated_at)) : Json()},
                   {"values", std::move(values)},
                   {"ids", std::move(ids)}});
  }
  return out;
}

Json rows_json(TableId id, const std::vector<Row>& rows) {
  Json out = Json::array();
  for (const Row& row : rows) out.push_back(row_json(id, row));
  return out;
}

/// The rows of contact points, each with what is known of it.
Json contacts_json(const Picture& p) {
  Json out = rows_json(TableId::contact_point, p.contact_points);
  for (Json& point : out) {
    point["state"] = word(ContactState::unverified);
    for (const ContactWord& known : p.contact_words)
      if (point["kind"] == known.contact && point["value"] == known.value) point["state"] = word(known.state);
  }
  return out;
}

void add_mailing(const Picture& p, Json& out) {
  for (std::string channel : {"mail", "post"}) {
    KeptVerdict kept = kept_verdict(p.mailing, channel);
    out[channel + "_ok"] = kept.ok;
    out[channel + "_code"] = kept.code;
    out[channel + "_reason"] = render(kept.reason, Lang::en);
    out[channel + "_reason_ja"] = render(kept.reason, Lang::ja);
  }
}

}  // namespace

Json row_json(TableId id, const Row& row) {
  const Table& t = table(id);
  Json out = Json::object();
  for (size_t i = 0; i < row.cells.size(); ++i) {
    if (t.columns[i].type == ColumnType::json) continue;
    out[t.columns[i].name] = row.cells[i] ? cell_json(t.columns[i].type, *row.cells[i]) : Json();
  }
  return out;
}

Json customer_json(const Row& row) {
  Json fields = row_json(TableId::customer, row);
  Json out = {{"id", fields["id"]}, {"kind", fields["kind"]}};
  for (const char* apart : {"id", "kind", "search"}) fields.erase(apart);
  Json said = Json::object();
  for (auto& [name, value] : fields.items())
    if (!value.is_null()) said[name] = std::move(value);
  out["fields"] = std::move(said);
  return out;
}

namespace {

/// Each relation with the customer who is the other now.
Json relations_json(const Picture& p) {
  Json out = rows_json(TableId::relation, p.relations);
  for (size_t i = 0; i < p.related.size(); ++i) out[i]["other_customer_id"] = p.related[i] ? Json(p.related[i]) : Json();
  return out;
}

}  // namespace

Json picture_json(const Picture& p) {
  Json warnings = Json::array(), facts = Json::object();
  for (const Warning& w : p.customer.warnings)
    warnings.push_back({{"id", w.id}, {"field", field(w.field).name}, {"won", w.won}, {"lost", w.lost}, {"profile", w.profile_id}});
  for (const auto& [kind, rows] : p.facts) facts[std::string(kind->name)] = rows_json(kind->table, rows);
  Json out = {{"id", p.customer.id},
              {"kind", word(p.customer.kind)},
              {"asked_for", p.asked_for ? Json(*p.asked_for) : Json()},
              {"values", values_json(p)},
              {"warnings", std::move(warnings)},
              {"contact_points", contacts_json(p)},
              {"employment", rows_json(TableId::employment, p.employment)},
              {"relations", relations_json(p)},
              {"facts", std::move(facts)},
              {"profiles", profiles_json(p)}};
  add_mailing(p, out);
  return out;
}

}  // namespace musubi
