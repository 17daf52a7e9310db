// What a stream says under "x-musubi", which other readers of the format pass over:
//   deleted: "{{ record['archived'] }}"    a condition: the record is gone at the source
//   gone:                                  a list of what is gone, read after the stream each time
//     requester: {…}
//     record_selector: {…}                 without it, the answer's elements; a filter may leave some out
//     paginator: {…}
//     decoder: {…}
//     transformations: […]                 of its rows, where the key has another name there
//   fetch:                                 how one record is asked for by its key
//     requester: {…}                       an HttpRequester; `key` and `keys` are names of its templates
//     record_selector: {…}                 without it, the answer is the record
//     decoder: {…}
#include <algorithm>

#include "connectors/http/manifest/part.hpp"

namespace musubi::http {
namespace {

void refuse_unknown(const Part& part, const std::vector<std::string>& known) {
  const Json* parameters = part.find("$parameters");
  for (const auto& [name, value] : part.node().items())
    if (name != "type" && name != "$parameters" && std::ranges::find(known, name) == known.end() &&
        !(parameters && parameters->contains(name)))
      part.lacks_at(name, "unknown_member");
}

/// The records of `of`, asked for in another way.
Stream compile_other_way(const Part& part, const Stream& of) {
  Stream out;
  out.name = of.name;
  out.path = of.path;
  out.key = of.key;
  out.requester = compile_requester(part.child("requester"));
  refuse_reading_again(part.child("requester"));
  out.decoder = compile_decoder(part.child("decoder"));
  if (part.has("record_selector")) out.selector = compile_selector(part.child("record_selector"));
  return out;
}

Stream compile_gone_list(const Part& part, const Stream& of) {
  refuse_unknown(part, {"requester", "record_selector", "paginator", "decoder", "transformations"});
  Stream out = compile_other_way(part, of);
  compile_transformations(part, out.selector.transformations);
  out.paginator = compile_paginator(part.child("paginator"));
  return out;
}

Stream compile_single(const Part& part, const Stream& of) {
  refuse_unknown(part, {"requester", "record_selector", "decoder"});
  Stream out = compile_other_way(part, of);
  out.gone = of.gone;
  out.selector.transformations = of.selector.transformations;
  return out;
}

}  // namespace

void compile_own(const Part& part, Stream& into) {
  if (part.is_null()) return;
  if (!part.node().is_object()) return part.lacks("no_mapping");
  refuse_unknown(part, {"deleted", "gone", "fetch"});
  if (part.has("deleted")) into.gone = part.condition("deleted");
  if (into.key.empty()) return part.lacks("wants_key");
  if (part.has("gone")) into.gone_list = std::make_shared<const Stream>(compile_gone_list(part.child("gone"), into));
  if (part.has("fetch"))
    into.single = std::make_shared<const Stream>(compile_single(part.child("fetch"), into));
}

}  // namespace musubi::http
