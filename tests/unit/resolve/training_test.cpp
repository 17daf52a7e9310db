// A model learnt without labels from invented people comes near to what is true of them.
#include "core/resolve/training.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/resolve/em.hpp"
#include "core/resolve/explanation.hpp"
#include "core/resolve/witnesses.hpp"
#include "tests/unit/resolve/people.hpp"

namespace musubi {
namespace {

using testing::profile;
using testing::Says;

const Model shipped = load_model("", "matching.yaml");
const LessonHeard silent = [](const std::string&, int64_t, int64_t) { return true; };

/// How often the second record of a person says otherwise.
struct Mixture {
  double phone_kept = 0.55, phone_slip = 0.05, email_kept = 0.45, email_slip = 0.06, moved = 0.4, birth_slip = 0.06, name_slip = 0.05;
};

/// People of a small country: few names, so that many share one; every third has a second record.
class Country {
 public:
  explicit Country(const Mixture& mixture, int people, unsigned seed = 20261129) : mixture_(mixture), random_(seed) {
    for (int i = 0; i < people; ++i) {
      Says one = somebody(i);
      add(one, i);
      if (i % 3 == 0) add(again(one, i), i);
    }
  }

  std::vector<Profile> profiles;
  std::vector<int> person;  // by profile

 private:
  bool chance(double p) { return std::uniform_real_distribution<double>(0, 1)(random_) < p; }
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  std::string number(int digits) {
    std::string out;
    for (int i = 0; i < digits; ++i) out += char('0' + below(10));
    return out;
  }
  std::string birth() {
    int year = 1940 + below(65), month = 1 + below(12);
    return fmt::format("{}-{:02}-{:02}", year, month, 1 + below(28));
  }

  Says somebody(int) {
    static const char* families[] = {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田"};
    static const char* givens[] = {"誠", "健太", "花子", "良子", "直樹", "美咲", "大輔", "恵", "拓也", "愛", "翔太", "陽子"};
    static const char* towns[] = {"海岸", "芝浦", "新橋", "赤坂", "六本木", "白金", "高輪", "三田", "麻布", "青山"};
    Says out{families[below(12)], givens[below(12)]};
    out.phone = "+8180" + number(8);
    out.email = "u" + number(9) + "@mail" + number(2) + ".example";
    out.birth_date = birth();
    out.town = towns[below(10)], out.street = std::to_string(1 + below(9)) + "-" + std::to_string(1 + below(9)) + "-" + std::to_string(1 + below(40));
    return out;
  }

  /// The same person in another list.
  Says again(Says s, int) {
    if (!chance(mixture_.phone_kept)) chance(mixture_.phone_slip / (1 - mixture_.phone_kept)) ? slip(s.phone) : void(s.phone = "+8190" + number(8));
    if (!chance(mixture_.email_kept)) s.email = chance(mixture_.email_slip / (1 - mixture_.email_kept)) ? "u" + swapped(s.email.substr(1)) : "v" + number(9) + "@other.example";
    if (chance(mixture_.moved)) s.town = "台場", s.street = std::to_string(1 + below(9)) + "-" + std::to_string(1 + below(9)) + "-" + std::to_string(1 + below(40));
    if (chance(mixture_.birth_slip)) s.birth_date.back() = s.birth_date.back() == '9' ? '0' : char(s.birth_date.back() + 1);
    if (chance(mixture_.name_slip)) s.given = s.given + "子";
    return s;
  }
  void slip(std::string& digits) { digits.back() = digits.back() == '0' ? '5' : '0'; }
  static std::string swapped(std::string text) {
    std::swap(text[1], text[2]);
    return text;
  }
  void add(const Says& says, int who) {
    profiles.push_back(profile(int64_t(profiles.size()) + 1, says));
    person.push_back(who);
  }

  Mixture mixture_;
  std::mt19937 random_;
};

Lesson lesson_of(const std::vector<Profile>& profiles, const LessonHeard& heard = silent) {
  FeatureSet features;
  std::vector<uint64_t> ranks;
  for (const Profile& p : profiles) {
    features.add(p, shipped);
    ranks.push_back(rank_of(p.key, false));
  }
  return learn(features, ranks, shipped, heard);
}

const LearntLevel& level(const Lesson& lesson, const std::string& name) {
  auto at = std::find_if(lesson.levels.begin(), lesson.levels.end(), [&](const LearntLevel& l) { return l.level == name; });
  if (at == lesson.levels.end()) throw std::out_of_range(name);
  return *at;
}

/// The share of each level among the pairs of records that are one person, counted with the truth in hand.
class Truth {
 public:
  explicit Truth(const Country& country) {
    FeatureSet features;
    for (const Profile& p : country.profiles) features.add(p, shipped);
    for (size_t i = 0; i + 1 < country.person.size(); ++i) {
      if (country.person[i] != country.person[i + 1]) continue;
      std::vector<uint8_t> shown = resolving::shown_by(features.at(i), features.at(i + 1), shipped.impl());
      for (size_t w = 0; w < shown.size(); ++w)
        if (shown[w] != resolving::kMissing) ++counts_[w][shown[w]];
    }
  }
  double m(resolving::Witness witness, resolving::Level level) const {
    const auto& seen = counts_.at(size_t(witness));
    size_t place = size_t(level) - size_t(resolving::witness_levels()[size_t(witness)].first);
    double all = 0;
    for (const auto& [other, count] : seen) all += count;
    return seen.contains(place) ? seen.at(place) / all : 0;
  }

 private:
  std::map<size_t, std::map<size_t, double>> counts_;
};

TEST(Training, ComesNearToTheTruthOfAKnownMixture) {
  Country country({}, 9'000);
  Lesson lesson = lesson_of(country.profiles);
  Truth truth(country);
  using enum resolving::Witness;
  using L = resolving::Level;
  struct Wanted {
    const char* level;
    double m;
  };
  for (auto [name, m] : {Wanted{"phone_exact", truth.m(phone, L::phone_exact)}, {"mobile_near", truth.m(phone, L::mobile_near)}, {"phone_different", truth.m(phone, L::phone_different)},
                         {"email_exact", truth.m(email, L::email_exact)}, {"email_different", truth.m(email, L::email_different)}, {"address_house", truth.m(place, L::address_house)},
                         {"address_different", truth.m(place, L::address_different)}, {"birth_exact", truth.m(birth, L::birth_exact)}, {"birth_near", truth.m(birth, L::birth_near)},
                         {"name_exact", truth.m(spelling, L::name_exact)}}) {
    EXPECT_TRUE(level(lesson, name).m_learnt) << name;
    EXPECT_NEAR(level(lesson, name).m, m, 0.02 + 0.1 * m) << name;
  }
  EXPECT_NEAR(double(lesson.matches), 3'000 * truth.m(spelling, L::name_exact), 200) << "pairs of one name that are one person";
  EXPECT_EQ(level(lesson, "mobile_own").m, level(lesson, "phone_exact").m) << "one number kept is one number kept";
  // Days of birth are drawn from 65 × 12 × 28, towns from ten.
  EXPECT_NEAR(std::log2(level(lesson, "birth_exact").u), std::log2(1.0 / (65 * 12 * 28)), 0.8);
  EXPECT_TRUE(level(lesson, "birth_exact").u_learnt);
}

TEST(Training, AMixtureThatDiffersTeachesOtherNumbers) {
  Mixture loyal;
  loyal.phone_kept = 0.9, loyal.moved = 0.05;
  Lesson lesson = lesson_of(Country(loyal, 6'000).profiles);
  EXPECT_NEAR(level(lesson, "phone_exact").m, 0.9, 0.05);
  EXPECT_GT(level(lesson, "address_house").m, 0.85);
}

TEST(Training, IsTheSameForAnyOrderOfRecordsAndIds) {
  Country country({}, 2'000);
  Lesson straight = lesson_of(country.profiles);
  std::mt19937 random(7);
  std::shuffle(country.profiles.begin(), country.profiles.end(), random);
  int64_t id = 1;
  for (Profile& p : country.profiles) p.id = id++;
  Lesson shuffled = lesson_of(country.profiles);
  EXPECT_EQ(straight.levels, shuffled.levels);
  EXPECT_EQ(straight.pairs, shuffled.pairs);
  EXPECT_EQ(straight.matches, shuffled.matches);
}

TEST(Training, TooFewRecordsTeachNothing) {
  for (const LearntLevel& l : lesson_of(Country({}, 60).profiles).levels) {
    EXPECT_FALSE(l.m_learnt || l.u_learnt) << l.level;
  }
  EXPECT_EQ(changes_by(shipped, lesson_of({}).levels).size(), lesson_of({}).levels.size());
  for (const LevelChange& c : changes_by(shipped, lesson_of({}).levels)) EXPECT_EQ(c.before, c.after) << c.level;
}

TEST(Training, StopsWhenToldTo) {
  EXPECT_TRUE(lesson_of(Country({}, 60).profiles, [](const std::string&, int64_t, int64_t) { return false; }).stopped);
}

TEST(LearntModel, KeepsTheOrderOfLevelsAndTheirSides) {
  auto bits = [](const std::vector<LearntLevel>& levels, const std::string& name) {
    for (const LevelChange& c : changes_by(shipped, levels))
      if (c.level == name) return c.after;
    return 99.0;
  };
  std::vector<LearntLevel> odd = {{"phone_exact", 0.3, 0.1, 0, 0, true, true}, {"phone_near", 0.9, 0.001, 0, 0, true, true}, {"phone_different", 0.9, 0.1, 0, 0, true, true},
                                  {"not_of_this_version", 0.5, 0.1, 0, 0, true, true}};
  EXPECT_LE(bits(odd, "phone_near"), bits(odd, "phone_exact")) << "a slip says no more than the same number";
  EXPECT_LE(bits(odd, "phone_different"), 0) << "what speaks against never speaks for";
  EXPECT_EQ(bits(odd, "not_of_this_version"), 99.0);
}

TEST(LearntModel, LeavesTheRulesThatForbidAMergeAlone) {
  std::vector<LearntLevel> eager = {{"phone_exact", 0.99, 1e-9, 0, 0, true, true}, {"email_exact", 0.99, 1e-9, 0, 0, true, true}};
  Model learnt = with_levels(shipped, eager);
  Says x{"佐藤", "誠"}, y{"鈴木", "花子"};
  x.phone = y.phone = "+818012345670", x.email = y.email = "shared@example.jp";
  EXPECT_NE(testing::compared(x, y, learnt).band, Band::match) << "names that clash never merge";
  y = x, x.birth_date = "1980-01-02", y.birth_date = "1955-11-23";
  EXPECT_EQ(testing::compared(x, y, learnt).veto, "birth_date");
  EXPECT_EQ(limits_of(learnt).match, limits_of(shipped).match);
}

}  // namespace
}  // namespace musubi
