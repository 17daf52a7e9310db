#include "connectors/process/tally.hpp"

#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include "connectors/process/json_scan.hpp"

namespace musubi::process {

std::optional<Tally::Count> Tally::at_state(std::string_view state) {
  const Tally now = std::exchange(*this, Tally());
  const std::string text = text_of(member(state, "sourceStats"), "recordCount");
  char* end = nullptr;
  const double said = std::strtod(text.c_str(), &end);  // 500.0
  if (text.empty() || *end || !(said >= 0 && said < 1e15)) return std::nullopt;
  Count out{static_cast<uint64_t>(std::llround(said)), now.ours_};
  if (text_of(state, "type") == "GLOBAL") out.came += now.others_;
  if (out.said >= out.came && out.said <= out.came + now.unsure_) return std::nullopt;
  return out;
}

}  // namespace musubi::process
