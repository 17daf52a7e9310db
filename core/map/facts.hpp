// Facts of a record, with the parties they hang on.
#pragma once
#include <optional>
#include <vector>

#include "core/map/party.hpp"

namespace musubi::map {

/// All facts in the file's order. Held: a fact has an empty key, a key twice, or lacks a required column.
std::optional<Held> make_facts(const Mapping::Impl& program, const Scope& top,
                               const std::vector<MadeParty>& parties, std::vector<Fact>& out);

}  // namespace musubi::map
