#include "core/resolve/match_list.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/resolve/join_rows.hpp"
#include "core/resolve/row_model.hpp"

namespace musubi {
namespace {

using namespace resolving;

constexpr size_t kMostReviewed = 200'000;  // pairs for people; the best ones

std::vector<Pattern> patterns_of(const RowComparison& comparison, const std::vector<RowPair>& pairs, unsigned threads) {
  std::vector<Pattern> out(pairs.size());
  in_pieces(pairs.size(), 4096, threads, [&](size_t from, size_t to) {
    for (; from < to; ++from) out[from] = comparison.compare(pairs[from].first, pairs[from].second);
  });
  return out;
}

// What a column's level is called in evidence.
std::string_view level_word(const Column& column, uint8_t level) {
  if (level == kSame) return "exact";
  return level + 1u == levels_of(column.kind) ? "different" : "similar";
}

class Matching {
 public:
  Matching(const ListTable& table, const ListSettings& settings, unsigned threads)
      : table_(table), settings_(settings), comparison_(table), pairs_(candidates(table, {}, threads)),
        patterns_(patterns_of(comparison_, pairs_, threads)), model_(comparison_, patterns_, threads) {}

  MatchedList result() {
    weigh();
    groups_ = join_rows(uint32_t(table_.size()), pairs_, weights_, settings_.match_from,
                        [&](uint32_t a, uint32_t b) { return model_.weight(comparison_.compare(a, b), a, b); });
    MatchedList out;
    number_clusters(out);
    list_pairs(out);
    for (size_t c = 0; c < table_.columns.size(); ++c) out.columns.push_back({table_.columns[c].kind, table_.left_out[c]});
    return out;
  }

 private:
  void weigh() {
    for (size_t i = 0; i < pairs_.size(); ++i)
      weights_.push_back(float(model_.weight(patterns_[i], pairs_[i].first, pairs_[i].second)));
  }

  // Rows that are equal in everything are one as soon as it is worth a question.
  bool equals_are_one(uint32_t row) const {
    return model_.weight(comparison_.compare(row, row), row, row) >= std::min(settings_.match_from, settings_.review_from);
  }

  void number_clusters(MatchedList& out) {
    std::vector<int64_t> key_of(table_.file_rows);  // equal for rows of one cluster
    int64_t own = int64_t(table_.size());
    for (uint32_t row = 0; row < table_.size(); ++row) {
      bool one = table_.rows[row].size() == 1 || equals_are_one(row);
      for (uint32_t place : table_.rows[row]) key_of[place] = one || place == table_.rows[row].front() ? groups_[row] : own++;
    }
    std::vector<uint32_t> number(size_t(own), 0);
    uint32_t next = 0;
    for (int64_t key : key_of) {
      uint32_t& n = number[size_t(key)];
      if (n == 0) n = ++next;
      out.cluster_of.push_back(n);
    }
  }

  void list_pairs(MatchedList& out) const {
    std::vector<uint32_t> shown;
    for (uint32_t i = 0; i < pairs_.size(); ++i)
      if (double(weights_[i]) >= settings_.review_from) shown.push_back(i);
    std::sort(shown.begin(), shown.end(), [&](uint32_t a, uint32_t b) { return weights_[a] != weights_[b] ? weights_[a] > weights_[b] : a < b; });
    size_t reviewed = 0;
    for (uint32_t i : shown) {
      auto [a, b] = pairs_[i];
      bool together = groups_[a] == groups_[b];
      if (together || reviewed++ < kMostReviewed) out.pairs.push_back(pair_of(i, together));
    }
  }

  Pair pair_of(uint32_t i, bool together) const {
    auto [a, b] = pairs_[i];
    uint32_t x = table_.rows[a].front(), y = table_.rows[b].front();
    Pair out{std::min(x, y), std::max(x, y), double(weights_[i]), together ? Band::match : Band::review, "", {}};
    if (!together && double(weights_[i]) >= settings_.match_from) out.veto = "cohesion";
    for (size_t c = 0; c < comparison_.size(); ++c)
      if (uint8_t level = patterns_[i].level(c); level != kMissing)
        out.evidence.push_back({comparison_.column(c).heading, std::string(level_word(comparison_.column(c), level)), model_.weight_of(c, patterns_[i])});
    return out;
  }

  const ListTable& table_;
  const ListSettings& settings_;
  RowComparison comparison_;
  std::vector<RowPair> pairs_;
  std::vector<Pattern> patterns_;
  RowModel model_;
  std::vector<float> weights_;
  std::vector<uint32_t> groups_;
};

MatchedList one_cluster(const ListTable& table) {
  MatchedList out;
  out.cluster_of.assign(table.file_rows, 1);
  out.all_equal = true;
  for (size_t c = 0; c < table.columns.size(); ++c) out.columns.push_back({table.columns[c].kind, table.left_out[c]});
  return out;
}

}  // namespace

MatchedList match_list(std::vector<RawColumn> columns, const ListSettings& settings, unsigned threads) {
  ListTable table = table_of(std::move(columns));
  bool any = std::any_of(table.left_out.begin(), table.left_out.end(), [](LeftOut l) { return l == LeftOut::no; });
  bool constant = std::any_of(table.left_out.begin(), table.left_out.end(), [](LeftOut l) { return l == LeftOut::constant; });
  bool named = std::any_of(table.left_out.begin(), table.left_out.end(), [](LeftOut l) { return l == LeftOut::names_the_row; });
  if (!any && constant && !named) return one_cluster(table);
  if (!any) throw Error("resolve.no_telling_column");
  return Matching(table, settings, threads).result();
}

}  // namespace musubi
