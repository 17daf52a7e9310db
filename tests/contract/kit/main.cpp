// musubi-contract NAME.so --fixture DIR [--rule N]… [--timeout SECONDS] [--bless]: does a connector keep the
// contract? The rules: docs/connector-spec.md. Exit code 0: all rules are kept; 1: some are not; 2: it was
// called wrongly.
#include <cstdio>
#include <fstream>
#include <set>

#include "core/pull/plugin.hpp"
#include "tests/contract/kit/rules.hpp"

namespace {

using namespace contract;

struct Asked {
  std::filesystem::path file, fixture;
  std::set<int> rules;  // empty = all
  int seconds = 60;
  bool bless = false;
};

bool parse(int argc, char** argv, Asked& asked) {
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    bool more = i + 1 < argc;
    if (word == "--fixture" && more) {
      asked.fixture = argv[++i];
    } else if (word == "--rule" && more) {
      asked.rules.insert(std::atoi(argv[++i]));
    } else if (word == "--timeout" && more) {
      asked.seconds = std::atoi(argv[++i]);
    } else if (word == "--bless") {
      asked.bless = true;
    } else if (word[0] != '-' && asked.file.empty()) {
      asked.file = std::filesystem::absolute(word);
    } else {
      return false;
    }
  }
  return !asked.file.empty() && !asked.fixture.empty();
}

/// Writes what the connector delivers as the fixture's expected.jsonl.
void bless(const Bench& bench, Report& report) {
  std::ofstream out(bench.fixture.folder / "expected.jsonl", std::ios::binary);
  for (const std::string& name : stream_names(bench)) {
    for (const Event& e : read_all(bench, name)) {
      std::string front = "{\"stream\":" + json(name).dump() + ",\"key\":" + json(e.key).dump();
      if (e.kind == Event::record) out << front << ",\"record\":" << e.text << "}\n";
      if (e.kind == Event::unreadable) out << front << ",\"unreadable\":" << json(e.text).dump() << "}\n";
    }
  }
  report.note("expected.jsonl is written; read it through before you keep it");
}

Verdict judge(Bench& bench, const Asked& asked, const std::function<void(const Bench&, Report&)>& rule,
              bool load) {
  return in_child(
      [&](Report& report) {
        if (load) bench.table = musubi::load_plugin(bench.file);
        rule(bench, report);
      },
      asked.seconds);
}

/// Judges every rule that was asked for and what it needs; returns how many are broken.
int judge_all(Bench& bench, const Asked& asked) {
  std::set<int> broken;
  int failed = 0;
  for (const Rule& rule : all_rules()) {
    if (!asked.rules.empty() && !asked.rules.count(rule.number)) continue;
    int because = 0;
    for (int need : rule.needs)
      if (broken.count(need)) because = need;
    if (because) {
      broken.insert(rule.number);
      std::printf("  –  %2d %s: cannot be told while rule %d is broken\n", rule.number, rule.name, because);
      continue;
    }
    Verdict verdict = judge(bench, asked, rule.judge, rule.number > 2);
    std::printf("%s %2d %s\n", verdict.failures.empty() ? " ok " : "FAIL", rule.number, rule.name);
    for (const std::string& sentence : verdict.failures) std::printf("        %s\n", sentence.c_str());
    for (const std::string& sentence : verdict.notes) std::printf("        (%s)\n", sentence.c_str());
    if (verdict.failures.empty()) continue;
    broken.insert(rule.number);
    ++failed;
  }
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  Asked asked;
  if (!parse(argc, argv, asked)) {
    std::fprintf(stderr,
                 "usage: musubi-contract NAME.so --fixture DIR [--rule N]… [--timeout SECONDS] [--bless]\n");
    return 2;
  }
  try {
    Servers servers(asked.fixture);
    Bench bench{asked.file, {}, read_fixture(asked.fixture, servers.names())};
    if (asked.bless) {
      Verdict verdict = judge(bench, asked, bless, true);
      for (const std::string& sentence : verdict.failures) std::printf("%s\n", sentence.c_str());
      for (const std::string& sentence : verdict.notes) std::printf("%s\n", sentence.c_str());
      return verdict.failures.empty() ? 0 : 1;
    }
    int failed = judge_all(bench, asked);
    std::printf(failed ? "%d rules are broken; see docs/connector-spec.md\n" : "all rules are kept\n",
                failed);
    return failed ? 1 : 0;
  } catch (const Broken& b) {
    std::fprintf(stderr, "the fixture cannot be used: %s\n", b.sentence.c_str());
    return 2;
  }
}
