#include "connectors/mail/imap/account_run.hpp"

#include <algorithm>
#include <limits>

#include "connectors/mail/fail.hpp"
#include "connectors/mail/hash.hpp"
#include "connectors/mail/imap/fetch.hpp"
#include "connectors/mail/imap/uid_state.hpp"

namespace musubi::mail {
namespace {

/// UIDs listed at first in one go; more where folders have wide gaps.
constexpr uint64_t kFirstWindow = 2000, kWidestWindow = 1'000'000;
constexpr uint64_t kPageBytes = 8 * 1024 * 1024, kHeaderKept = 16 * 1024;
/// Where other mails are looked for, and how many of them are tried, to learn whether a server gives any.
constexpr uint64_t kNeighbours = 1000, kMostAsked = 3;

/// No reply needs more: a mail that is just too big, or a header, and what else stands in it.
uint64_t longest_literal(const Settings& settings) {
  return settings.max_size + 64 * 1024;
}

class AccountRun {
 public:
  AccountRun(const Host& host, const Settings& settings, std::string_view stream, std::string_view state, Sorted& sorted)
      : settings_(settings),
        account_(*settings.account),
        sorted_(sorted),
        state_(state, in_hex(hash_of(settings.fingerprint))),
        delivery_(host, settings, std::string(stream)),
        session_(host, account_, longest_literal(settings)) {}

  void run() {
    for (const Folder& folder : chosen_folders(folders_of(session_), account_.folders, account_.endpoint())) read(folder);
    delivery_.checkpoint(state_.at_end());
    session_.log_out();
  }

 private:
  void read(const Folder& folder) {
    auto open = examine(session_, folder, account_);
    if (!open) return;
    folder_ = &folder;
    given_ = 0;
    validity_ = open->validity;
    uint64_t next = uint64_t{state_.read_up_to(folder.wire, validity_)} + 1, window = kFirstWindow;
    state_.set(folder.wire, validity_, static_cast<uint32_t>(next - 1));
    while (next <= open->last) {
      uint64_t last = std::min(open->last, next + window - 1);
      std::vector<Listed> listed = list_mails(session_, next, last);
      take_listed(listed);
      read_up_to(last);
      if (listed.size() < window / 4) window = std::min(window * 2, kWidestWindow);
      if (listed.size() > kFirstWindow) window = std::max(window / 2, kFirstWindow);
      next = last + 1;
    }
  }

  bool arrived_too_early(const Listed& mail) const {
    std::string day = account_.since.empty() ? "" : day_of(mail.arrived);
    return !day.empty() && day < account_.since;
  }

  bool is_wanted(const Listed& mail) const {
    if (mail.draft || arrived_too_early(mail)) return false;
    auto known = sorted_.streams(folder_->wire, validity_, mail.uid);
    return !known || (*known & stream_bit(delivery_.stream()));
  }

  void take_listed(const std::vector<Listed>& listed) {
    uint64_t bytes = 0;
    for (const Listed& mail : listed) {
      if (!is_wanted(mail)) continue;
      bool big = mail.size > settings_.max_size;
      if (page_.size() >= account_.page_size || (!page_.empty() && (big || bytes + mail.size > kPageBytes))) {
        take_page();
        bytes = 0;
      }
      if (big) {
        hold_big(mail);
        continue;
      }
      page_.push_back(mail.uid);
      arrived_[mail.uid] = header_date(mail.arrived);
      bytes += mail.size;
    }
    take_page();
  }

  void take_page() {
    if (page_.empty()) return;
    try {
      fetch_page();
    } catch (const Failure&) {
      keep_what_came();
      throw;
    }
    read_up_to(page_.back());
    page_.clear();
    arrived_.clear();
    taken_.clear();
  }

  /// One refused mail makes some servers refuse all that is asked for with it, others leave it out, and one that is unwell refuses whatever it
  /// is asked. So a mail is held only where it is not given alone, twice, is still listed, and another one is given.
  void fetch_page() {
    if (fetch(page_)) return;
    std::vector<uint32_t> refused;
    for (uint32_t uid : page_)
      if (!taken_.contains(uid) && !fetch({uid})) refused.push_back(uid);
    for (uint32_t uid : refused) {
      if (fetch({uid}) || list_mails(session_, uid, uid).empty()) continue;
      if (!serves_others()) transient_failure("server_unwell", {{"endpoint", account_.endpoint()}, {"code", "NO"}});
      delivery_.hold(folder_->name + " UID " + std::to_string(uid), place(uid), "cannot_fetch");
    }
  }

  bool gives(uint32_t uid) {
    bool given = false;
    fetch_mails(session_, account_, {uid}, 1, [&](uint32_t, const std::string&) { given = true; });
    return given;
  }

  /// Whether another mail of the folder can be had now; of one that is alone in it, its header.
  bool serves_others() {
    if (given_ && gives(given_)) return true;
    uint64_t first = page_.front(), last = page_.back();
    std::vector<Listed> others;
    auto add = [&](uint64_t from, uint64_t to) {
      if (from <= to)
        for (Listed& mail : list_mails(session_, from, to)) others.push_back(std::move(mail));
    };
    add(last + 1, std::min<uint64_t>(last + kNeighbours, std::numeric_limits<uint32_t>::max()));
    add(first > kNeighbours ? first - kNeighbours : 1, first - 1);
    if (others.empty() && !given_) return !fetch_beginning(session_, account_, page_.front(), 1).empty();
    others.resize(std::min<size_t>(others.size(), kMostAsked));
    return std::any_of(others.begin(), others.end(), [&](const Listed& mail) { return gives(mail.uid); });
  }

  /// The connection broke: the next try begins behind the mails that came one after the other.
  void keep_what_came() {
    size_t came = 0;
    while (came < page_.size() && taken_.contains(page_[came])) ++came;
    if (came) read_up_to(page_[came - 1]);
  }

  void read_up_to(uint64_t uid) {
    state_.set(folder_->wire, validity_, static_cast<uint32_t>(uid));
    if (delivery_.sent()) delivery_.checkpoint(state_.so_far());
  }

  bool fetch(const std::vector<uint32_t>& uids) {
    return fetch_mails(session_, account_, uids, settings_.max_size + 1, [&](uint32_t uid, const std::string& bytes) {
      sorted_.keep(folder_->wire, validity_, uid, delivery_.take(bytes, place(uid), folder_->role == "sent", arrived_[uid]));
      taken_.insert(uid);
      given_ = uid;
    });
  }

  /// Only its header is fetched, for those who look at what is held.
  void hold_big(const Listed& mail) {
    sorted_.keep(folder_->wire, validity_, mail.uid, kMessages);
    if (delivery_.stream() == "messages")
      delivery_.hold(fetch_beginning(session_, account_, mail.uid, kHeaderKept), place(mail.uid), "too_big", {{"size", std::to_string(mail.size)}});
  }

  Place place(uint32_t uid) const { return {uid, folder_->name, {}}; }

  const Settings& settings_;
  const Account& account_;
  Sorted& sorted_;
  UidState state_;
  Delivery delivery_;
  Session session_;
  const Folder* folder_ = nullptr;
  uint32_t validity_ = 0;
  std::vector<uint32_t> page_;
  std::map<uint32_t, std::string> arrived_;  // of the page
  std::set<uint32_t> taken_;
  uint32_t given_ = 0;  // a mail of the folder that came
};

}  // namespace

void check_account(const Host& host, const Settings& settings) {
  const Account& account = *settings.account;
  Session session(host, account, longest_literal(settings));
  for (const Folder& folder : chosen_folders(folders_of(session), account.folders, account.endpoint())) examine(session, folder, account);
  session.log_out();
}

void run_account(const Host& host, const Settings& settings, std::string_view stream, std::string_view state, Sorted& sorted) {
  // No mail is a notification where no form is known.
  if (stream == "forms" && settings.forms.empty()) return host.checkpoint(stream, UidState(state, in_hex(hash_of(settings.fingerprint))).so_far());
  AccountRun(host, settings, stream, state, sorted).run();
}

}  // namespace musubi::mail
