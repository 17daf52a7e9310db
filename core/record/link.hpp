// What joins or separates profiles: scored pairs and stewards' decisions.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/record/profile.hpp"

namespace musubi {

enum class Band : uint8_t { match, review, no };

/// What one comparison said: which field, at which level ("exact", "similar", "clash", "unlike"), and its weight in bits.
struct Evidence {
  std::string field, level;
  double weight = 0;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// A scored pair of profiles, a < b by id. `weight` is the sum of evidence and prior, in bits; probability = 1/(1+2^-w).
/// `veto`: why it may not merge whatever the weight ("" none): "birth_date", "scheme:pos_member", "decision", "device", "contact".
struct Pair {
  int64_t a = 0, b = 0;
  double weight = 0;
  Band band = Band::no;
  std::string veto;
  std::vector<Evidence> evidence;
};

/// A steward's word on two parties; keyed on source keys, so that re-runs and changed mappings keep it. The last word on a
/// pair wins.
enum class Verdict : uint8_t { same, different, household };
struct Decision {
  int64_t id = 0;
  PartyKey a, b;
  Verdict verdict = Verdict::different;
  std::string who, why;
  Time at{};
};

std::string_view word(Band b);
std::string_view word(Verdict v);

/// Evidence in one line for the pair table ("name:exact:7.25;phone:exact:11.00"), and back.
std::string written(const std::vector<Evidence>& evidence);
std::vector<Evidence> evidence_of(std::string_view written);

}  // namespace musubi
