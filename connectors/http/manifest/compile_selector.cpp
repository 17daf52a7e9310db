#include "connectors/http/manifest/part.hpp"
#include "core/text/encoding.hpp"

namespace musubi::http {

Wanted wanted_type(const Part& part) {
  std::string type = part.plain("value_type");
  if (type == "string") return Wanted::text;
  if (type == "integer") return Wanted::integer;
  if (type == "number") return Wanted::number;
  if (type == "boolean") return Wanted::boolean;
  if (!type.empty()) part.lacks_at("value_type", "no_value_type", {{"value", type}});
  return Wanted::any;
}

namespace {

std::optional<Transformation> compile_keys(const Part& part) {
  Transformation out;
  std::string type = part.type();
  if (type == "KeysToLower") {
    out.kind = Transformation::Kind::lower_keys;
  } else if (type == "KeysToSnakeCase") {
    out.kind = Transformation::Kind::snake_keys;
  } else if (type == "KeysReplace") {
    out.kind = Transformation::Kind::replace_keys;
    out.old_text = part.need_text("old");
    out.new_text = part.need_text("new");
  } else if (type == "FlattenFields") {
    out.kind = Transformation::Kind::flatten;
    out.lists = part.flag("flatten_lists", true);
  } else if (type == "DpathFlattenFields") {
    out.kind = Transformation::Kind::dpath_flatten;
    out.at = part.steps("field_path");
    out.deletes_origin = part.flag("delete_origin_value");
    out.replaces_record = part.flag("replace_record");
    Part names = part.child("key_transformation");
    out.prefix = names.maybe_text("prefix");
    out.suffix = names.maybe_text("suffix");
  } else {
    part.unknown();
    return std::nullopt;
  }
  return out;
}

}  // namespace

Transformation compile_added_fields(const Part& part) {
  Transformation out;
  out.condition = part.condition("condition");
  for (const Part& field : part.children("fields")) {
    Transformation::Field one{field.texts("path"), field.need_text("value", Takes::plain_values), wanted_type(field)};
    if (one.path.empty()) field.lacks_at("path", "missing");
    if (const Json* value = field.find("value"); value && value->is_boolean()) field.doubts_at("value", "adds_flag", {{"value", value->dump()}});
    out.fields.push_back(std::move(one));
  }
  return out;
}

Transformation compile_removed_fields(const Part& part) {
  Transformation out;
  out.kind = Transformation::Kind::remove;
  out.condition = part.condition("condition");
  const Json* pointers = part.find("field_pointers");
  if (!pointers || !pointers->is_array()) {
    part.lacks_at("field_pointers", "missing");
    return out;
  }
  for (const Json& pointer : *pointers) {
    std::vector<std::string> path;
    for (const Json& step : pointer.is_array() ? pointer : Json::array({pointer})) path.push_back(part.plain_of(step, "field_pointers", Takes::numbers));
    out.paths.push_back(std::move(path));
  }
  return out;
}

void compile_transformations(const Part& part, std::vector<Transformation>& out) {
  for (const Part& one : part.children("transformations")) {
    if (one.type() == "AddFields")
      out.push_back(compile_added_fields(one));
    else if (one.type() == "RemoveFields")
      out.push_back(compile_removed_fields(one));
    else if (auto keys = compile_keys(one))
      out.push_back(std::move(*keys));
  }
}

std::vector<Interpolated> compile_record_path(const Part& extractor) {
  if (extractor.has("record_expander")) extractor.lacks_at("record_expander", "unsupported");
  if (extractor.type() == "DpathExtractor") return extractor.steps("field_path");
  extractor.unknown();
  return {};
}

void judge_normalization(const Part& part) {
  if (const Part own = part.child("schema_normalization"); own.node().is_object()) return own.unknown();
  const std::string normalization = part.plain("schema_normalization", "None");
  if (normalization != "None" && normalization != "Default")  // Default: mappings give values their types
    part.lacks_at("schema_normalization", "unsupported_named", {{"what", normalization}});
}

Selector compile_selector(const Part& part) {
  Selector out;
  if (part.type() != "RecordSelector") {
    part.unknown();
    return out;
  }
  static_cast<Extraction&>(out) = compile_extraction(part.child("extractor"));
  Part filter = part.child("record_filter");
  if (!filter.is_null() && filter.type() != "RecordFilter")
    filter.unknown();
  else if (!filter.is_null())
    out.filter = filter.condition("condition");
  judge_normalization(part);
  out.transform_first = part.flag("transform_before_filtering");
  return out;
}

/// The elements of a list in JSON, as if each were a document.
void compile_items(const Part& part, Decoder& out) {
  std::string path = part.plain("items_path");
  if (path.empty()) part.lacks_at("items_path", "missing");
  for (size_t dot = 0; !path.empty(); path.erase(0, dot + 1)) {
    dot = std::min(path.find('.'), path.size() - 1);
    out.items.push_back(path.substr(0, path[dot] == '.' ? dot : dot + 1));
  }
  out.encoding = part.plain("encoding", "utf-8");
  if (!text::encoding_named(out.encoding)) part.lacks_at("encoding", "unsupported_named", {{"what", out.encoding}});
}

Decoder compile_decoder(const Part& part) {
  Decoder out;
  std::string type = part.type();
  if (part.is_null() || type == "JsonDecoder" || type == "JsonParser") return out;
  if (type == "JsonlDecoder" || type == "JsonLineParser") {
    out.kind = Decoder::Kind::lines;
  } else if (type == "CsvDecoder" || type == "CsvParser") {
    out.kind = Decoder::Kind::csv;
    out.csv_delimiter = part.plain("delimiter", ",");
    out.encoding = part.plain("encoding", "utf-8");
    out.nulls = part.plains("set_values_to_none", Takes::numbers);
    if (out.csv_delimiter == "\\t") out.csv_delimiter.assign(1, '\t');
    if (out.csv_delimiter.size() != 1) part.lacks_at("delimiter", "no_delimiter", {{"value", out.csv_delimiter}});
    if (!text::encoding_named(out.encoding)) part.lacks_at("encoding", "unsupported_named", {{"what", out.encoding}});
  } else if (type == "XmlDecoder") {
    out.kind = Decoder::Kind::xml;
  } else if (type == "JsonItemsDecoder" || type == "JsonItemsParser") {
    compile_items(part, out);
  } else if (type == "IterableDecoder") {
    out.kind = Decoder::Kind::iterable;
  } else if (type == "GzipDecoder" || type == "GzipParser") {
    out = compile_decoder(part.child(type == "GzipDecoder" ? "decoder" : "inner_parser"));
    out.gzip = true;
  } else if (type == "ZipfileDecoder") {
    const Part inner = part.child("decoder");
    out = compile_decoder(inner);
    out.zip = true;
    if (out.gzip || inner.is_null()) part.lacks_at("decoder", inner.is_null() ? "missing" : "unsupported");
    if (out.kind != Decoder::Kind::json && out.kind != Decoder::Kind::lines && out.kind != Decoder::Kind::csv) inner.unknown();
  } else if (type == "CompositeRawDecoder") {
    out = compile_decoder(part.child("parser"));
  } else {
    part.unknown();
  }
  return out;
}

}  // namespace musubi::http
