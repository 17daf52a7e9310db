#include "connectors/process/blame.hpp"

#include <gtest/gtest.h>

#include "core/sdk/connector_abi.h"

namespace musubi::process {
namespace {

struct Case {
  const char* words;
  int32_t result;
};

TEST(ProcessBlame, SaysWhoMustAct) {
  const Case cases[] = {
      {"requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url", MU_AUTH},
      {"HTTP status 403.", MU_AUTH},
      {"error: invalid_grant", MU_AUTH},
      {"FATAL: password authentication failed for user \"hub\"", MU_AUTH},
      {"Config is missing required keys: ['start_date']", MU_CONFIG},
      {"Config validation failed: 'x' is a required property", MU_CONFIG},
      {"tap: error: unrecognized arguments: --catalog", MU_CONFIG},
      {"429 Client Error: Too Many Requests", MU_RATE},
      {"order 14012 of 40103 failed, 4.401 s", MU_TRANSIENT},
      {"port 8401x", MU_TRANSIENT},
      {"ConnectionError: timed out", MU_TRANSIENT},
      {"", MU_TRANSIENT},
  };
  for (const Case& c : cases) EXPECT_EQ(blamed(c.words, MU_TRANSIENT), c.result) << c.words;
  EXPECT_EQ(blamed("page must not be 0", MU_CONFIG), MU_CONFIG);
}

TEST(ProcessBlame, KnowsAnEndOfMemory) {
  EXPECT_TRUE(out_of_memory("Traceback / MemoryError"));
  EXPECT_TRUE(out_of_memory("terminate called after throwing an instance of 'std::bad_alloc'"));
  EXPECT_TRUE(out_of_memory("fork: Cannot allocate memory"));
  EXPECT_FALSE(out_of_memory("no memory of that customer"));
}

}  // namespace
}  // namespace musubi::process
