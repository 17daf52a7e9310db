// ./dev bench normalize [--cases DIR [--peers]] [--rounds N]: how many values of each kind one core reads in a
// second, by its processor time, the best of several rounds. Values are the first columns of DIR/*.tsv (the
// lists that score.py scores), or invented ones. XXH3 over the same bytes tells how loaded the machine is.
// --peers reads the lists by other libraries, too (peers.py). --time KIND --values FILE prints one figure.
#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/encoding.hpp"

namespace musubi::bench {
namespace {

using Values = std::vector<std::string>;
using Reading = std::function<size_t(const std::string&)>;

struct Kind {
  const char* name;
  Values lists, invented;
  double wanted;  // a second and core
  Reading read;
};

double processor_seconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return double(t.tv_sec) + 1e-9 * double(t.tv_nsec);
}

/// The best of `rounds`, each of at least `least` values.
double per_second(const Values& values, size_t least, int rounds, const Reading& read) {
  double best = 0;
  size_t kept = 0;
  const size_t repeats = 1 + least / values.size();
  for (int round = 0; round < rounds; ++round) {
    double start = processor_seconds();
    for (size_t i = 0; i < repeats; ++i)
      for (const std::string& value : values) kept += read(value);
    best = std::max(best, double(repeats * values.size()) / (processor_seconds() - start));
  }
  if (kept == size_t(-1)) fmt::print("\n");  // so that nothing is optimized away
  return best;
}

Values first_column(const std::filesystem::path& file) {
  Values out;
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) out.push_back(line.substr(0, line.find('\t')));
  return out;
}

/// Every head with every tail.
Values crossed(const Values& heads, const Values& tails) {
  Values out;
  for (const std::string& head : heads)
    for (const std::string& tail : tails) out.push_back(head + tail);
  return out;
}

std::vector<Kind> kinds() {
  const Values numbers = {"1-2-3",      "２丁目８－１", "三丁目十五番一号", "12番地の3",
                          "1-2-3-405", "4-5 コーポ結201号室"};
  return {
      {"address",
       {"address_geolonia", "address_jap_parser", "address_abr"},
       crossed({"東京都新宿区西新宿", "横浜市中区日本大通", "北海道札幌市中央区北3条西", "奈良県明日香村岡",
                "京都市中京区寺町通御池上る上本能寺前町", "埼玉県川口市大字芝字宮根", "岩手県盛岡市内丸"},
               numbers),
       200'000,
       [](const std::string& s) { return normalize::address(s).town.size(); }},
      {"person",
       {"name_real", "name_split"},
       crossed({"髙橋", "渋沢　", "西園寺 ", "佐々木", "長谷川"}, {"一郎", "花子 様", "みゆき", "公望"}),
       500'000,
       [](const std::string& s) {
         auto p = normalize::person(s);
         return normalize::keys("person_name", {std::move(p.family), std::move(p.given)}).strict.size();
       }},
      {"company",
       {"company"},
       crossed({"㈱髙島製作所", "結商事（有）", "中央運輸", "Musubi Co., Ltd."}, {"", "　大阪支店", " 本社"}),
       500'000,
       [](const std::string& s) { return normalize::keys("company", {normalize::company(s).core_name}).strict.size(); }},
      {"phone",
       {"phone"},
       crossed({"０９０（１２３４）", "03-3234-", "TEL:0422(22)", "+81 45-222-"}, {"0987", "1234", "5678（代）"}),
       1'000'000,
       [](const std::string& s) { return normalize::phone(s).e164.size(); }},
      {"date",
       {"date"},
       crossed({"2026/", "昭和55年", "S55.", "平成3年"}, {"1/8", "12月31日", "2.3"}),
       2'000'000,
       [](const std::string& s) { return normalize::date(s).date.size(); }},
      {"money",
       {"money"},
       crossed({"￥", "△", "", "金"}, {"1,200円", "１２万３４００円", "980"}),
       2'000'000,
       [](const std::string& s) { return normalize::money(s).amount.size(); }},
      {"text",
       {"name_real", "phone"},
       crossed({"ﾔﾏﾀﾞ ﾀﾛｳ", "髙橋　一郎", "ＡＢＣ"}, {"", "　１２３", " (株)"}),
       0,
       [](const std::string& s) { return normalize::text(s).word.size(); }},
      {"string keys",
       {"itaiji_pairs"},
       crossed({"髙", "渡邉", "齋藤", "濵田"}, {"橋", "一郎", "花子"}),
       2'000'000,
       [parts = Values(2)](const std::string& s) mutable {
         parts[0] = s;
         return normalize::keys("person_name", parts).strict.size();
       }},
  };
}

void measure(const Kind& kind, const std::filesystem::path& cases, int rounds) {
  Values values;
  for (const std::string& list : kind.lists)
    if (!cases.empty())
      for (std::string& value : first_column(cases / (list + ".tsv"))) values.push_back(std::move(value));
  if (values.empty()) values = kind.invented;
  double speed = per_second(values, 50'000, rounds, kind.read);
  double hashed =
      per_second(values, 1'000'000, rounds,
                 [](const std::string& s) { return size_t(XXH3_64bits(s.data(), s.size())); });
  fmt::print("| {} | {} | {:.0f} | {:.0f} | {:.0f} | {} |\n", kind.name, values.size(), speed, kind.wanted,
             hashed / speed, speed >= kind.wanted ? "yes" : "no");
}

void measure_decoding(int rounds) {
  const std::string line = "\x8E\x52\x93\x63\x91\xBE\x98\x59,\x93\x8C\x8B\x9E\x93\x73,\xD4\xCF\xC0\xDE,12345\r\n";
  std::string bytes;
  while (bytes.size() < 1 << 16) bytes += line;
  double speed = per_second({bytes}, 500, rounds, [](const std::string& s) {
    return text::decode(s, text::Encoding::cp932).text.size();
  });
  fmt::print("\nCP932 → UTF-8: {:.2f} GB/s (wanted 1)\n", speed * double(bytes.size()) / 1e9);
}

struct Options {
  std::filesystem::path cases, values;
  std::string time;
  int rounds = 5;
  bool peers = false;
};

int print_speed(const Options& options) {
  for (const Kind& kind : kinds())
    if (kind.name == options.time)
      return fmt::print("{:.0f}\n", per_second(first_column(options.values), 50'000, options.rounds, kind.read)), 0;
  return fmt::print(stderr, "normalize: no kind {}\n", options.time), 2;
}

/// Goes on as peers.py; returns only if that cannot be.
int read_by_peers(const std::filesystem::path& program, const std::filesystem::path& cases) {
  const std::string build = std::filesystem::absolute(program).parent_path().parent_path().string();
  std::fflush(nullptr);
  execlp("python3", "python3", MUSUBI_PEERS, build.c_str(), cases.c_str(), nullptr);
  return fmt::print(stderr, "normalize: python3 is missing\n"), 1;
}

int run(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    std::string_view name = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--peers") {
      options.peers = true;
      continue;
    }
    if (name == "--cases")
      options.cases = value;
    else if (name == "--rounds")
      options.rounds = std::max(1, std::atoi(value));
    else if (name == "--time")
      options.time = value;
    else if (name == "--values")
      options.values = value;
    else
      return fmt::print(stderr, "normalize: no option {}\n", name), 2;
    ++i;
  }
  if (!options.time.empty()) return print_speed(options);
  fmt::print("| kind | values | a second | wanted | times XXH3 | reached |\n|---|---|---|---|---|---|\n");
  for (const Kind& kind : kinds()) measure(kind, options.cases, options.rounds);
  measure_decoding(options.rounds);
  return options.peers ? read_by_peers(argv[0], options.cases) : 0;
}

}  // namespace
}  // namespace musubi::bench

int main(int argc, char** argv) {
  return musubi::bench::run(argc, argv);
}
