#include "connectors/http/manifest/known_members.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/nearest.hpp"

namespace musubi::http {
namespace {

struct Component {
  std::string_view type, members;
};

/// The members of components that the format has, by type.
constexpr Component components[] = {
    {"AddFields", "condition fields"},
    {"AddedFieldDefinition", "path value value_type"},
    {"ApiKeyAuthenticator", "api_token header inject_into"},
    {"AsyncJobStatusMap", "completed failed running skipped timeout"},
    {"AsyncRetriever", "abort_requester creation_requester decoder delete_requester download_decoder download_extractor "
     "download_paginator download_requester download_target_extractor download_target_requester "
     "failed_retry_wait_time_in_seconds partition_router polling_job_timeout polling_requester record_selector "
     "status_extractor status_mapping stream_slicer"},
    {"BasicHttpAuthenticator", "password username"},
    {"BearerAuthenticator", "api_token"},
    {"BlockSimultaneousSyncsAction", ""},
    {"CheckDynamicStream", "config_overrides stream_count use_check_availability"},
    {"CheckStream", "config_overrides dynamic_streams_check_configs stream_names"},
    {"CombinedExtractor", "extractors mode skip_empty_records"},
    {"ComponentMappingDefinition", "condition create_or_update field_path value value_type"},
    {"ComplexFieldType", "field_type items"},
    {"CompositeErrorHandler", "error_handlers"},
    {"ConcurrencyLevel", "default_concurrency max_concurrency"},
    {"ConditionalStreams", "condition streams"},
    {"ConfigComponentsResolver", "components_mapping stream_config"},
    {"ConstantBackoffStrategy", "backoff_time_in_seconds jitter_range_in_seconds"},
    {"CsvDecoder", "delimiter encoding set_values_to_none"},
    {"CursorPagination", "cursor_value page_size stop_condition decoder"},
    {"DatetimeBasedCursor", "allow_catalog_defined_cursor_field clamping cursor_datetime_formats cursor_field "
     "cursor_granularity datetime_format end_datetime end_time_option global_substream_cursor "
     "is_client_side_incremental is_compare_strictly is_data_feed lookback_window "
     "partition_field_end partition_field_start start_datetime start_time_option step"},
    {"DeclarativeSource", "api_budget check concurrency_level definitions description dynamic_streams "
     "max_concurrent_async_job_count metadata schemas spec stream_groups streams version"},
    {"DeclarativeStream", "file_uploader incremental_sync name primary_key retriever schema_loader state_migrations "
     "transformations"},
    {"DefaultErrorHandler", "backoff_strategies max_retries response_filters"},
    {"DefaultPaginator", "page_size_option page_token_option pagination_strategy decoder url_base"},
    {"DpathExtractor", "field_path record_expander decoder"},
    {"DpathFlattenFields", "delete_origin_value field_path key_transformation replace_record"},
    {"DynamicStreamCheckConfig", "dynamic_stream_name stream_count"},
    {"DynamicDeclarativeStream", "components_resolver name stream_template use_parent_parameters"},
    {"DynamicSchemaLoader", "retriever schema_filter schema_transformations schema_type_identifier"},
    {"ExponentialBackoffStrategy", "factor jitter_range_in_seconds"},
    {"FileUploader", "download_target_extractor file_extractor filename_extractor requester"},
    {"FixedWindowCallRatePolicy", "call_limit matchers period"},
    {"FlattenFields", "flatten_lists"},
    {"GzipDecoder", "decoder"},
    {"GroupingPartitionRouter", "deduplicate group_size underlying_partition_router"},
    {"GroupByKeyMergeStrategy", "key"},
    {"HTTPAPIBudget", "policies ratelimit_remaining_header ratelimit_reset_header status_codes_for_ratelimit_hit"},
    {"HttpComponentsResolver", "components_mapping retriever"},
    {"HttpRequestRegexMatcher", "headers method params url_base url_path_pattern weight"},
    {"HttpRequester", "authenticator connect_timeout_in_seconds error_handler fetch_properties_from_endpoint "
     "http_method path query_properties read_timeout_in_seconds request_body request_body_data "
     "request_body_json request_headers request_parameters url url_base use_cache "
     "use_tcp_keepalive"},
    {"HttpResponseFilter", "action error_message error_message_contains failure_type http_codes predicate"},
    {"IncrementingCountCursor", "allow_catalog_defined_cursor_field cursor_field start_value start_value_option"},
    {"InlineSchemaLoader", "schema"},
    {"IterableDecoder", ""},
    {"JsonDecoder", ""},
    {"JsonFileSchemaLoader", "file_path"},
    {"JsonSchemaPropertySelector", "transformations"},
    {"JsonItemsDecoder", "encoding items_path"},
    {"JsonlDecoder", ""},
    {"JwtAuthenticator", "additional_jwt_headers additional_jwt_payload algorithm base64_encode_secret_key "
     "header_prefix jwt_headers jwt_payload passphrase request_option secret_key token_duration"},
    {"KeyTransformation", "prefix suffix"},
    {"KeysReplace", "new old"},
    {"KeysToLower", ""},
    {"KeysToSnakeCase", ""},
    {"LegacySessionTokenAuthenticator", "header login_url password session_token session_token_response_key username "
     "validate_session_url"},
    {"LegacyToPerPartitionStateMigration", ""},
    {"ListPartitionRouter", "cursor_field request_option values"},
    {"MinMaxDatetime", "datetime datetime_format max_datetime min_datetime"},
    {"MovingWindowCallRatePolicy", "matchers rates"},
    {"NoAuth", ""},
    {"NoPagination", ""},
    {"OAuthAuthenticator", "access_token_name access_token_value client_id client_id_name client_secret "
     "client_secret_name expires_in_name grant_type grant_type_name profile_assertion "
     "refresh_request_body refresh_request_headers refresh_token refresh_token_error_key "
     "refresh_token_error_status_codes refresh_token_error_values refresh_token_name "
     "refresh_token_updater scopes send_refresh_request_as_query_params token_expiry_date "
     "token_expiry_date_format token_refresh_endpoint use_profile_assertion"},
    {"OffsetIncrement", "inject_on_first_request page_size"},
    {"PageIncrement", "inject_on_first_request page_size start_from_page"},
    {"PageSizeReduction", "backoff_seconds failure_message max_attempts minimum_page_size reduction_factor reset_policy "
     "retries_at_minimum_page_size"},
    {"PaginationReset", "action limits"},
    {"PaginationResetLimits", "number_of_records"},
    {"ParametrizedComponentsResolver", "components_mapping stream_parameters"},
    {"ParentFieldPath", "parent_path record_path"},
    {"ParentStreamConfig", "extra_fields incremental_dependency lazy_read_pointer parent_key partition_field "
     "request_option stream"},
    {"QuotaStatusSource", "http_method request_headers unavailable_status_codes url"},
    {"Rate", "interval limit"},
    {"RateLimitedMultipleTokenAuthenticator", "auth_method budget_min_reserve budget_reserve_fraction header max_wait_time "
     "quota_status_source quotas token_delimiter tokens"},
    {"RecordExpander", "expand_records_from_field merge_parent on_no_records parent_fields remain_original_record "
     "truncated_list_retriever truncation_indicator_path"},
    {"RecordFilter", "condition"},
    {"RecordSelector", "extractor record_filter schema_normalization transform_before_filtering"},
    {"RemoveFields", "condition field_pointers"},
    {"PropertiesFromEndpoint", "property_field_path retriever"},
    {"PropertyChunking", "property_limit property_limit_type record_merge_strategy"},
    {"QueryProperties", "always_include_properties property_chunking property_list property_selector"},
    {"RequestBodyGraphQL", "value"},
    {"RequestBodyJsonObject", "value"},
    {"RequestBodyPlainText", "value"},
    {"RequestBodyUrlEncodedForm", "value"},
    {"RequestOption", "field_name field_path inject_into"},
    {"RequestPath", ""},
    {"RequestWindowSplitting", "failure_message min_split_window"},
    {"ResponseToFileExtractor", "preserve_na_values"},
    {"SchemaTypeIdentifier", "key_pointer schema_pointer type_pointer types_mapping"},
    {"SelectiveAuthenticator", "authenticator_selection_path authenticators"},
    {"SessionTokenAuthenticator", "decoder expiration_duration login_requester request_authentication session_token_path"},
    {"SimpleRetriever", "decoder ignore_stream_slicer_parameters_on_paginated_requests page_size_reduction "
     "pagination_reset paginator partition_router record_selector request_window_splitting "
     "requester stream_slicer"},
    {"StreamGroup", "action streams"},
    {"StreamConfig", "configs_pointer default_values"},
    {"StreamParametersDefinition", "list_of_parameters_for_stream"},
    {"StateDelegatingStream", "api_retention_period full_refresh_stream incremental_stream name"},
    {"Spec", "advanced_auth config_normalization_rules connection_specification documentation_url"},
    {"SubstreamPartitionRouter", "parent_stream_configs"},
    {"TokenQuota", "exhaustion_status_codes limit_header limit_path matchers name remaining_header remaining_path reset_header reset_path"},
    {"TypesMap", "condition current_type target_type"},
    {"UnionPartitionRouter", "partition_field partition_routers"},
    {"UnlimitedCallRatePolicy", "matchers"},
    {"WaitTimeFromHeader", "header max_waiting_time_in_seconds regex min_wait"},
    {"WaitTimeFromResponse", "wait_time_in_seconds max_waiting_time_in_seconds"},
    {"WaitUntilTimeFromHeader", "header max_waiting_time_in_seconds min_wait regex"},
    {"XmlDecoder", ""},
    {"ZipfileDecoder", "decoder"},
};

const Component* component_of(const Json& node) {
  auto type = node.find("type");
  if (type == node.end() || !type->is_string()) return nullptr;
  auto at = std::ranges::find(components, std::string_view(type->get_ref<const std::string&>()), &Component::type);
  return at == std::end(components) ? nullptr : at;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    size_t end = std::min(text.find(' '), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string below(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

void note_unknown(const Json& component, const std::string& path, std::string_view members, std::vector<Lack>& out) {
  const std::vector<std::string> known = words_of(members);
  auto parameters = component.find("$parameters");
  for (const auto& [name, value] : component.items()) {
    const bool is_ours = name == "type" || name.starts_with('$') || name.starts_with("x-");
    const bool is_parameter = parameters != component.end() && parameters->is_object() && parameters->contains(name);
    if (is_ours || is_parameter || std::ranges::find(known, name) != known.end()) continue;
    const std::string near = nearest_name(name, known);
    out.push_back({below(path, name), near.empty() ? "passed_over" : "passed_over_near", {{"near", near}}});
  }
}

void walk(const Json& node, const std::string& path, std::vector<Lack>& out) {
  if (node.is_array()) {
    for (size_t i = 0; i < node.size(); ++i) walk(node[i], path + "[" + std::to_string(i) + "]", out);
    return;
  }
  if (!node.is_object()) return;
  const Component* known = component_of(node);
  if (known) note_unknown(node, path, known->members, out);
  for (const auto& [name, value] : node.items())
    if (name != "definitions" && name != "$parameters" && name != "schemas" && name != "spec" && name != "metadata" &&
        !(name == "schema" && known))
      walk(value, below(path, name), out);
}

}  // namespace

std::vector<Lack> unknown_members(const Json& manifest) {
  std::vector<Lack> out;
  walk(manifest, "", out);
  return out;
}

}  // namespace musubi::http
