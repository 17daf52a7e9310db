// A bulk export as a component: a job that is made, asked after until it is done, downloaded and deleted.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// An AsyncRetriever but for its download, which is the stream's own requester, decoder, selector and paginator.
struct Job {
  enum class Status { running, completed, failed, timed_out, skipped };

  Requester creation, polling;
  std::optional<Requester> targets, abort, deletion;  // targets: whose answer names what is to be downloaded
  Decoder decoder;                                    // of all answers but the downloads
  std::vector<Interpolated> status_path;
  std::optional<std::vector<Interpolated>> target_path;  // none: one download without a target
  std::map<std::string, Status> statuses;                // by the source's own words
  std::optional<Interpolated> timeout;                   // minutes
  std::optional<Interpolated> retry_wait;                // seconds before a job that has failed is made anew
};

}  // namespace musubi::http
