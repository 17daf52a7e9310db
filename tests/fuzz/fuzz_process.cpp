// Any bytes are the output of a program: cut into the same lines however they arrive, and each line read as a
// message of either protocol whose parts are JSON of the line.
#include <vector>

#include "connectors/process/json_scan.hpp"
#include "connectors/process/lines.hpp"
#include "connectors/process/log_level.hpp"
#include "connectors/process/message.hpp"
#include "connectors/process/read_state.hpp"
#include "connectors/process/record_key.hpp"
#include "core/text/json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi::process;
using musubi::fuzz::require;

constexpr size_t kLongest = 512;

void check_message(Speech protocol, std::string_view line) {
  Message m = read_message(protocol, line);
  if (m.body.empty()) return;
  require(m.body.data() >= line.data() && m.body.data() + m.body.size() <= line.data() + line.size());
  require(!musubi::text::check_json(m.body));
  if (m.kind == Message::record) {
    require(is_object(m.body));
    require(!RecordKeys({}).of(m.body).empty());
    RecordKeys({{"id"}, {"a", "b"}}).of(m.body);
    first_name(m.body);
  }
  if (m.kind == Message::state) {
    ReadState state{"way", std::string(m.body), false, ""};
    require(ReadState::parse(state.text(), "way").program == m.body);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view input = musubi::fuzz::text_of(bytes, size);
  const uint8_t seed = musubi::fuzz::take_byte(input);
  std::vector<std::string> whole, pieces;
  auto into = [](std::vector<std::string>& out) {
    return [&out](std::string_view line, bool cut) { out.push_back(std::string(line) + (cut ? "…" : "")); };
  };
  Lines at_once(kLongest), in_pieces(kLongest);
  at_once.feed(input, into(whole));
  at_once.finish(into(whole));
  musubi::fuzz::in_chunks(input, seed, [&](std::string_view chunk) { in_pieces.feed(chunk, into(pieces)); });
  in_pieces.finish(into(pieces));
  require(whole == pieces);
  for (const std::string& line : whole) level_in(line);
  for (const std::string& line : whole)
    for (Speech protocol : {Speech::airbyte, Speech::singer}) check_message(protocol, line);
  ReadState::parse(input, "way");
  return 0;
}
