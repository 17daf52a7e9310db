// What a manifest needs that is not to be had, what is wrong with it, and what of it is passed over: where it stands, and
// the sentence about it in both languages.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace musubi::http {

using Words = std::vector<std::pair<std::string, std::string>>;

/// A setting by its path, and the value that it must have.
struct SettingChoice {
  std::vector<std::string> setting;
  std::string value;
};

struct Lack {
  std::string path;                      // "" = the whole manifest
  std::string id;                        // of a sentence (lack.cpp)
  Words args = {};
  std::vector<SettingChoice> only = {};  // it counts where all of these are chosen
};

enum class Tongue { ja, en };
/// The sentence, with the settings on which it depends behind it.
std::string said(const Lack& lack, Tongue tongue);

}  // namespace musubi::http
