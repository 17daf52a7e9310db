#include <algorithm>
#include <array>
#include <cmath>

#include "connectors/http/manifest/part.hpp"
#include "connectors/http/manifest/stop_condition.hpp"
#include "connectors/http/template/python_literal.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

constexpr std::array<std::string_view, 3> kActions = {"RESET_PAGINATION", "REDUCE_PAGE_SIZE", "SPLIT_REQUEST_WINDOW"};

/// The response filters of a requester that ask for one of these actions.
void filters_with(const Part& handler, std::string_view action, std::vector<Part>& out, int depth = 0) {
  for (const Part& inner : depth < 10 ? handler.children("error_handlers") : std::vector<Part>())
    filters_with(inner, action, out, depth + 1);
  for (const Part& filter : handler.children("response_filters"))
    if (filter.plain("action") == action) out.push_back(filter);
}

std::vector<Part> filters_with(const Part& requester, std::string_view action) {
  std::vector<Part> out;
  filters_with(requester.child("error_handler"), action, out);
  return out;
}

void refuse_action(const Part& requester, std::string_view action) {
  for (const Part& filter : filters_with(requester, action)) filter.lacks_at("action", "only_of_retrievers", {{"what", std::string(action)}});
}

/// A number that stands in a manifest; not at least `least`, or not above it, is noted.
double number(const Part& part, const std::string& name, double otherwise, double least, bool above = false) {
  const Json* found = part.find(name);
  if (!found) return otherwise;
  const Json meant = found->is_string() ? read_literal(found->get_ref<const std::string&>()).value_or(*found) : *found;
  const double value = meant.is_number() ? meant.get<double>() : NAN;
  if (!(above ? value > least : value >= least)) {
    std::string shown = std::to_string(least);
    shown.resize(shown.find('.'));
    part.lacks_at(name, above ? "no_number_above" : "no_number_from", {{"least", shown}});
    return otherwise;
  }
  return value;
}

int64_t count(const Part& part, const std::string& name, int64_t otherwise, int64_t least) {
  const int64_t value = part.whole(name, otherwise);
  if (value < least) part.lacks_at(name, "no_number_from", {{"least", std::to_string(least)}});
  return std::max(value, least);
}

std::string chosen(const Part& part, const std::string& name, const std::string& otherwise, const std::vector<std::string>& known) {
  const std::string value = part.plain(name, otherwise);
  std::string all;
  for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
  if (std::ranges::find(known, value) == known.end()) part.lacks_at(name, "none_of", {{"value", value}, {"known", all}});
  return value;
}

PageReset compile_reset(const Part& part, const Part& retriever) {
  PageReset out;
  out.by_cursor = chosen(part, "action", "", {"RESET", "SPLIT_USING_CURSOR"}) == "SPLIT_USING_CURSOR";
  Part limits = part.child("limits");
  if (limits.is_null()) return out;
  if (limits.has("number_of_records")) out.records = count(limits, "number_of_records", 1, 1);
  if (retriever.child("record_selector").has("record_filter")) part.lacks_at("limits", "not_beside", {{"what", "record_filter"}});
  return out;
}

/// A smaller page is asked for only where the next one does not depend on its size.
void judge_paginator(const Part& part, const Part& paginator, const Paginator& of, const PageReduction& by) {
  if (of.kind == Paginator::Kind::none) return part.lacks("wants", {{"what", "DefaultPaginator"}});
  if (of.kind == Paginator::Kind::page) return part.lacks("not_beside", {{"what", "PageIncrement"}});
  if (!of.size_option) paginator.lacks_at("page_size_option", "needed_by", {{"what", "page_size_reduction"}});
  if (of.token_is_path) paginator.lacks_at("page_token_option", "not_beside", {{"what", "page_size_reduction"}});
  Part strategy = paginator.child("pagination_strategy");
  if (!of.page_size) return strategy.lacks_at("page_size", "needed_by", {{"what", "page_size_reduction"}});
  const Json size = read_literal(of.page_size->source()).value_or(nullptr);
  if (of.page_size->is_plain() && size.is_number_integer() && size.get<int64_t>() <= by.smallest)
    strategy.lacks_at("page_size", "no_number_above", {{"least", std::to_string(by.smallest)}});
  if (of.kind == Paginator::Kind::cursor && of.stop.given() && stops_at_smaller_pages(*of.stop.parsed(), by.smallest))
    strategy.lacks_at("stop_condition", "stops_at_smaller");
}

PageReduction compile_reduction(const Part& part, const Part& retriever, const Stream& of) {
  PageReduction out;
  out.factor = number(part, "reduction_factor", 2, 1, true);
  out.smallest = count(part, "minimum_page_size", 1, 1);
  out.most = count(part, "max_attempts", 5, 1);
  out.seconds = number(part, "backoff_seconds", 0.5, 0);
  out.unchanged = count(part, "retries_at_minimum_page_size", 0, 0);
  out.restores = chosen(part, "reset_policy", "NEVER", {"NEVER", "AFTER_SUCCESSFUL_PAGE"}) != "NEVER";
  out.advice = part.plain("failure_message");
  judge_paginator(part, retriever.child("paginator"), of.paginator, out);
  return out;
}

/// The shortest time that a format can tell; nothing where it tells none.
std::optional<int64_t> unit_of(const std::string& format) {
  constexpr std::array<std::pair<std::string_view, int64_t>, 11> units = {{{"%epoch_microseconds", 1},
                                                                           {"%s_as_float", 1},
                                                                           {"%f", 1},
                                                                           {"%_ms", 1000},
                                                                           {"%ms", 1000},
                                                                           {"%S", kSecond},
                                                                           {"%s", kSecond},
                                                                           {"%M", 60 * kSecond},
                                                                           {"%H", 3600 * kSecond},
                                                                           {"%I", 3600 * kSecond},
                                                                           {"%d", kDay}}};
  for (const auto& [directive, unit] : units)
    if (format.find(directive) != format.npos) return unit;
  return std::nullopt;
}

WindowSplitting compile_splitting(const Part& part, const Part& incremental, const Stream& of) {
  WindowSplitting out;
  out.advice = part.plain("failure_message");
  if (part.has("min_split_window")) {
    const std::string text = part.plain("min_split_window");
    const auto span = parse_duration(text);
    if (!span)
      part.lacks_at("min_split_window", "bad_duration_named", {{"value", text}});
    else if (span->months != 0 || span->micros <= 0)
      part.lacks_at("min_split_window", "no_fixed_length", {{"value", text}});
    else
      out.smallest = span->micros;
  }
  if (!of.cursor || of.cursor->counts) return part.lacks("wants", {{"what", "DatetimeBasedCursor"}}), out;
  if (of.cursor->client_side) incremental.lacks_at("is_client_side_incremental", "not_beside", {{"what", "request_window_splitting"}});
  const auto& granularity = of.cursor->granularity;
  const std::string text = incremental.plain("cursor_granularity");
  if (text.empty())
    incremental.lacks_at("cursor_granularity", "needed_by", {{"what", "request_window_splitting"}});
  else if (granularity && (granularity->months != 0 || granularity->micros <= 0))
    incremental.lacks_at("cursor_granularity", "no_fixed_length", {{"value", text}});
  else if (granularity && granularity->micros < unit_of(of.cursor->format).value_or(0))
    incremental.lacks_at("cursor_granularity", "finer_than_format", {{"format", of.cursor->format}});
  return out;
}

bool adds_up(const Extraction& of) {
  return of.combined && (!of.combined->first_match || std::ranges::any_of(of.combined->all, adds_up));
}

/// A page of several places is as long as all of them: an offset would pass over what was not read. And parts of an answer
/// that is read as it arrives come one by one.
void judge_combined(const Part& retriever, const Stream& of) {
  const Part extractor = retriever.child("record_selector").child("extractor");
  if (adds_up(of.selector) && of.paginator.kind == Paginator::Kind::offset) extractor.lacks_at("mode", "not_beside", {{"what", "OffsetIncrement"}});
  const Decoder& by = of.decoder;
  const bool arrives = by.gzip || !by.items.empty() || (by.kind != Decoder::Kind::json && by.kind != Decoder::Kind::xml);
  if (of.selector.combined && arrives) retriever.lacks_at("decoder", "not_beside", {{"what", "CombinedExtractor"}});
}

}  // namespace

void refuse_reading_again(const Part& requester) {
  for (std::string_view action : kActions) refuse_action(requester, action);
}

void refuse_beginning_anew(const Part& retriever, const std::string& of) {
  if (retriever.has("pagination_reset")) retriever.lacks_at("pagination_reset", "not_beside", {{"what", of}});
  refuse_action(retriever.child("requester"), kActions[0]);
}

ReadingAgain compile_reading_again(const Part& retriever, const Part& incremental, const Stream& of) {
  ReadingAgain out;
  judge_combined(retriever, of);
  const Part requester = retriever.child("requester");
  const auto resets = filters_with(requester, kActions[0]);
  if (retriever.has("pagination_reset")) out.reset = compile_reset(retriever.child("pagination_reset"), retriever);
  if (retriever.has("page_size_reduction"))
    out.reduction = compile_reduction(retriever.child("page_size_reduction"), retriever, of);
  else if (!filters_with(requester, kActions[1]).empty())
    retriever.lacks_at("page_size_reduction", "needed_by", {{"what", "REDUCE_PAGE_SIZE"}});
  if (retriever.has("request_window_splitting"))
    out.splitting = compile_splitting(retriever.child("request_window_splitting"), incremental, of);
  else if (!filters_with(requester, kActions[2]).empty())
    retriever.lacks_at("request_window_splitting", "needed_by", {{"what", "SPLIT_REQUEST_WINDOW"}});
  if (of.requester.properties && (out.reduction || out.splitting))
    retriever.lacks_at(out.reduction ? "page_size_reduction" : "request_window_splitting", "not_beside", {{"what", "QueryProperties"}});
  out.restarts = out.reset || out.splitting || !resets.empty();
  return out;
}

}  // namespace musubi::http
