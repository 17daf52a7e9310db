// Reads one slice of a stream, page by page.
#pragma once
#include <functional>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/record.hpp"
#include "connectors/http/read/slice.hpp"
#include "connectors/http/read/text_edits.hpp"
#include "connectors/http/request/send.hpp"

namespace musubi::http {

class Reader {
 public:
  Reader(Session& session, const Stream& stream);

  /// Calls `each` with every record that the stream's filter lets through, transformed, and `page` behind
  /// each page with the token of the next (null: it was the last); where that gives false, the slice ends.
  /// `token`: where to go on. Throws Failure, Stopped, Trouble.
  void read(const Slice& slice, Json token, const std::function<void(Record&)>& each,
            const std::function<bool(const Json& next)>& page);

 private:
  struct Page;
  void take(std::string_view raw, Page& page, const Scope& scope, const std::function<void(Record&)>& each);
  void take_as_tree(std::string_view raw, Page& page, const Scope& scope,
                    const std::function<void(Record&)>& each);
  void pass(Record record, Page& page, const std::function<void(Record&)>& each) const;
  Additions additions(const Slice& slice, const Json& seen, const Scope& scope) const;
  void refuse_errors(const Page& page, const HttpAnswer& answer) const;
  Json response_for_paging(const Page& page) const;

  Session& session_;
  const Stream& stream_;
  std::vector<std::string> path_;
  std::optional<TextEdits> edits_;
  std::string edited_;
  bool wants_last_ = false, wants_response_ = false;
  std::optional<std::set<std::string>> response_members_;  // nullopt: all
};

}  // namespace musubi::http
