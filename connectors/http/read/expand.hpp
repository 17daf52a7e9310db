// The elements of a list inside of a record, as records of their own.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/manifest/expander.hpp"
#include "connectors/http/request/session.hpp"
#include "core/sdk/tally.hpp"

namespace musubi::http {

class Reader;

class Expanding {
 public:
  using Each = std::function<void(std::string_view record)>;

  /// All outlive it; `stream`: for messages. Throws Trouble.
  Expanding(Session& session, const Expander& of, const std::string& stream);
  ~Expanding();

  /// Gives each of the records (JSON) that a record (valid JSON) becomes. A list that the record says is cut off is asked for
  /// whole, where the manifest says how, and waited for; a list that stays short is told in the log. Throws as SliceRead::move.
  void expand(std::string_view record, const Each& each);

 private:
  struct Parent;
  size_t give_whole_list(const Parent& parent, const Each& each);
  void give(const Parent& parent, std::string_view item, const Each& each) const;
  void tell_short(Tally& tally, const char* id, const Parent& parent, size_t count);

  Session& session_;
  const Expander& of_;
  const std::string& stream_;
  std::vector<std::string> path_, cut_at_;
  struct Copied {
    std::vector<std::string> from, to;
  };
  std::vector<Copied> copied_;
  std::unique_ptr<Reader> list_;
  Tally cut_, short_;
};

}  // namespace musubi::http
