// A connector's catalogue (docs/connector-spec.md) as values.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/pull/pull.hpp"

namespace musubi {

struct CatalogueStream {
  Source::Stream stream;
  std::string cursor;  // by which a read resumes; "" = none
};

/// The streams of a catalogue as Source::discover gives it, in its order; nothing where it is none. Pure.
std::optional<std::vector<CatalogueStream>> read_catalogue(const std::string& json);

}  // namespace musubi
