// The page behind a short one: some sources give the last page again where there is none.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace musubi::http {

/// Sees the records of one page after the other, as they were extracted, and keeps those back that the page before had too, until one
/// comes that it had not. So no more is kept than the page before had.
class PageBehind {
 public:
  using Take = std::function<void(std::string_view record)>;

  /// `key`: the columns of the primary key, by which a record is the same; without one it is by all that it says. Outlives it.
  explicit PageBehind(const std::vector<std::vector<std::string>>& key) : key_(key) {}

  /// The next record of the page: `take` is given it, or those that were kept back and it, or it is kept back.
  void see(std::string_view record, const Take& take);
  /// The next line that is held: false where it was held of the page before.
  bool see_unread(std::string_view line, const Take& take);
  /// Whether it had any record of the page before.
  bool overlaps() const { return overlaps_; }
  /// Whether the page had nothing that the page before had not.
  bool is_repeated() const { return keeps_back_; }
  /// The next page begins. `remembers`: the page behind it may have to be told from it; `behind`: it stands behind a short page.
  void turn(bool remembers, bool behind);

 private:
  size_t name_of(std::string_view record) const;
  bool is_known(size_t name);
  void release(const Take& take);

  const std::vector<std::vector<std::string>>& key_;
  std::unordered_set<size_t> before_, now_;  // names of records
  std::vector<std::string> kept_back_;
  bool remembers_ = true, keeps_back_ = false, overlaps_ = false;
};

}  // namespace musubi::http
