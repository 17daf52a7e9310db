// A manifest's components as values, compiled once when the connection is opened: templates parsed, defaults
// filled in. Immutable afterwards.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "connectors/http/manifest/again.hpp"
#include "connectors/http/manifest/call_budget.hpp"
#include "connectors/http/manifest/combined.hpp"
#include "connectors/http/manifest/lack.hpp"
#include "connectors/http/template/interpolation.hpp"

namespace musubi::http {

struct InputMember;

/// A structure with templates in its keys and values.
struct Input {
  enum class Kind { constant, text, list, dict } kind = Kind::constant;
  Json constant;
  Interpolated text;
  std::vector<Input> elements;
  std::vector<InputMember> members;

  bool is_empty() const;
  /// Members that give nothing are left out. Throws Trouble.
  Json value(const Scope& scope, Wanted wanted = Wanted::any) const;
};

struct InputMember {
  Interpolated name;
  Input value;
};

inline bool Input::is_empty() const {
  return kind == Kind::constant ? constant.is_null() : kind == Kind::dict && members.empty();
}

enum class Into { parameter, header, body_data, body_json };

/// Where a value is put into a request.
struct RequestOption {
  Into into = Into::parameter;
  std::vector<Interpolated> path;  // one name, or the way into the JSON body
};

struct Backoff {
  enum class Kind { constant, exponential, header, until_header, response } kind = Kind::exponential;
  Interpolated amount;  // seconds, factor, the header's name, or an expression over the response
  std::optional<Interpolated> regex, min_wait, most;
  double jitter = 0;  // seconds: up to twice as many are added
};

struct ResponseFilter {
  std::string action;  // SUCCESS, FAIL, RETRY, IGNORE, RATE_LIMITED, REFRESH_TOKEN_THEN_RETRY, RESET_PAGINATION,
                       // REDUCE_PAGE_SIZE, SPLIT_REQUEST_WINDOW; "" = none
  std::string failure_type;
  std::vector<int> codes;
  std::string contains;
  Condition predicate;
  std::optional<Interpolated> message;
};

/// A DefaultErrorHandler; a CompositeErrorHandler is several, flattened.
struct ErrorHandler {
  std::vector<ResponseFilter> filters;
  std::vector<Backoff> backoffs;
  Interpolated max_retries;
};

struct Requester;
struct Choice;
struct RotatingTokens;   // rotating_tokens.hpp
struct QueryProperties;  // query_properties.hpp
struct StreamTemplate;   // stream_template.hpp

struct Decoder {
  enum class Kind { json, lines, csv, xml, iterable } kind = Kind::json;
  bool gzip = false;
  bool zip = false;  // the files of an archive, one after the other
  bool drops_nuls = false;  // of CSV: bytes of zero are passed over
  std::string csv_delimiter = ",", encoding = "utf-8";
  std::vector<std::string> nulls;  // cells of CSV that say there is nothing
  std::vector<std::string> items;  // of JSON: the way to the list whose elements are the documents; empty: the whole
};

struct Authenticator {
  enum class Kind { none, bearer, api_key, basic, oauth, session, passed_session, jwt, rotating } kind = Kind::none;
  Interpolated token, user, password;
  RequestOption option;  // of api_key, session and jwt
  struct Jwt {
    Interpolated algorithm, secret;
    enum class Secret { as_written, hex, base64 } secret_encoding = Secret::as_written;  // x-musubi: the text stands for these bytes
    bool secret_is_base64 = false;  // the text, in base64, is the secret
    Input headers, payload;
    std::optional<Interpolated> prefix, passphrase;
    int64_t duration = 1200;
  };
  struct OAuth {
    std::optional<Interpolated> client_id, client_secret, refresh_token, endpoint, access_token, expiry,
        grant_type;
    Interpolated grant_type_name, client_id_name, client_secret_name, refresh_token_name, access_token_name, expires_in_name;
    std::vector<Interpolated> scopes;
    std::string expiry_format;
    Input body, headers;
    bool by_query = false;                  // what is asked with stands in the address
    std::vector<int> over_codes;            // with such a status and one of the values in a member, the login is over
    std::string over_member;
    std::vector<std::string> over_values;
    bool rotates = false;                   // a refresh_token_updater
    std::vector<std::string> refresh_path;  // in the settings
    std::string new_refresh_token_name = "refresh_token";
    std::shared_ptr<const Jwt> assertion;  // profile_assertion: a token is asked for with it
    Condition asserts;                     // where it is not given or does not hold, the other way
  };
  std::shared_ptr<const OAuth> oauth;
  std::shared_ptr<const Requester> login;  // of session
  std::vector<Interpolated> session_path;
  std::string session_header;                   // x-musubi: the token stands there, in lower case; "" = in the body
  std::optional<Interpolated> session_written;  // how the token is written into a request; none: as it is
  std::optional<std::string> session_duration;  // ISO 8601
  bool session_bearer = false;
  Decoder session_decoder;  // of the login's answer
  /// A session token that the settings have, checked at an address, or one that a user name and password are answered with.
  struct PassedSession {
    Interpolated base, login, check;  // addresses: base before each of the others as it is
    Interpolated header, member;      // of requests; of the login's answer
    std::optional<Interpolated> token, user, password;
  };
  std::shared_ptr<const PassedSession> passed_session;
  std::shared_ptr<const Jwt> jwt;
  std::shared_ptr<const RotatingTokens> rotating;
  std::vector<std::string> selection;  // the setting that chooses; empty: no choice
  std::vector<Choice> choices;
};

struct Choice {
  std::string value;  // of the setting
  Authenticator authenticator;
};

struct Requester {
  Interpolated url, path, method;
  Input parameters, headers, body_data, body_json;
  Authenticator authenticator;
  std::vector<ErrorHandler> error_handlers;  // empty: none is declared
  std::shared_ptr<const QueryProperties> properties;  // that requests name; null: none
  double connecting = 0, silence = 0;  // seconds that are borne at least, until there is a connection and without a sign; 0: as the settings say
};

struct Paginator {
  enum class Kind { none, page, offset, cursor } kind = Kind::none;
  std::optional<Interpolated> page_size;
  int64_t first_page = 0;
  bool inject_first = false;
  Interpolated cursor_value;
  Condition stop;
  std::optional<RequestOption> size_option, token_option;
  bool token_is_path = false;
};

struct Transformation {
  enum class Kind {
    add,
    remove,
    lower_keys,
    snake_keys,
    replace_keys,
    flatten,
    dpath_flatten,
    remap
  } kind = Kind::add;
  struct Field {
    std::vector<Interpolated> path;
    Interpolated value;
    Wanted wanted = Wanted::any;
  };
  std::vector<Field> fields;                    // add
  std::vector<std::vector<std::string>> paths;  // remove
  Condition condition;
  Interpolated old_text, new_text;  // replace_keys
  bool lists = false;               // flatten: lists too
  std::vector<Interpolated> at;     // dpath_flatten, remap
  Input values;                     // remap: by the old value
  bool deletes_origin = false, replaces_record = false;
  std::optional<Interpolated> prefix, suffix;  // dpath_flatten: of the names
};

struct Selector : Extraction {
  Condition filter;
  std::vector<Transformation> transformations;
  bool transform_first = false;
  bool after_paging = false;  // the paginator sees records as they were extracted
};

/// A time with its bounds.
struct BoundedTime {
  std::string path;    // where it stands in the manifest
  Interpolated time;
  std::string format;  // "" = that of the cursor
  std::optional<Interpolated> least, most;
};

/// What a stream goes on from: a time, or a whole number that only grows (IncrementingCountCursor).
struct DatetimeCursor {
  std::string path;    // where it stands in the manifest
  Interpolated field;
  bool counts = false;               // a number, from `start` on; no more than the start is asked for
  std::string format;
  std::vector<std::string> formats;  // of the records' values, the first that fits
  BoundedTime start;
  std::optional<BoundedTime> end;
  std::optional<Span> granularity;
  std::optional<Interpolated> step, lookback;  // ISO 8601 durations
  std::optional<RequestOption> start_option, end_option;
  std::string start_name = "start_time", end_name = "end_time";
  bool client_side = false;   // what is older than asked for is left out here
  bool is_data_feed = false;  // newest first: a page that ends with something older is the last
  bool global = false;        // one cursor for all partitions
  bool strictly = false;      // nothing is asked for from a time until that very time
  enum class Clamping { none, day, week, month } clamping = Clamping::none;
  int weekday = 0;            // week: the one on which it begins, from Monday 0
};

struct Stream;
struct Job;

struct Router {
  enum class Kind { list, parents, united } kind = Kind::list;
  Input values;
  Interpolated field;
  std::optional<RequestOption> option;
  struct Parent {
    std::shared_ptr<const Stream> stream;
    Interpolated key, field;
    std::vector<std::vector<Interpolated>> extra;
    std::optional<RequestOption> option;
    bool incremental = false;
  };
  std::vector<Parent> parents;
  std::vector<Router> members;  // united: the partitions of all, each value of the field once
  size_t group = 0;             // so many partitions as one; 0: each is its own
  bool deduplicates = false;    // group: a partition comes once
};

struct Stream {
  std::string name, path;  // path: where it stands in the manifest
  std::string made_by;     // the entry of dynamic_streams that it comes of; "" = it is written in the manifest
  std::vector<std::vector<std::string>> key;
  std::shared_ptr<const Job> job;  // job.hpp; what follows is of its downloads; null: there is none
  Requester requester;
  Decoder decoder;
  Selector selector;
  Paginator paginator;
  ReadingAgain again;
  std::vector<Router> routers;  // several: every combination
  bool first_page_only = false;  // what slices add to requests
  std::optional<DatetimeCursor> cursor;
  Condition gone;                      // x-musubi.deleted: the record is no longer at the source
  std::shared_ptr<const Stream> gone_list;  // x-musubi.gone: the list of what is no longer at the source; null: there is none
  std::shared_ptr<const Stream> going_on;  // of a StateDelegatingStream: what reads on from a state; null: this one does
  std::optional<Interpolated> retention;   // beside going_on: a state older than that begins anew; ISO 8601
  std::shared_ptr<const Stream> single;  // x-musubi.fetch: how one record is asked for by its key; null: it cannot be
  Json schema;              // null: not known
  std::string schema_file;  // relative to the manifest; "" = none
};

/// How many requests may be on their way at once.
struct Concurrency {
  std::optional<Interpolated> level;  // none: one
  int64_t most = INT64_MAX;
  std::optional<Interpolated> jobs;  // and how many jobs (job.hpp); none: one
};

struct Manifest {
  std::vector<Stream> streams;          // in the manifest's order
  std::vector<std::shared_ptr<const StreamTemplate>> templates;  // whose streams the source is still to be asked for
  std::vector<std::string> checked;     // by check; empty: the first
  std::vector<std::pair<std::string, int64_t>> checked_templates;  // so many streams of an entry of dynamic_streams
  int64_t checked_first = 0;            // so many of all streams
  Json specification = Json::object();  // of the settings, a JSON Schema
  ApiBudget budget;
  Concurrency concurrency;
  std::vector<Transformation> config_rules;  // of the settings, in order, before anything looks at them
  Json consent;                         // spec.advanced_auth's oauth_config_specification; null: none
  std::optional<Lack> unread;           // it could not be read at all, and why
  std::vector<Lack> lacks;              // all at once
  std::vector<Lack> doubts;             // what is passed over: members that the format does not have
  std::set<std::string> setting_paths;  // "credentials.token": what templates read of config
};

}  // namespace musubi::http
