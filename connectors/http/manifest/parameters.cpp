#include <map>
#include <string>

#include "connectors/http/manifest/references.hpp"
#include "connectors/http/template/operators.hpp"

namespace musubi::http {
namespace {

/// The type of a component that names none, by its parent's type and the member it stands in.
const std::map<std::string, std::string>& usual_types() {
  static const std::map<std::string, std::string> types = {
      {"CompositeErrorHandler.error_handlers", "DefaultErrorHandler"},
      {"ConditionalStreams.streams", "DeclarativeStream"},
      {"CursorPagination.decoder", "JsonDecoder"},
      {"DatetimeBasedCursor.end_datetime", "MinMaxDatetime"},
      {"DatetimeBasedCursor.end_time_option", "RequestOption"},
      {"DatetimeBasedCursor.start_datetime", "MinMaxDatetime"},
      {"DatetimeBasedCursor.start_time_option", "RequestOption"},
      {"DeclarativeSource.check", "CheckStream"},
      {"DeclarativeSource.spec", "Spec"},
      {"DeclarativeSource.dynamic_streams", "DynamicDeclarativeStream"},
      {"DeclarativeSource.streams", "DeclarativeStream"},
      {"DeclarativeStream.retriever", "SimpleRetriever"},
      {"DeclarativeStream.schema_loader", "JsonFileSchemaLoader"},
      {"DefaultErrorHandler.response_filters", "HttpResponseFilter"},
      {"DefaultPaginator.decoder", "JsonDecoder"},
      {"DefaultPaginator.page_size_option", "RequestOption"},
      {"DpathExtractor.decoder", "JsonDecoder"},
      {"DpathFlattenFields.key_transformation", "KeyTransformation"},
      {"ConfigComponentsResolver.components_mapping", "ComponentMappingDefinition"},
      {"ConfigComponentsResolver.stream_config", "StreamConfig"},
      {"DynamicDeclarativeStream.components_resolver", "ConfigComponentsResolver"},
      {"DynamicDeclarativeStream.stream_template", "DeclarativeStream"},
      {"HttpComponentsResolver.components_mapping", "ComponentMappingDefinition"},
      {"HttpComponentsResolver.retriever", "SimpleRetriever"},
      {"HttpRequester.error_handler", "DefaultErrorHandler"},
      {"ListPartitionRouter.request_option", "RequestOption"},
      {"ParentStreamConfig.request_option", "RequestOption"},
      {"ParentStreamConfig.stream", "DeclarativeStream"},
      {"RecordSelector.extractor", "DpathExtractor"},
      {"RecordSelector.record_filter", "RecordFilter"},
      {"SimpleRetriever.paginator", "NoPagination"},
      {"SimpleRetriever.record_selector", "RecordSelector"},
      {"SimpleRetriever.requester", "HttpRequester"},
      {"SubstreamPartitionRouter.parent_stream_configs", "ParentStreamConfig"},
      {"AddFields.fields", "AddedFieldDefinition"},
      {"DeclarativeStream.x-musubi", "MusubiStream"},
      {"MusubiStream.fetch", "MusubiFetch"},
      {"MusubiFetch.decoder", "JsonDecoder"},
      {"MusubiFetch.record_selector", "RecordSelector"},
      {"MusubiFetch.requester", "HttpRequester"},
  };
  return types;
}

std::string type_of(const Json& component) {
  auto type = component.find("type");
  return type != component.end() && type->is_string() ? type->get<std::string>() : "";
}

bool is_schema(const Json& component) {
  auto type = component.find("type");
  return type != component.end() && (*type == "object" || type->is_structured());
}

/// Of two parameters of a name.
enum class Wins { inner, outer };

Json spread(const std::string& place, Json component, const Json& inherited, Wins wins = Wins::inner);

/// A plain mapping of components, such as the choices of a SelectiveAuthenticator.
void spread_into_mapping(const std::string& place, Json& component, const Json& parameters, Wins wins) {
  bool any = false;
  for (const auto& [name, value] : component.items())
    any = any || (value.is_object() && !type_of(value).empty());
  if (!any) return;
  for (auto& [name, value] : component.items())
    if (value.is_object() && value.contains("type") && is_true(value["type"]))
      value = spread(place, value, parameters, wins);
}

Json spread(const std::string& place, Json component, const Json& inherited, Wins wins) {
  if (!component.contains("type") && !component.contains("class_name"))
    if (auto usual = usual_types().find(place); usual != usual_types().end())
      component["type"] = usual->second;
  Json parameters = inherited;
  if (auto own = component.find("$parameters"); own != component.end()) {
    if (own->is_object())
      for (const auto& [name, value] : own->items())
        if (wins == Wins::inner || !parameters.contains(name)) parameters[name] = value;
    component.erase("$parameters");
  }
  if (is_schema(component)) return component;
  if (!component.contains("type")) return spread_into_mapping(place, component, parameters, wins), component;
  for (const auto& [name, value] : parameters.items()) {
    auto own = component.find(name);
    if (own == component.end() || !is_true(*own)) component[name] = value;
  }
  std::string type = type_of(component);
  for (auto& [name, value] : component.items()) {
    if (!value.is_structured()) continue;
    Json below = parameters;  // a member that has a parameter's name does not see that parameter
    below.erase(name);
    if (value.is_object()) {
      value = spread(type + "." + name, value, below, wins);
      continue;
    }
    for (Json& one : value)
      if (one.is_object()) one = spread(type + "." + name, one, below, wins);
  }
  if (!parameters.empty()) component["$parameters"] = parameters;
  return component;
}

}  // namespace

Json spread_parameters(const Json& manifest) {
  Json whole = manifest;
  if (!whole.contains("type")) whole["type"] = "DeclarativeSource";
  return spread("", whole, Json::object());
}

Json spread_parameters_over(const Json& stream, bool parents_win) {
  Json whole = stream;
  if (!whole.contains("type")) whole["type"] = "DeclarativeStream";
  return spread("", whole, Json::object(), parents_win ? Wins::outer : Wins::inner);
}

}  // namespace musubi::http
