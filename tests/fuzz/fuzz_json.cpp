// Cuts don't change lines and elements; good elements rejoin to a good array; every string that is written is
// good JSON.
#include <vector>

#include "core/text/json.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi::text;
using musubi::fuzz::require;

struct Piece {
  std::string text;
  uint64_t number, offset, line, size;
  bool ended, good;
  bool operator==(const Piece&) const = default;
};

struct Reading {
  std::vector<Piece> pieces;
  std::optional<JsonProblem> problem;
};

template <class Scanner>
void take(Scanner& scanner, Reading& reading) {
  while (scanner.next()) {
    const JsonPiece& piece = scanner.piece();
    reading.pieces.push_back(
        {std::string(piece.text), piece.number, piece.offset, piece.line, piece.size, piece.ended, !piece.problem});
  }
}

template <class Scanner>
Reading read(Scanner scanner, std::string_view file, uint32_t seed) {
  Reading reading;
  auto feed = [&](std::string_view chunk) {
    scanner.feed(chunk);
    take(scanner, reading);
  };
  if (seed == 0) {
    feed(file);
  } else {
    musubi::fuzz::in_chunks(file, seed, feed);
  }
  scanner.finish();
  take(scanner, reading);
  if constexpr (requires { scanner.problem(); }) reading.problem = scanner.problem();
  return reading;
}

template <class Scanner>
Reading read_both_ways(const Scanner& scanner, std::string_view file, uint32_t seed) {
  const Reading whole = read(scanner, file, 0), cut = read(scanner, file, seed);
  require(whole.pieces == cut.pieces && whole.problem.has_value() == cut.problem.has_value());
  if (whole.problem) {
    require(whole.problem->fault == cut.problem->fault && whole.problem->offset == cut.problem->offset &&
            whole.problem->line == cut.problem->line &&
            whole.problem->opened_line == cut.problem->opened_line);
  }
  for (const Piece& piece : whole.pieces) {
    if (piece.size)  // too long: told from its beginning on
      require(piece.text.starts_with(file.substr(piece.offset, piece.size)));
    else
      require(file.substr(piece.offset, piece.text.size()) == piece.text);
  }
  return whole;
}

void check_elements(std::string_view file, const Reading& reading) {
  std::string joined = "[";
  bool good = true;
  for (const Piece& piece : reading.pieces) {
    if (joined.size() > 1) joined += ',';
    joined += piece.text;
    good &= piece.good;
  }
  joined += ']';
  if (good) require(!check_json(joined, kJsonDepth + 1));
  const size_t begin = file.find_first_not_of(" \t\r\n");
  const bool array = begin != std::string_view::npos && file[begin] == '[';
  // A good array is one whose elements are all good, and the other way round.
  if (array) require((good && !reading.problem) == !check_json(file, kJsonDepth + 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view file = musubi::fuzz::text_of(bytes, size);
  const uint8_t choice = musubi::fuzz::take_byte(file);
  const uint32_t seed = static_cast<uint32_t>(size) * 256u + choice + 1u;
  read_both_ways(JsonLines(choice % 4 == 0 ? 20 : 1000), file, seed);
  check_elements(file, read_both_ways(JsonElements(), file, seed));
  read_both_ways(JsonElements("/a/b", 50), file, seed);

  if (const auto problem = check_json(file)) require(problem->offset <= file.size() && problem->line >= 1);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key(file).string(file).key("n").number(static_cast<int64_t>(seed)).end_object();
  require(!check_json(out) && is_valid_utf8(out));
  return 0;
}
