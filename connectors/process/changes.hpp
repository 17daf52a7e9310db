// What an Airbyte source says it did to the values of a record.
#pragma once
#include <string>
#include <string_view>

namespace musubi::process {

/// The fields that the source emptied or cut, for whatever reason, as "name (NULLED, SOURCE_RETRIEVAL_ERROR), …"; "" where the
/// record is as the source has it. `meta`: a record's, "" = none.
std::string lost_values(std::string_view meta);

}  // namespace musubi::process
