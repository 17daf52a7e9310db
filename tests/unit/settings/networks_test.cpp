#include "core/settings/networks.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(Networks, ContainTheAddressesOfTheirNetworks) {
  struct Case {
    const char *network, *inside, *outside;
  };
  for (const Case& c : {Case{"192.0.2.7", "192.0.2.7", "192.0.2.8"}, Case{"10.0.0.5/8", "10.255.0.1", "11.0.0.1"}, Case{"192.0.2.128/25", "192.0.2.200", "192.0.2.127"},
                        Case{"192.0.2.0/31", "192.0.2.1", "192.0.2.2"}, Case{"0.0.0.0/0", "203.0.113.9", "2001:db8::1"}, Case{"2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1"},
                        Case{"::1", "::1", "::2"}, Case{"10.0.0.0/8", "::ffff:10.1.2.3", "::10.1.2.3"}, Case{"fe80::/10", "fe80::1%eth0", "fec0::1"}}) {
    Networks one;
    ASSERT_TRUE(one.add(c.network)) << c.network;
    EXPECT_TRUE(one.contain(c.inside)) << c.network << " " << c.inside;
    EXPECT_FALSE(one.contain(c.outside)) << c.network << " " << c.outside;
  }
}

TEST(Networks, TakeNothingElse) {
  Networks networks;
  for (const char* bad : {"", "/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "10.0.0.0/-1", "10.0.0", "300.1.1.1", "2001:db8::/129", "hub.example.jp", "::ffff:1.2.3.4.5"}) EXPECT_FALSE(networks.add(bad)) << bad;
  for (const char* none : {"", "localhost", "10.0.0.1", "::1"}) EXPECT_FALSE(networks.contain(none)) << none;
}

TEST(Networks, KnowThisMachine) {
  for (const char* own : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) EXPECT_TRUE(Networks::this_machine().contain(own)) << own;
  EXPECT_FALSE(Networks::this_machine().contain("192.0.2.1"));
}

}  // namespace
}  // namespace musubi
