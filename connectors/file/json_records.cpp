#include "connectors/file/json_records.hpp"

#include <algorithm>

#include "connectors/file/fail.hpp"
#include "connectors/file/json_arrays.hpp"
#include "connectors/file/json_key.hpp"
#include "core/text/json.hpp"

namespace musubi::file {
namespace {

constexpr size_t kCatalogueSample = 100;

/// Whether nothing more can be read.
bool broken_off(const text::JsonLines&) { return false; }
bool broken_off(const text::JsonElements& elements) { return elements.problem().has_value(); }

/// Runs a scanner of core/text over the whole file; `take` gets each piece and says whether to go on.
template <class Scanner, class Take>
void scan(ByteFile& file, text::Encoding encoding, Scanner& scanner, Take take) {
  file.rewind();
  text::Decoder decoder(encoding);
  std::string decoded;
  auto drain = [&] {
    while (scanner.next())
      if (!take(scanner.piece(), decoder.bad() > 0)) return false;
    return true;
  };
  for (std::string_view chunk = file.next(); !chunk.empty() && !broken_off(scanner); chunk = file.next()) {
    decoded.clear();
    decoder.decode(chunk, decoded);
    scanner.feed(decoded);
    if (!drain()) return;
  }
  decoded.clear();
  decoder.finish(decoded);
  scanner.feed(decoded);
  if (!drain()) return;
  scanner.finish();
  drain();
}

void deliver(const text::JsonPiece& piece, bool bad_bytes, text::Encoding encoding,
             const StreamSettings& settings, Delivery& delivery) {
  auto row = static_cast<int64_t>(piece.number);
  if (piece.size)
    return delivery.unreadable(row, piece.text, "json_too_long",
                               {{"line", std::to_string(piece.line)}, {"bytes", std::to_string(piece.size)}});
  if (bad_bytes && piece.text.find("\xEF\xBF\xBD") != piece.text.npos)
    return delivery.unreadable(row, piece.text, "undecodable",
                               {{"encoding", std::string(text::encoding_name(encoding))}});
  if (piece.problem)
    return delivery.unreadable(row, piece.text,
                               "json_" + std::string(text::json_fault_name(piece.problem->fault)),
                               {{"line", std::to_string(piece.problem->line)}});
  if (!piece.text.starts_with('{')) return delivery.unreadable(row, piece.text, "no_object");
  if (settings.key.empty()) return delivery.record(row, piece.text);
  auto key = json_key(piece.text, settings.key);
  std::string columns;
  for (const auto& path : settings.key) columns += (columns.empty() ? "" : ", ") + path;
  if (!key) return delivery.unreadable(row, piece.text, "empty_key", {{"column", columns}});
  delivery.record(row, *key, piece.text);
}

std::string array_of(ByteFile& file, text::Encoding encoding, const StreamSettings& settings) {
  if (settings.records.empty()) return only_array(file, encoding, settings.name);
  if (settings.records.starts_with('/')) return settings.records;
  std::string pointer = "/";
  for (char c : settings.records)
    if (c == '.')
      pointer += '/';
    else if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  return pointer;
}

[[noreturn]] void broken(const text::JsonProblem& problem, const std::string& name,
                         const StreamSettings& settings) {
  Pairs args{{"file", name},
             {"stream", settings.name},
             {"records", settings.records},
             {"line", std::to_string(problem.line)}};
  if (problem.fault == text::JsonFault::no_such_path || problem.fault == text::JsonFault::not_an_array)
    config_failure(settings.records.empty() ? "no_array" : "no_array_there", args);
  if (problem.fault == text::JsonFault::cut_off) data_failure("json_file_cut_off", args);
  data_failure("json_file_broken", args);
}

}  // namespace

void read_json_lines(ByteFile& file, text::Encoding encoding, const StreamSettings& settings,
                     Delivery& delivery) {
  text::JsonLines lines;
  scan(file, encoding, lines, [&](const text::JsonPiece& piece, bool bad) {
    deliver(piece, bad, encoding, settings, delivery);
    return true;
  });
}

void read_json(ByteFile& file, text::Encoding encoding, const StreamSettings& settings, Delivery& delivery) {
  text::JsonElements elements(array_of(file, encoding, settings));
  scan(file, encoding, elements, [&](const text::JsonPiece& piece, bool bad) {
    deliver(piece, bad, encoding, settings, delivery);
    return true;
  });
  if (elements.problem()) broken(*elements.problem(), file.name(), settings);
}

std::vector<std::string> json_members(ByteFile& file, text::Encoding encoding, const StreamSettings& settings,
                                      bool lines) {
  std::vector<std::string> out;
  size_t seen = 0;
  auto take = [&](const text::JsonPiece& piece, bool) {
    if (!piece.problem)
      each_member(piece.text, [&](std::string_view name, std::string_view) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.emplace_back(name);
        return true;
      });
    return ++seen < kCatalogueSample;
  };
  if (lines) {
    text::JsonLines scanner;
    scan(file, encoding, scanner, take);
  } else {
    text::JsonElements scanner(array_of(file, encoding, settings));
    scan(file, encoding, scanner, take);
    if (scanner.problem()) broken(*scanner.problem(), file.name(), settings);
  }
  return out;
}

}  // namespace musubi::file
