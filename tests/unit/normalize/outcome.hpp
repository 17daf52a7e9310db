// What a result says besides its value, as one word for tables of cases.
#pragma once
#include <string>

#include "core/normalize/normalize.hpp"

namespace musubi::normalize {

/// The id of the problem, else of the note, without "normalize."; "" if there is neither.
inline std::string said(const Outcome& o) {
  const auto& message = o.problem ? o.problem : o.note;
  return message ? message->id.substr(std::string("normalize.").size()) : "";
}

}  // namespace musubi::normalize
