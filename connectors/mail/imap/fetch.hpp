// Looking into a folder: opened read-only, and no mail is marked as read (EXAMINE, BODY.PEEK).
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/imap/folders.hpp"

namespace musubi::mail {

struct OpenFolder {
  uint32_t validity = 0;  // as long as it stays, a UID means the same mail
  uint64_t last = 0;      // the highest UID there is, or could have been; 0 in an empty folder
};

/// What a server tells of a mail before it is fetched.
struct Listed {
  uint32_t uid = 0;
  uint64_t size = 0;
  bool draft = false;
  std::string arrived;  // INTERNALDATE: "17-Jul-2026 02:44:25 +0900", "" where it is not told
};

/// nullopt where the folder is gone meanwhile. Throws as Session::command does, and Failure MU_CONFIG where it may not be read.
std::optional<OpenFolder> examine(Session& session, const Folder& folder, const Account& account);

/// The mails from `first` to `last`, by UID. Throws as Session::ask does.
std::vector<Listed> list_mails(Session& session, uint64_t first, uint64_t last);

/// Calls `take` with each of these mails that is still there, in whatever order, and at most `most` of its bytes. False where the server
/// leaves some of them out or refuses them; where it says that it could give them later, Failure MU_TRANSIENT or MU_RATE is thrown.
using TakeMail = std::function<void(uint32_t uid, const std::string& bytes)>;
bool fetch_mails(Session& session, const Account& account, const std::vector<uint32_t>& uids, uint64_t most, const TakeMail& take);

/// The first `most` bytes of a mail's header; "" where the mail is gone or the header is refused. Throws as fetch_mails does.
std::string fetch_beginning(Session& session, const Account& account, uint32_t uid, uint64_t most);

/// "5,7:9": the ranges of ascending UIDs. Pure.
std::string ranges_of(const std::vector<uint32_t>& uids);

/// "17-Jul-2026 02:44:25 +0900" as "2026-07-17"; "" where it is no date. Pure.
std::string day_of(std::string_view internal_date);

/// The same as header fields write it: "17 Jul 2026 02:44:25 +0900". Pure.
std::string header_date(std::string internal_date);

}  // namespace musubi::mail
