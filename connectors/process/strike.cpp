#include "connectors/process/strike.hpp"

#include <algorithm>

#include "core/text/spellings.hpp"

namespace musubi::process {
void Strike::add(std::string_view secret) {
  if (secret.empty()) return;
  for (std::string& form : text::spellings(secret))
    if (std::find(forms_.begin(), forms_.end(), form) == forms_.end()) forms_.push_back(std::move(form));
  std::stable_sort(forms_.begin(), forms_.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::string Strike::out_of(std::string_view text) const {
  std::string out(text);
  for (const std::string& form : forms_)
    for (size_t at = 0; (at = out.find(form, at)) != out.npos; at += 3) out.replace(at, form.size(), "***");
  return out;
}

}  // namespace musubi::process
