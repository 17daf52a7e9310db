// What servers answer when they refuse: the ones that are to be asked later, and the ones that mean it.
#include "connectors/mail/imap/refusal.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/imap/reply_reader.hpp"
#include "core/sdk/connector_abi.h"

namespace musubi::mail {
namespace {

Reply reply_of(const std::string& line) {
  ReplyReader reader(1000);
  reader.feed("m1 " + line + "\r\n");
  return reader.next().value_or(Reply{});
}

TEST(Refusal, WhoMustAct) {
  struct Case {
    int code;
    const char* line;
  };
  for (const Case& c : {
           // by code
           Case{MU_TRANSIENT, "NO [UNAVAILABLE] LOGIN Server error"}, Case{MU_TRANSIENT, "NO [INUSE] Mailbox in use"}, Case{MU_TRANSIENT, "NO [SERVERBUG] Internal error occurred."},
           Case{MU_RATE, "NO [LIMIT] too many"}, Case{MU_RATE, "NO [THROTTLED] slow down"}, Case{MU_RATE, "NO [OVERQUOTA] Account exceeded command or bandwidth limits."},
           Case{MU_OK, "NO [AUTHENTICATIONFAILED] Authentication temporarily failed, try again later"}, Case{MU_OK, "NO [NOPERM] not available"}, Case{MU_OK, "NO [EXPUNGED] Some of the requested messages no longer exist."},
           // by words
           Case{MU_TRANSIENT, "NO Server Unavailable. 15"}, Case{MU_TRANSIENT, "NO Temporary authentication failure."}, Case{MU_TRANSIENT, "NO System Error (Failure)"},
           Case{MU_TRANSIENT, "NO [ALERT] Internal error occurred. Refer to server log for more information."}, Case{MU_TRANSIENT, "NO Server(s) unavailable to complete operation"},
           Case{MU_TRANSIENT, "NO System I/O error"}, Case{MU_TRANSIENT, "NO mailbox is busy, come back later"}, Case{MU_TRANSIENT, "BAD User is authenticated but not connected."},
           Case{MU_RATE, "NO [ALERT] Too many simultaneous connections. (Failure)"}, Case{MU_RATE, "BAD Request is throttled. Suggested Backoff Time: 9876 milliseconds"},
           Case{MU_RATE, "NO Maximum number of connections from user+IP exceeded"},
           // meant
           Case{MU_OK, "NO LOGIN failed."}, Case{MU_OK, "NO Login failed: authentication failure"}, Case{MU_OK, "NO [ALERT] Application-specific password required"},
           Case{MU_OK, "NO Unable to open this mailbox."}, Case{MU_OK, "NO Please use TLS 1.2 or later"}, Case{MU_OK, "NO"}, Case{MU_OK, "NO The requested message could not be converted to an RFC-822 compatible format."},
       })
    EXPECT_EQ(said_by(reply_of(c.line)), c.code) << c.line;
}

TEST(Refusal, HowLongToWait) {
  EXPECT_EQ(pause_in(reply_of("BAD Request is throttled. Suggested Backoff Time: 9876 milliseconds")), std::chrono::milliseconds(9876));
  for (const char* none : {"NO later", "NO Backoff Time: soon", "NO Backoff Time: 5 apples", "NO Backoff Time: 99999999999999 milliseconds"}) EXPECT_FALSE(pause_in(reply_of(none))) << none;
}

}  // namespace
}  // namespace musubi::mail
