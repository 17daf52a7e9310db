// Mapping files: what a source's own JSON means (design.md §6, docs/mapping.md).
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/record/mapped.hpp"
#include "core/record/source.hpp"

namespace musubi {

/// A compiled mapping file. Immutable, thread-safe, cheap to copy.
class Mapping {
 public:
  struct Impl;
  explicit Mapping(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  /// "pos.members": connection (or system) and stream as the file's `source` says.
  const std::string& source() const;
  /// The party that a reference `of: {stream, key}` means: the first of the file. "" if the file has none.
  const std::string& main_party() const;
  /// Source fields the file reads or ignores, for the report on unused columns.
  bool knows_field(std::string_view field) const;
  /// Top-level fields that the file reads and that are not among `fields` (a source's headings): names as compared, sorted; of `from: [a, b]` one is enough.
  std::vector<std::string> missing_fields(const std::vector<std::string>& fields) const;
  /// Of what each field of the file is to be filled from: a name that is not among `fields` (a source's headings), where none of them fills that field; names
  /// as compared, sorted, without those that the file ignores (map/sources.hpp).
  std::vector<std::string> unfilled_fields(const std::vector<std::string>& fields) const;
  /// Names of `before` that the file reads and that are not among `now`, where nothing else has come in for them; as unfilled_fields().
  std::vector<std::string> lost_fields(const std::vector<std::string>& before, const std::vector<std::string>& now) const;
  /// Those of `fields` that the file reads, as compared, sorted.
  std::vector<std::string> read_fields(const std::vector<std::string>& fields) const;
  /// Whether a fact of the file is of this kind.
  bool speaks_of(TableId kind) const;
  /// Fields that must not be stored (`never_store`), taken out before landing.
  const std::vector<std::string>& never_store() const;
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Reads a mapping file's bytes (UTF-8 with or without BOM, CRLF, CP932). Throws Error naming file, line,
/// what is wrong, the nearest right name and what to do. `file` is for messages only.
Mapping read_mapping(std::string_view bytes, const std::string& file);

/// What surrounds a record: how naive times are read, and which party a reference to another stream means.
struct MapContext {
  std::string zone = "Asia/Tokyo";
  /// For `of: {stream: S, key: K}`: mappings of the same configuration by "connection.stream"; references to
  /// a stream without a mapping mean party "".
  const std::vector<std::pair<std::string, Mapping>>* others = nullptr;
};

/// Maps and normalizes one record. Never throws for data: a record that cannot be mapped has `problem`. Pure.
/// Profiles carry keys (Stated::key), no ids. About 20 µs a record.
Mapped map_record(const Mapping& mapping, const RawRecord& record, const MapContext& context);

/// The payload without the members named in `never_store` and without what is refused by default; the same
/// text where nothing is to be taken out. Used before landing.
std::string without_forbidden(const Mapping& mapping, std::string_view json);

/// Runs the tests of a mapping file.
struct MappingTestFailure {
  size_t test = 0;  // 1 = first
  int line = 0;
  std::string path;  // "member.name.family"
  std::string expected, got;
};
struct MappingTestReport {
  size_t run = 0;
  std::vector<MappingTestFailure> failures;
};
MappingTestReport test_mapping(const Mapping& mapping, const MapContext& context);

}  // namespace musubi
