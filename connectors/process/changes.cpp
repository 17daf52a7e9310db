#include "connectors/process/changes.hpp"

#include "connectors/process/json_scan.hpp"

namespace musubi::process {

std::string lost_values(std::string_view meta) {
  std::string out;
  for (const std::string& one : elements(member(meta, "changes"))) {
    const std::string change = text_of(one, "change"), reason = text_of(one, "reason");
    if (change != "NULLED" && change != "TRUNCATED") continue;
    out += (out.empty() ? "" : ", ") + text_of(one, "field") + " (" + change + (reason.empty() ? "" : ", ") + reason + ")";
  }
  return out;
}

}  // namespace musubi::process
