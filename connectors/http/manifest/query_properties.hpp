// The properties that the requests of a stream name: all at once, or shared out among several requests for each page, whose
// records are put together by a key.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "connectors/http/manifest/part.hpp"

namespace musubi::http {

struct QueryProperties {
  std::vector<std::string> listed;         // without an endpoint
  std::shared_ptr<const Stream> endpoint;  // each of its records names one; null: they are listed
  std::vector<Interpolated> name_path;     // where in such a record
  std::vector<std::string> always;         // in every request
  std::string parameter;                   // of a request, which takes them, parted by commas; "" = templates alone do
  bool of_schema = false;                  // only those that the stream's schema has,
  std::vector<Transformation> schema_edits;  // once it was changed by these
  struct Chunking {
    bool by_characters = false;             // of their names and what parts them; else by their number
    int64_t limit = 0;                      // of one request; 0: none
    std::vector<std::string> key = {"id"};  // records of a page in which these are the same are one
  };
  std::optional<Chunking> chunking;
};

/// Whether a value among request_parameters is such.
bool is_query_properties(const Json& value);
/// What a requester says of properties; null where it says nothing.
std::shared_ptr<const QueryProperties> compile_query_properties(const Part& requester);
/// Lets the requests of a stream, whose schema nobody has chosen from, name all properties.
void want_all_properties(Stream& stream);
/// The member `retriever` of a component as a stream that is read by itself.
Stream compile_retriever_of(const Part& component, const std::string& name);

}  // namespace musubi::http
