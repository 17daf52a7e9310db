// The XML that an S3 store answers with.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/remote/remote.hpp"

namespace musubi::file {

struct S3Listing {
  bool is_one = false;            // well-formed, and a listing
  std::vector<RemoteFile> files;  // and folders
  std::string next;               // the token of the next page, "" = there is none
};
/// A page of ListObjectsV2 with encoding-type=url.
S3Listing read_s3_listing(std::string_view body);

struct S3Trouble {
  std::string code, region;
};
/// Empty where the body is no error of a store.
S3Trouble read_s3_trouble(std::string_view body);

}  // namespace musubi::file
