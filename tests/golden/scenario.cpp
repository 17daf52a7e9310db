#include "tests/golden/scenario.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "tests/golden/pulled.hpp"

namespace musubi::golden {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

PartyKey party_of(const std::string& text) {
  size_t dot = text.find('.'), slash = text.find('/'), hash = text.find('#');
  return {{text.substr(0, dot), text.substr(dot + 1, slash - dot - 1), text.substr(slash + 1, hash - slash - 1)}, text.substr(hash + 1)};
}

class Reader {
 public:
  explicit Reader(const std::string& file) : in_(file) {
    out_.file = file;
    if (!in_) throw std::runtime_error("cannot open " + file);
  }

  Scenario read() {
    bool open_run = false;
    while (next()) {
      if (line_ == "----") break;
      if (line_.empty() || line_[0] == '#') continue;
      if (line_ == "run") {
        ++run_, open_run = false;
        continue;
      }
      open_run = true;
      take();
    }
    out_.runs = run_ + (open_run ? 1 : 0);
    std::stringstream rest;
    rest << in_.rdbuf();
    out_.expected = rest.str();
    return std::move(out_);
  }

 private:
  bool next() {
    if (!std::getline(in_, line_)) return false;
    ++number_;
    out_.head += line_ + "\n";
    return true;
  }

  [[noreturn]] void refuse(const std::string& why) const { throw std::runtime_error(out_.file + ":" + std::to_string(number_) + ": " + why); }

  std::string block() {
    std::string text;
    while (next() && line_ != "end") text += line_ + "\n";
    return text;
  }

  void take() {
    if (line_[0] == '{') return take_record();
    std::vector<std::string> words = words_of(line_);
    const std::string verb = words[0];
    if (verb == "mapping") {
      std::string text = block();
      out_.configuration.mappings.push_back({words.at(1), out_.file, text});
    } else if (verb == "shipped") {
      for (size_t i = 1; i < words.size(); ++i) out_.configuration.mappings.push_back({words[i], out_.file, shipped_mapping(words[i])});
    } else if (verb == "preset") {
      for (auto& [name, text] : preset_mappings(words.at(1), words.at(2))) out_.configuration.mappings.push_back({name, out_.file, text});
    } else if (verb == "pull") {
      size_t dot = words.at(1).find('.');
      StreamName stream{words[1].substr(0, dot), words[1].substr(dot + 1)};
      for (auto& [key, json] : pulled(stream, words.at(2), words.at(3), {words.begin() + 4, words.end()})) out_.events.push_back({{stream.connection, stream.stream, key}, json, false, run_, {}});
    } else if (verb == "matching") {
      out_.configuration.matching = {"matching", out_.file, block()};
    } else if (verb == "survivorship") {
      out_.configuration.survivorship = {"survivorship", out_.file, block()};
    } else if (verb == "mailing") {
      for (size_t i = 1; i < words.size(); ++i) {
        ConnectionSettings connection;
        connection.name = words[i];
        connection.zone = "Asia/Tokyo";
        connection.mailing = true;
        out_.configuration.connections.push_back(std::move(connection));
      }
    } else if (verb == "source") {
      size_t dot = words.at(1).find('.');
      source_ = {words[1].substr(0, dot), words[1].substr(dot + 1)};
      keys_.assign(words.begin() + 2, words.end());
    } else if (verb == "delete") {
      size_t dot = words.at(1).find('.');
      out_.events.push_back({{words[1].substr(0, dot), words[1].substr(dot + 1), words.at(2)}, R"({"_deleted":true})", true, run_, {}});
    } else if (verb == "decide") {
      Verdict verdict = words.at(2) == "same" ? Verdict::same : words[2] == "different" ? Verdict::different : Verdict::household;
      out_.events.push_back({{}, "", false, run_, Decision{0, party_of(words.at(1)), party_of(words.at(3)), verdict, "steward", "", {}}});
    } else if (verb == "merge" || verb == "split" || verb == "pin" || verb == "claim" || verb == "accept" || verb == "refuse") {
      take_word(words);
    } else {
      refuse("unknown verb " + verb);
    }
  }

  void take_word(const std::vector<std::string>& words) {
    SpokenWord word{words[0], "", "", {party_of(words.at(words[0] == "claim" ? 2 : 1))}};
    if (words[0] == "merge") word.parties.push_back(party_of(words.at(2)));
    if (words[0] == "accept" || words[0] == "refuse") word.first = words.at(2);
    if (words[0] == "claim") word.first = words.at(1);
    if (words[0] == "pin") word.first = words.at(2), word.second = words.at(3);
    out_.events.push_back({{}, "", false, run_, {}, std::move(word)});
  }

  void take_record() {
    auto json = nlohmann::json::parse(line_, nullptr, false);
    if (json.is_discarded()) refuse("no JSON");
    std::string key;
    for (const std::string& member : keys_) {
      const auto& value = json.at(member);
      key += (key.empty() ? "" : "|") + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    out_.events.push_back({{source_.connection, source_.stream, key}, line_, false, run_, {}});
  }

  std::ifstream in_;
  Scenario out_;
  StreamName source_;
  std::vector<std::string> keys_;
  std::string line_;
  size_t number_ = 0, run_ = 0;
};

}  // namespace

Scenario read_scenario(const std::string& file) { return Reader(file).read(); }

}  // namespace musubi::golden
