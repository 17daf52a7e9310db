// What the mails of an account turned out to be, so that reading one stream spares the others the mails that are not theirs.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/mail/delivery.hpp"

namespace musubi::mail {

/// Lives as long as the connector is open; 8 bytes a mail.
class Sorted {
 public:
  /// nullopt where the mail has not been read yet.
  std::optional<Streams> streams(const std::string& folder, uint32_t validity, uint32_t uid) const;
  void keep(const std::string& folder, uint32_t validity, uint32_t uid, Streams streams);

 private:
  struct Mails {
    uint32_t validity = 0;
    std::vector<std::pair<uint32_t, Streams>> by_uid;
  };
  std::map<std::string, Mails> folders_;
};

}  // namespace musubi::mail
