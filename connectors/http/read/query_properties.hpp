// Pages whose properties are named in their requests, perhaps in several.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "connectors/http/manifest/query_properties.hpp"
#include "connectors/http/read/reader.hpp"

namespace musubi::http {

/// Which properties each request of a page names, one after the other; empty where the manifest says nothing of properties.
/// Where an endpoint lists them, it is asked and waited for. Throws Failure, Stopped, Trouble.
std::vector<std::vector<std::string>> property_chunks(Session& session, const Stream& stream);

/// One page that comes by several requests: records with the same key are one, in the order in which the first of each came.
/// Those without a key go on at once.
class MergedPage {
 public:
  /// `chunking` outlives it; `wants_last`: whether anybody asks for the last record.
  MergedPage(const QueryProperties::Chunking& chunking, EachRecord each, bool wants_last);

  void take(Record& record);
  /// One request of the page has been answered: so many records, before any filter, under this name.
  void add_part(size_t records, std::string_view name);
  /// No request of the page is left: hands its records on, and begins anew. What the paginator is to know of it replaces what
  /// `last` says of the last answer alone; gives the name of the whole.
  std::string finish(Reader::Page& last);
  /// Its requests begin anew, from the first on: what of it was not handed on is forgotten.
  void drop();

 private:
  struct Merged {
    Json tree = Json::object();
    bool gone = false;
  };
  std::string key_of(const Record& record) const;
  void hand_on(Record& record);

  const QueryProperties::Chunking& chunking_;
  const EachRecord each_;
  const bool wants_last_;
  std::vector<Merged> merged_;
  std::map<std::string, size_t> places_;  // by key
  size_t most_records_ = 0, handed_on_ = 0;
  std::string name_;
  Json last_ = nullptr;
};

}  // namespace musubi::http
