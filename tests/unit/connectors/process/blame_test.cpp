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
      {"HTTP/1.1 401", MU_AUTH},
      {"HTTP Error 403: Forbidden", MU_AUTH},
      {"{\"error\": {\"code\": 403, \"status\": \"PERMISSION\"}}", MU_AUTH},
      {"<Response [401]>", MU_AUTH},
      {"status=401, giving up", MU_AUTH},
      {"API error code: 401", MU_AUTH},
      {"403 - Forbidden", MU_AUTH},
      {"failed with status code 429.", MU_RATE},
      {"2026-01-31 09:00:00,401 tap-x failed", MU_TRANSIENT},
      {"File \"/x/urllib3/connectionpool.py\", line 403, in urlopen", MU_TRANSIENT},
      {"boom after 12,403 rows", MU_TRANSIENT},
      {"{\"value\": 403}", MU_TRANSIENT},
      {"no product of the code 401_2 in store code 403", MU_TRANSIENT},
      {"403 rows are left", MU_TRANSIENT},
      {"GET /orders/401 was cut", MU_TRANSIENT},
      {"ConnectionError: timed out", MU_TRANSIENT},
      {"", MU_TRANSIENT},
  };
  for (const Case& c : cases) EXPECT_EQ(blamed(c.words, MU_TRANSIENT), c.result) << c.words;
  EXPECT_EQ(blamed("page must not be 0", MU_CONFIG), MU_CONFIG);
}

TEST(ProcessBlame, KnowsWhatMayPass) {
  for (const char* words : {"HTTPSConnectionPool(host='x'): Max retries exceeded with url: /", "connect ECONNREFUSED 127.0.0.1:1",
                            "dial tcp: lookup x: no such host", "503 Server Error: Service Unavailable for url: x", "HTTP 502"})
    EXPECT_TRUE(may_pass(words)) << words;
  for (const char* words : {"401 Client Error: Unauthorized", "the start date must not be in the future", "500 rows are too many", ""})
    EXPECT_FALSE(may_pass(words)) << words;
}

TEST(ProcessBlame, KnowsAnEndOfMemory) {
  EXPECT_TRUE(out_of_memory("Traceback / MemoryError"));
  EXPECT_TRUE(out_of_memory("terminate called after throwing an instance of 'std::bad_alloc'"));
  EXPECT_TRUE(out_of_memory("fork: Cannot allocate memory"));
  EXPECT_TRUE(out_of_memory("FATAL ERROR: Reached heap limit - JavaScript heap out of memory"));
  EXPECT_TRUE(out_of_memory("RangeError: Array buffer allocation failed"));
  EXPECT_TRUE(out_of_memory("# Fatal process OOM in Failed to reserve virtual memory for CodeRange"));
  EXPECT_TRUE(out_of_memory("Could not reserve enough space for 4194304KB object heap"));
  EXPECT_TRUE(out_of_memory("fatal error: failed to reserve page summary memory"));
  EXPECT_FALSE(out_of_memory("ERROR 503 Service: server out of memory"));
  EXPECT_FALSE(out_of_memory("no memory of that customer"));
}

}  // namespace
}  // namespace musubi::process
