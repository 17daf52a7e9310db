// What people type as an answer to a preset's question, as a connection has it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/settings/preset.hpp"

namespace musubi {

/// Without spaces around it. Of an address, a host and what has a pattern full-width letters are plain ones, too: any other text may be a name of the
/// other system, letter for letter.
std::string tidied_answer(const PresetQuestion& question, const std::string& answer);

/// A tidied answer that is not empty, in its question's form: https:// before an address, of a host nothing behind it (https://abc.cybozu.com/k/12/ →
/// https://abc.cybozu.com), a file from the current folder, of words the manifest allows (`allowed`, by place) the word itself (Yes → yes).
/// Throws Error app.want_address, want_host, want_word, want_pattern, which name the question and never the answer of a secret.
std::string formed_answer(const PresetQuestion& question, const std::string& answer, const std::map<std::string, std::vector<std::string>>& allowed);

}  // namespace musubi
