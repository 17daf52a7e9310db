#include "core/merge/mailing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace musubi {
namespace {

bool counts_as_opt_in(const ConsentWord& w) { return w.opt_in && w.standing && w.may_feed; }

bool lifts(const ConsentWord& in, const ConsentWord& out) {
  if (!counts_as_opt_in(in) || !in.own_act || !in.at || !out.at || *in.at <= out.latest_at.value_or(*out.at)) return false;
  return (out.profile && in.profile == out.profile) || (!out.value.empty() && in.value == out.value);
}

/// The opt-out that has stood longest; dated ones first.
const ConsentWord* opted_out(const Reach& r) {
  const ConsentWord* found = nullptr;
  auto longer = [](const ConsentWord& a, const ConsentWord& b) {
    if (a.at.has_value() != b.at.has_value()) return a.at.has_value();
    return a.at != b.at ? *a.at < *b.at : a.source < b.source;
  };
  for (const ConsentWord& out : r.words) {
    if (out.opt_in || (!r.profiles.contains(out.profile) && !r.values.contains(out.value))) continue;
    if (std::any_of(r.words.begin(), r.words.end(), [&](const ConsentWord& in) { return lifts(in, out); })) continue;
    if (!found || longer(out, *found)) found = &out;
  }
  return found;
}

Writable no(std::string_view code) { return {false, code, {}, {}}; }

/// What stands in the way in both channels. `bad`: the state of a contact point that nothing reaches.
std::optional<Writable> obstacle(const Reach& r, ContactState bad) {
  if (const ConsentWord* out = opted_out(r)) return Writable{false, "opted_out", out->at, out->source};
  if (r.main.empty()) return no("no_address");
  if (bad == ContactState::bounced && !r.reached) return no("made_up");
  if (r.state && r.state->state == bad) return Writable{false, word(bad), parse_time(r.state->at, "UTC"), r.state->source};
  return {};
}

}  // namespace

Writable may_mail(const Reach& email) {
  if (auto why = obstacle(email, ContactState::bounced)) return *why;
  bool refused = false;
  const ConsentWord* newest = nullptr;
  for (const ConsentWord& w : email.words) {
    if (!w.opt_in || !w.standing || w.value != email.main) continue;
    if (!w.may_feed) refused = true;
    else if (!newest || std::tie(w.at, w.source) > std::tie(newest->at, newest->source)) newest = &w;
  }
  if (newest) return {true, "ok", newest->at, newest->source};
  if (!email.may_feed && email.gone) return no("gone");
  return no(refused || !email.may_feed ? "purpose" : "no_consent");
}

Writable may_post(const Reach& address) {
  if (auto why = obstacle(address, ContactState::returned)) return *why;
  if (!address.may_feed) return no(address.gone ? "gone" : "purpose");
  if (!address.reached) return no("no_house");
  return {true, "ok", {}, {}};
}

KeptVerdict kept_verdict(const Row& row, std::string_view channel) {
  static const Table& t = table(TableId::mailing);
  auto text = [&](std::string_view column) { return row.cells.empty() ? std::string() : row.cells[t.at(fmt::format("{}_{}", channel, column))].value_or(""); };
  KeptVerdict out{text("ok") == "t", text("code"), text("since"), text("source"), {}};
  if (out.code.empty()) out.code = "undecided";
  auto known = [](const std::string& said) { return said.empty() ? "—" : said; };
  out.reason = {(channel == "post" ? "merge.post_" : "merge.mail_") + out.code, {{"since", known(out.since)}, {"source", known(out.source)}}};
  return out;
}

}  // namespace musubi
