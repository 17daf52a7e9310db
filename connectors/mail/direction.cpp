#include "connectors/mail/direction.hpp"

#include <algorithm>
#include <vector>

#include "connectors/mail/ascii.hpp"

namespace musubi::mail {

Ours::Ours(const Mail& mail, const Settings& settings, bool sent_folder) : settings_(settings) {
  if (sent_folder)
    for (const Person& p : mail.from) writers_.insert(lower(p.address));
}

bool Ours::operator()(const Person& p) const {
  return settings_.owns(p.address) || writers_.contains(lower(p.address));
}

bool Ours::wrote(const Mail& mail) const {
  return std::any_of(mail.from.begin(), mail.from.end(), *this);
}

std::string_view Ours::direction_of(const Mail& mail) const {
  if (!wrote(mail)) return "in";
  std::vector<Person> all = mail.to;
  for (const auto* more : {&mail.cc, &mail.bcc}) all.insert(all.end(), more->begin(), more->end());
  return !all.empty() && std::all_of(all.begin(), all.end(), *this) ? "internal" : "out";
}

}  // namespace musubi::mail
