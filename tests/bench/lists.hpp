// The lists of four sources about invented people, as files, with a configuration that reads them.
#pragma once
#include <cstdint>
#include <filesystem>

namespace musubi::bench {

struct Written {
  int64_t customers = 0, people = 0, orders = 0, bytes = 0;
};

/// Writes musubi.yaml, connections, mappings and lists under `folder`: `rows` customer rows of 3/5 as many
/// people in a shop on the net (JSON lines), at tills (CSV), a form (JSON lines) and accounting (CSV), each
/// spelling them its own way, and `orders` orders and receipts of theirs.
Written write_lists(const std::filesystem::path& folder, uint64_t seed, int64_t rows, int64_t orders);

/// Adds the connection `news` to them: `rows` entries of a form, by turns of one of the `people` known already and of
/// somebody new.
void write_news(const std::filesystem::path& folder, uint64_t seed, int64_t people, int64_t rows);

}  // namespace musubi::bench
