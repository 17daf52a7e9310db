// Runs every *.case of this folder against the real program.
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/store/store.hpp"
#include "tests/cli/case.hpp"
#include "tests/cli/process.hpp"
#include "tests/cli/refusing_server.hpp"
#include "tests/scratch.hpp"

namespace musubi::cli {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value ? value : otherwise;
}

std::vector<std::string> case_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(fs::path(variable("MUSUBI_SOURCE", ".")) / "tests" / "cli"))
    if (entry.path().extension() == ".case") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

/// A folder, a cluster for the cases that don't bring their own, and a server that refuses; all go with the
/// program.
class Ground : public testing::Environment {
 public:
  void SetUp() override {
    folder = scratch_folder("cli");
    keeper = std::make_unique<Store>(Store::open("", folder + "/common"));
    refusing = std::make_unique<RefusingServer>();
  }
  void TearDown() override {
    refusing.reset();
    keeper.reset();
    fs::remove_all(folder);
  }
  /// The URL of a new, empty database.
  static std::string database(const std::string& name) {
    PGconn* session = PQconnectdb(keeper->url().c_str());
    PQclear(PQexec(session, ("create database \"" + name + "\" template template0").c_str()));
    PQfinish(session);
    std::string url = keeper->url();
    return url.substr(0, url.rfind('/') + 1) + name;
  }
  static inline std::string folder;
  static inline std::unique_ptr<Store> keeper;
  static inline std::unique_ptr<RefusingServer> refusing;
};

bool holds(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

bool is_ascii(const std::string& line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void kill_server(const fs::path& data) {
  for (const auto& entry : fs::recursive_directory_iterator(data))
    if (entry.path().filename() == "postmaster.pid") {
      std::ifstream in(entry.path());
      pid_t pid = 0;
      if (in >> pid) kill(pid, SIGKILL);
    }
}

class Cli : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    name_ = fs::path(GetParam()).stem().string();
    here_ = fs::path(Ground::folder) / name_;
    fs::create_directories(here_);
    program_ = (fs::path(variable("MUSUBI_BUILD", "build")) / "musubi").string();
  }
  void TearDown() override {
    // A folder that only root may enter keeps its cluster elsewhere, and says where.
    if (std::ifstream in(here_ / "data" / "cluster"); in) {
      std::string home;
      if (std::getline(in, home) && holds(home, "musubi")) fs::remove_all(home);
    }
    fs::remove_all(here_);
  }

  void write(const Step& step) {
    fs::create_directories((here_ / step.path).parent_path());
    std::ofstream(here_ / step.path, std::ios::binary) << step.contents;
  }

  void settle(const std::vector<Step>& steps) {
    bool own = std::any_of(steps.begin(), steps.end(),
                           [](const Step& s) { return s.path == "musubi.yaml" && s.kind == Step::file; });
    if (own) return;
    url_ = Ground::database(name_);
    std::ofstream(here_ / "musubi.yaml") << "language: ja\ndatabase: {url: {env: MUSUBI_TEST_URL}}\n";
  }

  Ran ran(const Command& c, bool english) {
    Launch launch;
    launch.words = {program_};
    if (english) launch.words.insert(launch.words.end(), {"--lang", "en"});
    launch.words.insert(launch.words.end(), c.words.begin(), c.words.end());
    launch.environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "MUSUBI_TEST_URL=" + url_};
    launch.environment.insert(launch.environment.end(), c.environment.begin(), c.environment.end());
    launch.folder = here_.string();
    launch.input = c.input;
    if (!c.when.empty())
      launch.watch = [&](const std::string& said, pid_t program) {
        if (!holds(said, c.when)) return false;
        if (c.action == "database-gone")
          kill_server(here_ / "data");
        else
          kill(program, c.action == "KILL" ? SIGKILL : SIGINT);
        return true;
      };
    return run_to_end(launch);
  }

  /// What no answer may have, whatever was asked.
  void check_manners(const Command& c, const Ran& got, bool english) {
    EXPECT_FALSE(got.timed_out);
    for (const char* piece :
         {"terminate called", "what():", "Segmentation", "予期しない問題", "Something unexpected"})
      EXPECT_FALSE(holds(got.out + got.err, piece)) << piece;
    if (english || std::find(c.words.begin(), c.words.end(), "en") != c.words.end() || c.json) return;
    std::stringstream lines(got.err);
    for (std::string line; std::getline(lines, line);)
      EXPECT_TRUE(line.find_first_not_of("\r") == std::string::npos || !is_ascii(line))
          << "English in a Japanese answer: " << line;
  }

  void play(const Command& c) {
    SCOPED_TRACE(GetParam() + ":" + std::to_string(c.line));
    Ran got = ran(c, false);
    std::string shown = "stdout:\n" + got.out.substr(0, 3000) + "\nstderr:\n" + got.err.substr(0, 3000);
    SCOPED_TRACE(shown);
    EXPECT_EQ(got.exit_code, c.exit_code);
    for (const std::string& piece : c.out) EXPECT_TRUE(holds(got.out, piece)) << "stdout lacks: " << piece;
    for (const std::string& piece : c.err) EXPECT_TRUE(holds(got.err, piece)) << "stderr lacks: " << piece;
    for (const std::string& piece : c.both_not)
      EXPECT_FALSE(holds(got.out + got.err, piece)) << "should not say: " << piece;
    if (c.json) {
      EXPECT_TRUE(nlohmann::json::accept(got.out)) << "no JSON";
    }
    check_manners(c, got, false);
    if (c.english.empty()) return;
    Ran english = ran(c, true);
    EXPECT_EQ(english.exit_code, c.exit_code);
    for (const std::string& piece : c.english)
      EXPECT_TRUE(holds(english.out + english.err, piece))
          << "lacks: " << piece << "\n"
          << english.out.substr(0, 3000) << english.err.substr(0, 3000);
    EXPECT_FALSE(holds(english.err, "ください")) << english.err.substr(0, 3000);
    check_manners(c, english, true);
  }

  std::string name_, program_, url_;
  fs::path here_;
};

TEST_P(Cli, answers) {
  std::vector<Step> steps = read_case(
      GetParam(), {{"$REFUSING", std::to_string(Ground::refusing->port())}, {"$HERE", here_.string()}, {"$PLUGINS", (fs::path(variable("MUSUBI_BUILD", "build")) / "tests/plugins").string()}});
  settle(steps);
  for (const Step& step : steps) {
    if (step.kind == Step::file)
      write(step);
    else if (step.kind == Step::remove)
      fs::remove_all(here_ / step.path);
    else
      play(step.command);
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  return fs::path(info.param).stem().string();
}

INSTANTIATE_TEST_SUITE_P(cases, Cli, testing::ValuesIn(case_files()), test_name);

}  // namespace
}  // namespace musubi::cli

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  signal(SIGPIPE, SIG_IGN);
  testing::AddGlobalTestEnvironment(new musubi::cli::Ground);
  return RUN_ALL_TESTS();
}
