// musubi mapping test: runs the tests that stand inside mapping files.
#include <fmt/format.h>

#include "core/app/command.hpp"
#include "core/app/print.hpp"

namespace musubi {
namespace {

std::vector<TextFile> chosen(Context& context, const std::vector<std::string>& files) {
  if (files.empty()) return configured(context).mappings;
  std::vector<TextFile> out;
  for (const std::string& f : files) out.push_back({std::filesystem::path(f).stem().string(), f, read_bytes(f)});
  return out;
}

}  // namespace

int run_mapping_test(Context& context, const std::vector<std::string>& files) {
  size_t run = 0, bad = 0;
  std::vector<std::pair<std::string, Mapping>> all;
  std::vector<TextFile> texts = chosen(context, files);
  for (const TextFile& t : texts) all.emplace_back(t.name, read_mapping(t.bytes, t.file.string()));
  for (size_t i = 0; i < all.size(); ++i) {
    MappingTestReport report = test_mapping(all[i].second, {context.zone, &all});
    run += report.run;
    bad += report.failures.size();
    for (const MappingTestFailure& f : report.failures)
      print_failure(context, {"app.mapping_failed", {{"file", texts[i].file.string()}, {"path", f.path}, {"expected", f.expected}, {"got", f.got}, {"test", fmt::to_string(f.test)}, {"line", fmt::to_string(f.line)}}});
    if (!context.json) fmt::print("{}: {} {}\n", texts[i].file.string(), report.run, context.say("件のテスト", "tests"));
  }
  if (context.json) fmt::print("{{\"files\": {}, \"tests\": {}, \"failed\": {}}}\n", texts.size(), run, bad);
  return bad ? 1 : 0;
}

}  // namespace musubi
