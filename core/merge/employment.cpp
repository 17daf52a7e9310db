#include "core/merge/employment.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/merge/candidate.hpp"

namespace musubi::merging {
namespace {

// Keys of company, department and title; "" for what is not said.
using PostKey = std::tuple<std::string, std::string, std::string>;

struct Post {
  std::string company, department, title, decides;  // as shown
  std::string since, last_confirmed;                // ISO dates, "" unknown
  const Profile* best = nullptr;                    // the version whose spelling is shown
  bool best_is_now = false;
};

std::string key_of(const Stated* s) {
  return s ? identity(*s) : "";
}
std::string text_of(const Stated* s) {
  return s ? shown(*s) : "";
}

std::string day(const std::optional<Time>& t, std::string_view zone) {
  return t ? format_local(*t, zone).substr(0, 10) : "";
}

bool is_better(const Profile& p, bool now, const std::string& seen, const Post& post) {
  if (!post.best) return true;
  auto rank = [](const Profile& x, bool current) { return std::tuple(x.entered_by, !current, x.key); };
  if (seen != post.last_confirmed) return seen > post.last_confirmed;
  return rank(p, now) < rank(*post.best, post.best_is_now);
}

std::string golden_text(const Customer& customer, Field f) {
  for (const Golden& g : customer.values)
    if (g.value.field == f) return shown(g.value);
  return "";
}

std::string golden_key(const Customer& customer, Field f) {
  for (const Golden& g : customer.values)
    if (g.value.field == f) return identity(g.value);
  return "";
}

std::array<std::string, 3> golden_texts(const Customer& customer) {
  return {golden_text(customer, Field::company), golden_text(customer, Field::department), golden_text(customer, Field::title)};
}

PostKey golden_post(const Customer& customer) {
  return {golden_key(customer, Field::company), golden_key(customer, Field::department),
          golden_key(customer, Field::title)};
}

// What stewards accepted of proposals about the employment: by the day from which it holds, the words on company, department and title that
// hold by then; and the days from which the employer is another one or none.
struct Accepted {
  struct Step {
    std::array<const Pin*, 3> pins{};
    const Profile* on = nullptr;
  };
  std::map<std::string, Step> steps;
  std::set<std::string> employer_days;
};

// The words on a field that say since when, the last first; up to one that says nothing of it.
std::vector<std::pair<const Pin*, const Member*>> dated_pins(const std::vector<Member>& members, Field f) {
  std::vector<std::pair<const Pin*, const Member*>> out;
  for (const auto& one : pins_on(members, f)) {
    if (one.first->since.empty()) break;
    if (out.empty() || one.first->since < out.back().first->since) out.push_back(one);
  }
  return out;
}

Accepted accepted(const std::vector<Member>& members) {
  constexpr std::array of{Field::company, Field::department, Field::title};
  Accepted out;
  std::array<std::vector<std::pair<const Pin*, const Member*>>, of.size()> words;
  for (size_t i = 0; i < of.size(); ++i) {
    words[i] = dated_pins(members, of[i]);
    for (auto [pin, member] : words[i]) {
      out.steps[pin->since].on = &member->now;
      if (of[i] == Field::company) out.employer_days.insert(pin->since);
    }
  }
  for (auto& step : out.steps)
    for (size_t i = 0; i < of.size(); ++i) {
      auto holds = std::find_if(words[i].begin(), words[i].end(), [&](const auto& word) { return word.first->since <= step.first; });
      if (holds != words[i].end()) step.second.pins[i] = holds->first;
    }
  return out;
}

// The day on which who worked for another employer than the last one left it; "" if no word says so.
std::string employer_until(const Accepted& word, const std::string& since) {
  auto next = word.employer_days.upper_bound(since);
  if (next != word.employer_days.end()) return *next;
  return word.employer_days.contains(since) ? since : "";
}

class Posts {
 public:
  Posts(std::string_view zone, bool employer_needed) : zone_(zone), employer_needed_(employer_needed) {}

  void add(const Profile& p, bool now) {
    const Stated *company = p.value(Field::company), *department = p.value(Field::department),
                 *title = p.value(Field::title);
    PostKey key{key_of(company), key_of(department), key_of(title)};
    if (key == PostKey{} || (employer_needed_ && std::get<0>(key).empty())) return;
    std::string updated = day(p.updated_at, zone_), since = p.valid_since.empty() ? updated : p.valid_since;
    std::string seen = std::max(since, updated);
    Post& post = posts_[key];
    if (is_better(p, now, seen, post)) {
      post.company = text_of(company), post.department = text_of(department), post.title = text_of(title);
      post.decides = text_of(p.value(Field::decides));
      post.best = &p;
      post.best_is_now = now;
    }
    if (!since.empty() && (post.since.empty() || since < post.since)) post.since = since;
    post.last_confirmed = std::max(post.last_confirmed, seen);
  }

  // A statement that only says less than another one of the same employer is no post of its own.
  void drop_vague() {
    std::erase_if(posts_, [&](const auto& vague) {
      return std::any_of(posts_.begin(), posts_.end(),
                         [&](const auto& other) { return says_less(vague.first, other.first); });
    });
  }

  // What a steward accepted is a post from the day that its proposal names.
  void add_accepted(const PostKey& key, const std::array<std::string, 3>& shown, const std::string& since, const Profile& on) {
    if (key == PostKey{} || (employer_needed_ && std::get<0>(key).empty())) return;
    auto [at, fresh] = posts_.try_emplace(key);
    Post& post = at->second;
    if (fresh) {
      post.company = shown[0], post.department = shown[1], post.title = shown[2];
      post.best = &on;
    }
    if (post.since.empty() || since < post.since) post.since = since;
    post.last_confirmed = std::max(post.last_confirmed, since);
  }

  // What was accepted and changed again by later words: those that held by that day, on the post that was known by then.
  void add_step(const std::string& day, const Accepted::Step& step) {
    std::array<std::string, 3> keys, texts;
    std::string latest;
    for (const auto& [key, post] : posts_) {
      if (post.since > day || post.since < latest) continue;
      latest = post.since;
      keys = {std::get<0>(key), std::get<1>(key), std::get<2>(key)};
      texts = {post.company, post.department, post.title};
    }
    if (step.pins[0] && identity(step.pins[0]->value) != keys[0]) keys = {}, texts = {};
    for (size_t i = 0; i < keys.size(); ++i)
      if (const Pin* pin = step.pins[i]) keys[i] = identity(pin->value), texts[i] = shown(pin->value);
    add_accepted({keys[0], keys[1], keys[2]}, texts, day, *step.on);
  }

  const std::map<PostKey, Post>& all() const { return posts_; }

 private:
  static bool says_less(const PostKey& a, const PostKey& b) {
    auto within = [](const std::string& x, const std::string& y) { return x.empty() || x == y; };
    return a != b && std::get<0>(a) == std::get<0>(b) && within(std::get<1>(a), std::get<1>(b)) &&
           within(std::get<2>(a), std::get<2>(b));
  }

  std::string_view zone_;
  bool employer_needed_;
  std::map<PostKey, Post> posts_;
};

// The post the golden values name; where they were put together from several records, the latest at the
// golden employer.
PostKey current_post(const Customer& customer, const std::map<PostKey, Post>& posts) {
  PostKey golden = golden_post(customer);
  if (posts.contains(golden)) return golden;
  const std::pair<const PostKey, Post>* latest = nullptr;
  for (const auto& post : posts) {
    if (std::get<0>(post.first) != std::get<0>(golden)) continue;
    auto when = [](const Post& p) { return std::tie(p.since, p.last_confirmed); };
    if (!latest || when(latest->second) < when(post.second)) latest = &post;
  }
  return latest ? latest->first : golden;
}

std::string next_since(const std::map<PostKey, Post>& posts, const PostKey& key, const std::string& since) {
  std::string next;
  for (const auto& [other, post] : posts)
    if (!since.empty() && std::get<0>(other) == std::get<0>(key) && post.since > since &&
        (next.empty() || post.since < next))
      next = post.since;
  return next;
}

// One record's dated statement of an employer: from when it holds, and when it was said.
struct Stay {
  std::string company, since, seen;
};

std::vector<Stay> stays_of(const Member& m, std::string_view zone) {
  std::vector<Stay> out;
  auto add = [&](const Profile& p) {
    std::string updated = day(p.updated_at, zone), since = p.valid_since.empty() ? updated : p.valid_since;
    std::string company = key_of(p.value(Field::company));
    if (!company.empty() && !since.empty()) out.push_back({company, since, std::max(since, updated)});
  };
  for (const Profile& earlier : m.before) add(earlier);
  add(m.now);
  return out;
}

// When a record came to name another employer, by the employer that it named before. Two records that each stand
// by theirs end nothing: people work for two.
std::multimap<std::string, Stay> leavings(const std::vector<Member>& members, std::string_view zone) {
  std::multimap<std::string, Stay> out;
  for (const Member& m : members) {
    std::vector<Stay> stays = stays_of(m, zone);
    std::map<std::string, std::string> last;
    for (const Stay& s : stays) last[s.company] = std::max(last[s.company], s.seen);
    for (const auto& [company, seen] : last)
      for (const Stay& s : stays)
        if (s.company != company && s.seen > seen) out.emplace(company, s);
  }
  return out;
}

// The first date from which the employer was left for another one and after which nobody names it.
std::string left_on(const std::multimap<std::string, Stay>& leavings, const std::map<PostKey, Post>& posts,
                    const PostKey& key, const std::string& since) {
  std::string confirmed, out;
  for (const auto& [other, post] : posts)
    if (std::get<0>(other) == std::get<0>(key)) confirmed = std::max(confirmed, post.last_confirmed);
  auto [from, to] = leavings.equal_range(std::get<0>(key));
  for (auto at = from; at != to; ++at)
    if (at->second.seen >= confirmed && at->second.since > since && (out.empty() || at->second.since < out))
      out = at->second.since;
  return out;
}

std::optional<std::string> or_null(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

std::vector<Row> employment_rows(const Customer& customer, const std::vector<Member>& members,
                                 std::string_view zone) {
  std::vector<Row> out;
  if (customer.kind != Kind::person) return out;
  auto names_employer = [](const Profile& p) { return !key_of(p.value(Field::company)).empty(); };
  bool employer_known = std::any_of(members.begin(), members.end(), [&](const Member& m) {
    return names_employer(m.now) || std::any_of(m.before.begin(), m.before.end(), names_employer);
  });
  Posts posts(zone, employer_known);
  for (const Member& m : members) {
    posts.add(m.now, true);
    for (const Profile& earlier : m.before) posts.add(earlier, false);
  }
  posts.drop_vague();
  Accepted word = accepted(members);
  PostKey golden = golden_post(customer);
  for (const auto& [day, step] : word.steps) {
    if (day != word.steps.rbegin()->first) posts.add_step(day, step);
    else posts.add_accepted(golden, golden_texts(customer), day, *step.on);
  }
  if (posts.all().empty()) return out;
  PostKey current = current_post(customer, posts.all());
  std::multimap<std::string, Stay> left = leavings(members, zone);
  for (const auto& [key, post] : posts.all()) {
    std::string until = key == current ? "" : next_since(posts.all(), key, post.since);
    if (until.empty() && key != current) until = left_on(left, posts.all(), key, post.since);
    if (until.empty() && std::get<0>(key) != std::get<0>(golden)) until = employer_until(word, post.since);
    out.push_back(
        {{cell(customer.id), post.company, post.department, post.title, std::nullopt, or_null(post.since),
          or_null(until), or_null(post.last_confirmed), or_null(post.decides), cell(post.best->id)}});
  }
  return out;
}

}  // namespace musubi::merging
