#include "core/store/models.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace musubi {
namespace {

constexpr const char* model_columns = "number, who, why, at, profiles, pairs, random_pairs, matches";

KeptModel model_in(const std::vector<std::optional<std::string>>& row) {
  KeptModel out;
  out.number = integer_of(row[0].value());
  out.who = row[1].value_or("");
  out.why = row[2].value_or("");
  out.at = time_of(row[3].value_or("")).value_or(Time{});
  out.profiles = integer_of(row[4].value());
  out.pairs = integer_of(row[5].value());
  out.random_pairs = integer_of(row[6].value());
  out.matches = integer_of(row[7].value());
  return out;
}

[[noreturn]] void refuse(int64_t number) { throw Error("store.no_such_model", {{"number", fmt::to_string(number)}}); }

}  // namespace

int64_t keep_model(Session& session, const KeptModel& m) {
  auto kept = session.select(
      "INSERT INTO identity.model (who, why, at, profiles, pairs, random_pairs, matches)"
      " VALUES ($1, $2, $3::timestamptz, $4::bigint, $5::bigint, $6::bigint, $7::bigint) RETURNING number",
      {m.who, m.why, cell(m.at), cell(m.profiles), cell(m.pairs), cell(m.random_pairs), cell(m.matches)});
  int64_t number = integer_of(kept.rows[0][0].value()), place = 0;
  for (const LearntLevel& l : m.levels)
    session.select(
        "INSERT INTO identity.model_level (model, place, level, m, u, matches, others, m_learnt, u_learnt)"
        " VALUES ($1::bigint, $2::int, $3, $4::float8, $5::float8, $6::bigint, $7::bigint, $8::boolean, $9::boolean)",
        {cell(number), cell(place++), l.level, fmt::to_string(l.m), fmt::to_string(l.u), cell(l.matches), cell(l.others), cell(l.m_learnt), cell(l.u_learnt)});
  return number;
}

std::vector<KeptModel> kept_models(Session& session) {
  std::vector<KeptModel> out;
  for (const auto& row : session.select(std::string("SELECT ") + model_columns + " FROM identity.model ORDER BY number DESC").rows) out.push_back(model_in(row));
  return out;
}

KeptModel kept_model(Session& session, int64_t number) {
  auto found = session.select(std::string("SELECT ") + model_columns + " FROM identity.model WHERE number = $1::bigint", {cell(number)}).rows;
  if (found.empty()) refuse(number);
  KeptModel out = model_in(found[0]);
  for (const auto& row : session.select("SELECT level, m, u, matches, others, m_learnt, u_learnt FROM identity.model_level WHERE model = $1::bigint ORDER BY place", {cell(number)}).rows)
    out.levels.push_back({row[0].value_or(""), std::strtod(row[1]->c_str(), nullptr), std::strtod(row[2]->c_str(), nullptr), integer_of(*row[3]), integer_of(*row[4]),
                          row[5] == "t", row[6] == "t"});
  return out;
}

int64_t model_in_use(Session& session) {
  auto last = session.select("SELECT model FROM identity.model_use ORDER BY id DESC LIMIT 1").rows;
  return last.empty() ? 0 : integer_of(last[0][0].value_or("0"));
}

void use_model(Session& session, int64_t number, const std::string& who, const std::string& why, Time at) {
  if (number && session.select("SELECT FROM identity.model WHERE number = $1::bigint", {cell(number)}).rows.empty()) refuse(number);
  session.select("INSERT INTO identity.model_use (model, who, why, at) VALUES ($1::bigint, $2, $3, $4::timestamptz)",
                 {number ? std::optional(cell(number)) : std::nullopt, who, why, cell(at)});
}

}  // namespace musubi
