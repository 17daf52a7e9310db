#include "connectors/process/log_level.hpp"

#include <gtest/gtest.h>

#include "core/sdk/connector_abi.h"

namespace musubi::process {
namespace {

constexpr int32_t none = -1;

struct Case {
  const char* line;
  int32_t level;
};

class ProcessLogLevel : public testing::TestWithParam<Case> {};

TEST_P(ProcessLogLevel, IsRead) {
  EXPECT_EQ(level_in(GetParam().line).value_or(none), GetParam().level) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(AsAValue, ProcessLogLevel, testing::Values(
    Case{"time=\"2026-01-31T09:00:00Z\" level=info msg=\"HTTP 401, an error\"", MU_LOG_INFO},
    Case{"ts=2026-01-31T09:00:00Z caller=x.go:1 level=warn msg=x", MU_LOG_WARN}, Case{"level=\"error\" x", MU_LOG_ERROR},
    Case{"time=2026-01-31 lvl=eror msg=x", none}, Case{"t=1 lvl=dbug msg=\"an error\"", MU_LOG_DEBUG},
    Case{"severity=NOTICE x", MU_LOG_INFO}, Case{"msg=x level=30", MU_LOG_INFO}, Case{"levelno=30 x", MU_LOG_WARN},
    Case{"errorlevel=info x", none}, Case{"level=information x", MU_LOG_INFO}, Case{"level=INFORMATIVE x", none}));

INSTANTIATE_TEST_SUITE_P(InJson, ProcessLogLevel, testing::Values(
    Case{R"({"level":"info","message":"HTTP 401, ERROR"})", MU_LOG_INFO}, Case{R"({"message":"info","level":"error"})", MU_LOG_ERROR},
    Case{R"({"level":20,"time":1,"msg":"x"})", MU_LOG_DEBUG}, Case{R"({"level":30,"msg":"ERROR"})", MU_LOG_INFO},
    Case{R"({"level":40,"msg":"x"})", MU_LOG_WARN}, Case{R"({"level":50,"msg":"x"})", MU_LOG_ERROR}, Case{R"({"level":60})", MU_LOG_ERROR},
    Case{R"({"levelno":20,"message":"x"})", MU_LOG_INFO}, Case{R"({"levelno":40})", MU_LOG_ERROR}, Case{R"({"level":6})", MU_LOG_INFO},
    Case{R"({"level":3})", MU_LOG_ERROR}, Case{R"({"event": "x", "level": "warning", "timestamp": "2026"})", MU_LOG_WARN},
    Case{R"({"text": "an ERROR", "record": {"level": {"icon": "i", "name": "INFO", "no": 20}, "message": "x"}})", MU_LOG_INFO},
    Case{R"({"@timestamp":"2026","log.level":"error"})", MU_LOG_ERROR}, Case{R"({"log":{"level":"debug"}})", MU_LOG_DEBUG},
    Case{R"({"severity":"WARNING"})", MU_LOG_WARN}, Case{R"({"@l":"Information"})", MU_LOG_INFO}, Case{R"({"msg":"x"})", none},
    Case{R"({"level":true,"severity":"INFO"})", MU_LOG_INFO}, Case{R"({"level":"info","cut":")", MU_LOG_INFO}));

INSTANTIATE_TEST_SUITE_P(AsAWord, ProcessLogLevel, testing::Values(
    Case{"2026-01-31 09:00:00 INFO tap: HTTP 401", MU_LOG_INFO}, Case{"2026-01-31 09:00:00,401 - tap_x - WARNING - HTTP 401", MU_LOG_WARN},
    Case{"INFO:tap_x:reading", MU_LOG_INFO}, Case{"2026-01-31T09:00:00Z [info     ] HTTP 401 error [tap]", MU_LOG_INFO},
    Case{"2026-01-31 09:00:00.000 | INFO     | tap:run:12 - x", MU_LOG_INFO}, Case{"2026-01-31 | success | x", MU_LOG_INFO},
    Case{"2026-01-31T09:00:00.000Z\tERROR\tmain.go:1\tx", MU_LOG_ERROR}, Case{"2026-01-31T09:00:00Z  warn tap: x", MU_LOG_WARN},
    Case{"[2026-01-31T09:00:00Z INFO  tap] x", MU_LOG_INFO}, Case{"I, [2026-01-31T09:00:00 #12]  INFO -- : x", MU_LOG_INFO},
    Case{"info: reading an error", MU_LOG_INFO}, Case{"warn: Microsoft.Hosting[0]", MU_LOG_WARN}, Case{"fail: x", MU_LOG_ERROR},
    Case{"Error: Request failed with status code 401", MU_LOG_ERROR}, Case{"npm ERR! code 1", MU_LOG_ERROR}, Case{"INFO[0001] x", MU_LOG_INFO},
    Case{"I0131 09:00:00.000000 12 x.go:3] x", MU_LOG_INFO}, Case{"E0131 09:00:00.000000 12 x.go:3] x", MU_LOG_ERROR},
    Case{"[09:00:00 INF] x", MU_LOG_INFO}, Case{"[09:00:00 WRN] x", MU_LOG_WARN}, Case{"SEVERE: x", MU_LOG_ERROR},
    Case{"\x1b[32mINFO\x1b[0m HTTP 401", MU_LOG_INFO}, Case{"\x1b[2m2026-01-31 09:00:00\x1b[0m [\x1b[33mwarning  \x1b[0m] x", MU_LOG_WARN},
    Case{"tap (info) x", MU_LOG_INFO}, Case{"<debug> x", MU_LOG_DEBUG}));

INSTANTIATE_TEST_SUITE_P(AsNone, ProcessLogLevel, testing::Values(
    Case{"", none}, Case{"an error occurred while reading", none}, Case{"no info on that", none}, Case{"INFORMATION: x", none},
    Case{"requests.exceptions.HTTPError: 401", none}, Case{"tap-error-reader failed", none}, Case{"customer@info.example", none},
    Case{"Traceback (most recent call last):", none}, Case{"errors: 3", none}, Case{"I am lost", none}, Case{"\x1b[", none}));

TEST(ProcessLogLevelNames, AreOfAnyCase) {
  EXPECT_EQ(log_level("WARN"), MU_LOG_WARN);
  EXPECT_EQ(log_level("error"), MU_LOG_ERROR);
  EXPECT_EQ(log_level("Trace"), MU_LOG_DEBUG);
  EXPECT_EQ(log_level(""), MU_LOG_INFO);
}

}  // namespace
}  // namespace musubi::process
