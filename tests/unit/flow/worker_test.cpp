#include "core/flow/worker.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

Time at(const char* iso) { return parse_time(iso, "UTC").value(); }

Run ended(const char* started, const char* state, std::optional<Message> failure = {}) {
  Run out;
  out.id = 1;
  out.started = at(started);
  out.state = state;
  out.failure = std::move(failure);
  return out;
}

TEST(Worker, KnowsWhenAConnectionIsDue) {
  Schedule daily = Schedule::parse("daily 06:00", "UTC");
  Time now = at("2026-02-01T12:00:00Z");
  EXPECT_EQ(due_time(daily, {}, now), now) << "what never ran, runs";
  EXPECT_EQ(due_time(daily, ended("2026-02-01T06:00:01Z", "finished"), now), at("2026-02-02T06:00:00Z"));
  EXPECT_EQ(due_time(daily, ended("2026-01-31T06:00:01Z", "finished"), now), at("2026-02-01T06:00:00Z")) << "missed while the hub was down";
  EXPECT_EQ(due_time(daily, ended("2026-02-01T06:00:01Z", "failed", Message{"pull.auth", {}}), now), at("2026-02-02T06:00:00Z"));
  EXPECT_EQ(due_time(daily, ended("2026-02-01T06:00:01Z", "interrupted"), now), now) << "killed";
  EXPECT_EQ(due_time(daily, ended("2026-02-01T06:00:01Z", "failed", Message{"flow.stopped", {}}), now), now) << "stopped with the hub";
  EXPECT_EQ(due_time(daily, ended("2031-02-01T06:00:01Z", "finished"), now), now) << "by a clock that was ahead";
}

TEST(Worker, KnowsWhatIsOverdue) {
  Schedule quarters = Schedule::parse("every 15 minutes", "UTC"), daily = Schedule::parse("daily 06:00", "UTC");
  Time due = at("2026-02-01T06:00:00Z");
  EXPECT_FALSE(is_overdue(quarters, due, at("2026-02-01T06:10:00Z")));
  EXPECT_FALSE(is_overdue(quarters, due, at("2026-02-01T06:20:00Z"))) << "a whole period and ten minutes are allowed";
  EXPECT_TRUE(is_overdue(quarters, due, at("2026-02-01T06:25:00Z")));
  EXPECT_FALSE(is_overdue(daily, due, at("2026-02-02T05:00:00Z")));
  EXPECT_TRUE(is_overdue(daily, due, at("2026-02-02T06:10:00Z")));
  EXPECT_FALSE(is_overdue(daily, at("2026-02-03T06:00:00Z"), at("2026-02-02T06:10:00Z"))) << "not due yet";
}

}  // namespace
}  // namespace musubi
