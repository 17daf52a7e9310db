// What a stream says under "x-musubi", which other readers of the format pass over:
//   deleted: "{{ record['archived'] }}"    a condition: the record is gone at the source
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
      part.lacks_at(name, "it is not known here");
}

Stream compile_single(const Part& part, const Stream& of) {
  refuse_unknown(part, {"requester", "record_selector", "decoder"});
  Stream out;
  out.name = of.name;
  out.path = of.path;
  out.key = of.key;
  out.gone = of.gone;
  out.requester = compile_requester(part.child("requester"));
  out.decoder = compile_decoder(part.child("decoder"));
  if (part.has("record_selector")) out.selector = compile_selector(part.child("record_selector"));
  out.selector.transformations = of.selector.transformations;
  return out;
}

}  // namespace

void compile_own(const Part& part, Stream& into) {
  if (part.is_null()) return;
  if (!part.node().is_object()) return part.lacks("it is no mapping");
  refuse_unknown(part, {"deleted", "fetch"});
  if (part.has("deleted")) into.gone = part.condition("deleted");
  if (into.key.empty()) return part.lacks("it wants a primary_key");
  if (part.has("fetch"))
    into.single = std::make_shared<const Stream>(compile_single(part.child("fetch"), into));
}

}  // namespace musubi::http
