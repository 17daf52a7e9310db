// What a paginator's stop_condition makes of pages that were asked for smaller.
#pragma once
#include <cstdint>

#include "connectors/http/template/parser.hpp"

namespace musubi::http {

/// Whether a page that is full, but was asked for smaller (from `smallest` records on), counts as the last one: last_page_size
/// is compared with a size that does not follow what was asked for. False where that is not known.
bool stops_at_smaller_pages(const Template& condition, int64_t smallest);

}  // namespace musubi::http
