#include "core/text/mailbox_roles.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

TEST(MailboxRoles, KnowsDesks) {
  for (const char* local : {"info", "eigyou", "customer-support", "mailer-daemon", "test", "info1", "info-tokyo", "sales_osaka", "recruit2027"})
    EXPECT_TRUE(is_role_mailbox(local)) << local;
}

TEST(MailboxRoles, LeavesPeopleAlone) {
  for (const char* local : {"", "hanako", "infobi", "salesman", "keiriko", "mailman.taro", "t.test"}) EXPECT_FALSE(is_role_mailbox(local)) << local;
}

}  // namespace
}  // namespace musubi::text
