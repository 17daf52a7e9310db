#include <array>
#include <utility>

#include "connectors/http/manifest/job.hpp"
#include "connectors/http/manifest/part.hpp"

namespace musubi::http {
namespace {

/// What a CSV says where it says nothing, for a ResponseToFileExtractor: the words of the library that reads it there.
constexpr std::array no_values = {"",     "#N/A", "#N/A N/A", "#NA",  "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
                                  "<NA>", "N/A",  "NA",       "NULL", "NaN",     "None",     "n/a",  "nan",  "null"};

constexpr std::array<std::pair<const char*, Job::Status>, 5> meanings = {{{"running", Job::Status::running},
                                                                          {"completed", Job::Status::completed},
                                                                          {"failed", Job::Status::failed},
                                                                          {"timeout", Job::Status::timed_out},
                                                                          {"skipped", Job::Status::skipped}}};

std::map<std::string, Job::Status> compile_statuses(const Part& part) {
  std::map<std::string, Job::Status> out;
  for (const auto& [name, status] : meanings) {
    if (!part.has(name) && status != Job::Status::skipped) part.lacks_at(name, "missing");
    for (const std::string& word : part.plains(name, Takes::numbers))
      if (!out.emplace(word, status).second) part.lacks_at(name, "status_again", {{"value", word}});
  }
  return out;
}

std::optional<Requester> maybe_requester(const Part& part) {
  return part.is_null() ? std::nullopt : std::optional(compile_requester(part));
}

/// A CSV on its way through a file: packed or not, whatever the download's decoder says.
Decoder csv_of_file(const Part& part) {
  Decoder out;
  out.kind = Decoder::Kind::csv;
  out.gzip = out.drops_nuls = true;
  if (part.flag("preserve_na_values"))
    out.nulls = {""};
  else
    out.nulls.assign(no_values.begin(), no_values.end());
  return out;
}

/// Only a stream's own pages are asked for otherwise, or in several requests.
void judge_request(const Part& requester, const Requester& of) {
  if (requester.is_null()) return;
  refuse_reading_again(requester);
  if (of.properties) requester.lacks_at("request_parameters", "unsupported_named", {{"what", "QueryProperties"}});
}

void judge_requests(const Part& part, const Job& job, const Requester& download) {
  judge_request(part.child("creation_requester"), job.creation);
  judge_request(part.child("polling_requester"), job.polling);
  if (job.targets) judge_request(part.child("download_target_requester"), *job.targets);
  judge_request(part.child("download_requester"), download);
  if (job.abort) judge_request(part.child("abort_requester"), *job.abort);
  if (job.deletion) judge_request(part.child("delete_requester"), *job.deletion);
}

void compile_download(const Part& part, Stream& into) {
  into.requester = compile_requester(part.child("download_requester"));
  into.decoder = compile_decoder(part.child("download_decoder"));
  into.paginator = compile_paginator(part.child("download_paginator"));
  into.selector = compile_selector(part.child("record_selector"));
  into.selector.after_paging = true;
  const Part extractor = part.child("download_extractor");
  static_cast<Extraction&>(into.selector) = {};
  if (extractor.type() == "ResponseToFileExtractor")
    into.decoder = csv_of_file(extractor);
  else if (!extractor.is_null())
    static_cast<Extraction&>(into.selector) = compile_extraction(extractor);
}

}  // namespace

void leave_to_requesters(std::vector<Router>& routers) {
  for (Router& router : routers) {
    router.option.reset();
    for (Router::Parent& parent : router.parents) parent.option.reset();
  }
}

void leave_to_requesters(DatetimeCursor& cursor) {
  cursor.start_option.reset();
  cursor.end_option.reset();
  cursor.client_side = cursor.is_data_feed = false;
}

void compile_job(const Part& part, Stream& into) {
  auto job = std::make_shared<Job>();
  job->creation = compile_requester(part.child("creation_requester"));
  job->polling = compile_requester(part.child("polling_requester"));
  job->targets = maybe_requester(part.child("download_target_requester"));
  job->abort = maybe_requester(part.child("abort_requester"));
  job->deletion = maybe_requester(part.child("delete_requester"));
  job->decoder = compile_decoder(part.child("decoder"));
  job->status_path = compile_record_path(part.child("status_extractor"));
  if (part.has("download_target_extractor"))
    job->target_path = compile_record_path(part.child("download_target_extractor"));
  else if (job->targets)
    part.lacks_at("download_target_extractor", "needed_by", {{"what", "download_target_requester"}});
  job->statuses = compile_statuses(part.child("status_mapping"));
  job->timeout = part.maybe_text("polling_job_timeout", Takes::numbers);
  job->retry_wait = part.maybe_text("failed_retry_wait_time_in_seconds", Takes::numbers);
  compile_download(part, into);
  judge_requests(part, *job, into.requester);
  into.job = std::move(job);
}

}  // namespace musubi::http
