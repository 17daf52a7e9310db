// Any list, matched by what it says itself.
#include "core/resolve/match_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "core/base/error.hpp"
#include "core/resolve/row_candidates.hpp"

namespace musubi {
namespace {

using namespace resolving;

// A list by rows, and which of them are one.
struct People {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
  std::vector<int> who;

  std::vector<RawColumn> columns() const {
    std::vector<RawColumn> out;
    for (size_t c = 0; c < headings.size(); ++c) {
      out.push_back({headings[c], {}, {}});
      for (const auto& row : rows) out.back().cells.push_back(letters_of(row[c]));
    }
    return out;
  }
};

class Invention {
 public:
  explicit Invention(unsigned seed) : random_(seed) {}
  size_t below(size_t n) { return random_() % n; }
  bool chance(double p) { return std::uniform_real_distribution<>(0, 1)(random_) < p; }
  std::string name(size_t parts) {
    constexpr std::array syllables = {"ba", "ker", "lin", "mo", "ra", "ti", "von", "sel", "du", "harp", "win", "zo", "gre", "pal", "nim"};
    std::string out;
    for (size_t i = 0; i < parts; ++i) out += syllables[below(syllables.size())];
    return out;
  }
  std::string number(size_t digits) {
    std::string out(1, char('1' + below(9)));
    while (out.size() < digits) out += char('0' + below(10));
    return out;
  }
  std::string day() { return std::to_string(1930 + below(80)) + "-0" + std::to_string(1 + below(9)) + "-" + std::to_string(10 + below(18)); }
  std::string slip(std::string s) {
    s[1 + below(s.size() - 1)] = char('a' + below(26));
    return s;
  }

 private:
  std::mt19937 random_;
};

// Households: one phone, street and family name, up to four people, of whom half have a second row with slips.
People households(unsigned seed, size_t count, bool doubles) {
  Invention invent(seed);
  std::vector<std::string> given_names;
  for (int i = 0; i < 400; ++i) given_names.push_back(invent.name(2));
  People out{{"surname", "given", "born", "street", "town", "phone"}, {}, {}};
  for (size_t h = 0; h < count; ++h) {
    std::string family = invent.name(3), street = invent.name(4) + " street " + invent.number(2), town = "town " + invent.number(1), phone = invent.number(9);
    for (size_t p = 0; p <= invent.below(4); ++p) {
      std::vector<std::string> row{family, given_names[invent.below(given_names.size())], invent.day(), street, town, phone};
      int who = out.who.empty() ? 1 : out.who.back() + 1;
      out.rows.push_back(row);
      out.who.push_back(who);
      if (!doubles || invent.chance(0.5)) continue;
      if (invent.chance(0.2)) row[0] = invent.slip(row[0]);
      if (invent.chance(0.2)) row[1] = invent.slip(row[1]);
      if (invent.chance(0.2)) row[5].clear();
      out.rows.push_back(row);
      out.who.push_back(who);
    }
  }
  return out;
}

struct Quality {
  double precision, recall;
};
Quality quality(const std::vector<uint32_t>& clusters, const std::vector<int>& who) {
  std::map<uint32_t, double> said;
  std::map<int, double> real;
  std::map<std::pair<uint32_t, int>, double> both;
  for (size_t i = 0; i < who.size(); ++i) ++said[clusters[i]], ++real[who[i]], ++both[{clusters[i], who[i]}];
  auto pairs = [](const auto& counts) {
    double out = 0;
    for (const auto& [key, n] : counts) out += n * (n - 1) / 2;
    return out;
  };
  return {pairs(said) > 0 ? pairs(both) / pairs(said) : 1, pairs(real) > 0 ? pairs(both) / pairs(real) : 1};
}

TEST(MatchList, TellsThePeopleOfAHouseholdApart) {
  People people = households(1, 700, true);
  Quality q = quality(match_list(people.columns(), {}, 1).cluster_of, people.who);
  EXPECT_GE(q.precision, 0.98);
  EXPECT_GE(q.recall, 0.97);
}

// When a record was last changed, what somebody noted, a number that was given anew: they differ between doubles too.
TEST(MatchList, FindsDoublesBesideColumnsOfTheRecordItself) {
  constexpr std::array words = {"call", "again", "paid", "cash", "letter", "sent", "visit", "refund", "old", "new", "check", "vip"};
  Invention invent(10);
  for (int what = 0; what < 3; ++what) {
    People people = households(1, 700, true);
    people.headings.push_back("more");
    for (auto& row : people.rows) {
      if (what == 0) row.push_back(std::to_string(2015 + invent.below(9)) + "-0" + std::to_string(1 + invent.below(9)) + "-1" + std::to_string(invent.below(9)));
      if (what == 1) row.push_back(invent.number(6));
      if (what == 2) row.push_back(std::string(words[invent.below(12)]) + " " + words[invent.below(12)] + " " + words[invent.below(12)] + " " + words[invent.below(12)]);
    }
    Quality q = quality(match_list(people.columns(), {}, 1).cluster_of, people.who);
    EXPECT_GE(q.precision, 0.97) << what;
    EXPECT_GE(q.recall, 0.95) << what;
  }
}

TEST(MatchList, JoinsNobodyWhereNobodyIsTwice) {
  People people = households(2, 700, false);
  MatchedList got = match_list(people.columns(), {}, 1);
  EXPECT_EQ(std::set<uint32_t>(got.cluster_of.begin(), got.cluster_of.end()).size(), people.rows.size());
}

// What match_list() says, by the rows' places before they were shuffled.
struct Said {
  std::set<std::set<size_t>> clusters;
  std::set<std::tuple<size_t, size_t, double, Band>> pairs;
  friend bool operator==(const Said&, const Said&) = default;
};
Said said_of(const People& people, const std::vector<size_t>& order, unsigned threads) {
  People shuffled{people.headings, {}, {}};
  for (size_t i : order) shuffled.rows.push_back(people.rows[i]);
  MatchedList got = match_list(shuffled.columns(), {}, threads);
  std::map<uint32_t, std::set<size_t>> clusters;
  for (size_t i = 0; i < order.size(); ++i) clusters[got.cluster_of[i]].insert(order[i]);
  Said out;
  for (auto& [number, rows] : clusters) out.clusters.insert(std::move(rows));
  for (const Pair& p : got.pairs) {
    auto [a, b] = std::minmax(order[size_t(p.a)], order[size_t(p.b)]);
    out.pairs.emplace(a, b, p.weight, p.band);
  }
  return out;
}

TEST(MatchList, IsTheSameForAnyOrderAndNumberOfThreads) {
  People people = households(3, 200, true);
  std::set<std::vector<std::string>> seen;  // of equal rows any may speak in the pairs
  People once{people.headings, {}, {}};
  for (const auto& row : people.rows)
    if (seen.insert(row).second) once.rows.push_back(row);
  std::vector<size_t> order(once.rows.size());
  std::iota(order.begin(), order.end(), 0);
  Said first = said_of(once, order, 1);
  EXPECT_GT(first.pairs.size(), 50u);
  std::mt19937 random(4);
  for (unsigned i = 0; i < 12; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    EXPECT_TRUE(said_of(once, order, 1 + i % 3) == first) << i;
  }
}

TEST(MatchList, ComparesNamesCrosswise) {
  People people = households(5, 400, false);
  for (size_t i = 0, rows = people.rows.size(); i < rows; i += 3) {
    auto row = people.rows[i];
    std::swap(row[0], row[1]);
    people.rows.push_back(row);
    people.who.push_back(people.who[i]);
  }
  Quality q = quality(match_list(people.columns(), {}, 1).cluster_of, people.who);
  EXPECT_GE(q.precision, 0.98);
  EXPECT_GE(q.recall, 0.95);
}

TEST(MatchList, TakesAColumnForWhatItIsSaidToBe) {
  People people = households(6, 100, true);
  std::vector<RawColumn> columns = people.columns();
  columns[1].kind = ColumnKind::ignored;
  columns[5].kind = ColumnKind::text;
  MatchedList got = match_list(std::move(columns), {}, 1);
  EXPECT_EQ(got.columns[1].left_out, LeftOut::asked);
  EXPECT_EQ(got.columns[5].kind, ColumnKind::text);
  EXPECT_EQ(got.columns[2].kind, ColumnKind::date);
}

TEST(MatchList, EqualRowsAreOne) {
  MatchedList got = match_list(People{{"a", "b"}, std::vector<std::vector<std::string>>(500, {"x y", "z"}), {}}.columns(), {}, 1);
  EXPECT_TRUE(got.all_equal);
  EXPECT_EQ(got.cluster_of, std::vector<uint32_t>(500, 1));
}

TEST(MatchList, RefusesAListThatSaysNothing) {
  auto refused = [](const People& people) {
    try {
      match_list(people.columns(), {}, 1);
    } catch (const Error& e) {
      return e.message().id;
    }
    return std::string();
  };
  EXPECT_EQ(refused({{"a", "b"}, {{"", "-"}, {"", "n/a"}, {"", ""}}, {}}), "resolve.no_telling_column");
  EXPECT_EQ(refused({{"no"}, {{"101"}, {"102"}, {"103"}}, {}}), "resolve.no_telling_column");
  EXPECT_EQ(refused({{}, {}, {}}), "resolve.no_telling_column");
}

TEST(MatchList, DoesWithOneColumn) {
  People people{{"title"}, {{"wireless mouse xk-200"}, {"wireless mouse xk-200"}, {"espresso machine deluxe"}, {"cordless drill 18 volt"}, {"garden chair"}}, {}};
  MatchedList got = match_list(people.columns(), {}, 1);
  EXPECT_EQ(got.cluster_of, (std::vector<uint32_t>{1, 1, 2, 3, 4}));
}

TEST(MatchList, BearsAVeryLongName) {
  People people = households(7, 60, true);
  people.rows[0][0] = std::string(10'000, 'x');
  people.rows[1][0] = std::string(10'000, 'x') + "y";
  EXPECT_EQ(match_list(people.columns(), {}, 1).cluster_of.size(), people.rows.size());
}

TEST(MatchList, GivesReasonsInBothLanguages) {
  Pair pair{0, 1, 12.3, Band::match, "", {{"surname", "exact", 9}, {"born", "similar", 5}, {"town", "different", -2}}};
  EXPECT_EQ(row_reason(pair, Lang::en), "Same surname, similar born, though different town: judged to be the same (weight 12.3).");
  EXPECT_EQ(row_reason(pair, Lang::ja), "surnameが一致し、bornがよく似ており、townは異なりますが、同じものと判断しました（重み 12.3）。");
  pair.band = Band::review;
  pair.veto = "cohesion";
  EXPECT_EQ(row_reason(pair, Lang::en),
            "Same surname, similar born, but different town: other rows joined to them contradict: a person should check whether they are the same (weight 12.3).");
}

TEST(RowCandidates, AreBoundedWhateverIsShared) {
  constexpr size_t rows = 200'000;
  Invention invent(8);
  People people{{"name", "phone"}, {}, {}};
  for (size_t i = 0; i < rows; ++i) people.rows.push_back({invent.name(4), "0312345678"});
  people.rows[0][1] = "0399999999";
  ListTable table = table_of(people.columns());
  EXPECT_LE(candidates(table, {}, 1).size(), rows * 30);
}

TEST(RowCandidates, FindARowThroughASlip) {
  People people = households(9, 500, false);
  auto row = people.rows[17];
  row[1] = Invention(1).slip(row[1]);
  row[5].clear();
  people.rows.push_back(row);
  ListTable table = table_of(people.columns());
  auto place = [&](uint32_t file_row) { return uint32_t(std::find(table.rows.begin(), table.rows.end(), std::vector<uint32_t>{file_row}) - table.rows.begin()); };
  RowPair wanted = std::minmax(place(17), place(uint32_t(people.rows.size() - 1)));
  auto found = candidates(table, {}, 2);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  EXPECT_TRUE(std::binary_search(found.begin(), found.end(), wanted));
}

}  // namespace
}  // namespace musubi
