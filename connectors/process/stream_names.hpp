// Whose a record, state or status is, by the name that the program gives it.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/process/stream.hpp"

namespace musubi::process {

/// Whether two names are one but for a namespace or prefix before one of them ("public.customers",
/// "customers"), for the sign that parts it and for the case of ASCII letters.
bool is_akin(std::string_view a, std::string_view b);

/// The names under which one stream that is read comes. Some programs give records another name than their
/// catalogue has: without the namespace, or with a prefix. As the stream is selected alone, such a name is
/// taken for it, unless it is that of another stream of the catalogue or the stream's own name comes too. The
/// streams must outlive it.
class StreamNames {
 public:
  /// `with`: what is read beside it; `all`: the whole catalogue.
  StreamNames(const Stream& stream, const std::vector<Stream>& with, const std::vector<Stream>& all)
      : stream_(stream), with_(with), all_(all) {}

  /// Singer: the program has given a schema under this name.
  void has_schema(const std::string& name);
  /// Whether a record of this name is the stream's. Throws Failure MU_DATA where records come both under the
  /// stream's name and under one that was taken for it.
  bool takes_record(const std::string& name);
  /// Whether a state, status or version of this name is the stream's.
  bool is_ours(const std::string& name) const;
  /// The name that was taken for the stream's; "" = none.
  const std::string& taken() const { return taken_; }
  /// A name that records came under, and that nobody knows, while none came under the stream's; "" = none.
  std::string stranger() const;

 private:
  bool is_exact(const std::string& name) const;
  bool is_in_catalogue(const std::string& name) const;
  bool is_beside(const std::string& name) const;
  bool judge(const std::string& name);

  const Stream& stream_;
  const std::vector<Stream>&with_, &all_;
  std::set<std::string> schemas_;
  bool own_schema_ = false, own_record_ = false;
  std::string taken_, stranger_;
  std::optional<std::string> last_;  // as the last record was called, and whether it was ours
  bool last_ours_ = false;
};

}  // namespace musubi::process
