#include <algorithm>

#include "connectors/http/manifest/expander.hpp"
#include "connectors/http/manifest/part.hpp"

namespace musubi::http {
namespace {

/// A way to one value: no step of it may be a pattern.
std::vector<Interpolated> single_path(const Part& part, const std::string& name) {
  auto out = part.steps(name);
  for (const Interpolated& step : out)
    if (step.is_plain() && step.source().find_first_of("*?[") != std::string::npos) part.lacks_at(name, "no_pattern", {{"value", step.source()}});
  return out;
}

std::shared_ptr<const Stream> compile_whole_list(const Part& retriever) {
  auto out = std::make_shared<Stream>();
  out->name = out->path = retriever.path();
  if (retriever.type() != "SimpleRetriever") {
    retriever.unknown();
    return out;
  }
  if (retriever.has("partition_router")) retriever.lacks_at("partition_router", "not_beside", {{"what", "truncated_list_retriever"}});
  refuse_beginning_anew(retriever, "truncated_list_retriever");
  out->requester = compile_requester(retriever.child("requester"));
  out->decoder = compile_decoder(retriever.child("decoder"));
  out->selector = compile_selector(retriever.child("record_selector"));
  out->paginator = compile_paginator(retriever.child("paginator"));
  out->again = compile_reading_again(retriever, retriever.child("incremental_sync"), *out);
  return out;
}

}  // namespace

Extraction compile_extraction(const Part& extractor) {
  Extraction out;
  if (extractor.type() == "CombinedExtractor") {
    auto combined = std::make_shared<Combined>();
    for (const Part& one : extractor.children("extractors")) combined->all.push_back(compile_extraction(one));
    if (combined->all.empty()) extractor.lacks_at("extractors", "missing");
    const std::string mode = extractor.plain("mode", "union");
    combined->first_match = mode == "first_match";
    if (mode != "union" && mode != "first_match") extractor.lacks_at("mode", "none_of", {{"value", mode}, {"known", "union, first_match"}});
    combined->leaves_empty = extractor.flag("skip_empty_records");
    out.combined = std::move(combined);
  } else if (extractor.type() == "DpathExtractor") {
    out.path = extractor.steps("field_path");
    if (extractor.has("record_expander")) out.expander = compile_expander(extractor.child("record_expander"));
  } else {
    extractor.unknown();
  }
  return out;
}

std::shared_ptr<const Expander> compile_expander(const Part& part) {
  auto out = std::make_shared<Expander>();
  if (part.type() != "RecordExpander") part.unknown();
  out->path = part.steps("expand_records_from_field");
  if (!part.has("expand_records_from_field")) part.lacks_at("expand_records_from_field", "missing");
  out->keeps_parent = part.flag("remain_original_record");
  out->merges_parent = part.flag("merge_parent");
  const std::string none = part.plain("on_no_records", "skip");
  out->gives_parent = none == "emit_parent";
  if (none != "skip" && none != "emit_parent") part.lacks_at("on_no_records", "none_of", {{"value", none}, {"known", "skip, emit_parent"}});
  for (const Part& field : part.children("parent_fields")) {
    out->copied.push_back({single_path(field, "parent_path"), single_path(field, "record_path")});
    if (out->copied.back().from.empty()) field.lacks_at("parent_path", "missing");
    if (out->copied.back().to.empty()) field.lacks_at("record_path", "missing");
  }
  out->cut_at = single_path(part, "truncation_indicator_path");
  if (!part.has("truncated_list_retriever")) return out;
  out->whole_list = compile_whole_list(part.child("truncated_list_retriever"));
  single_path(part, "expand_records_from_field");
  if (out->cut_at.empty()) part.lacks_at("truncation_indicator_path", "needed_by", {{"what", "truncated_list_retriever"}});
  return out;
}

}  // namespace musubi::http
