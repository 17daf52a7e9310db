// A component's node while it is compiled: its members by name, and where it stands. What is wrong is noted,
// never thrown, so that a manifest's faults come all at once.
#pragma once
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// What may stand where a text is wanted: the format's names and addresses are texts, some of its values may be numbers, and a
/// condition may be any plain value.
enum class Takes { texts, numbers, plain_values };

class Part {
 public:
  Part(const Json& node, std::string path, Manifest& into);
  /// The component in member `name`; of a null node where there is none.
  Part child(const std::string& name) const;
  std::vector<Part> children(const std::string& name) const;

  /// `node` as if it stood in this place; it outlives the part.
  Part with(const Json& node) const { return Part(node, path_, into_); }

  const Json& node() const { return node_; }
  /// What is compiled.
  Manifest& manifest() const { return into_; }
  const std::string& path() const { return path_; }
  std::string type() const;
  bool is_null() const { return node_.is_null(); }
  /// The member, null where there is none or it is null.
  const Json* find(const std::string& name) const;
  bool has(const std::string& name) const { return find(name) != nullptr; }
  /// Notes a lack by the id of its sentence (lack.cpp).
  void lacks(const std::string& id, Words args = {}) const;
  void lacks_at(const std::string& member, const std::string& id, Words args = {}) const;
  /// Something that runs, though not as it may be meant.
  void doubts_at(const std::string& member, const std::string& id, Words args = {}) const;
  /// How many lacks are noted so far; those from `first` on count only where the setting has the value.
  size_t noted() const { return into_.lacks.size(); }
  void only_with(size_t first, const SettingChoice& choice) const;
  /// This component's type is none that is known.
  void unknown() const;
  /// The setting at this path is read, if not by a template.
  void reads_setting(const std::vector<std::string>& path) const;

  /// What is no text, nor anything else that is taken, is noted; so with all that follow.
  Interpolated text(const std::string& name, const std::string& otherwise = "", Takes takes = Takes::texts) const;
  std::optional<Interpolated> maybe_text(const std::string& name, Takes takes = Takes::texts) const;
  /// Missing is noted.
  Interpolated need_text(const std::string& name, Takes takes = Takes::texts) const;
  std::vector<Interpolated> texts(const std::string& name, Takes takes = Takes::texts) const;
  /// A way into a structure: a number is a place in a list.
  std::vector<Interpolated> steps(const std::string& name) const { return texts(name, Takes::numbers); }
  Condition condition(const std::string& name) const;
  /// What is neither a text nor a structure is noted.
  Input input(const std::string& name, bool in_mapping = true) const;
  /// The same of texts and numbers by name, or in a list: a boolean among them is noted.
  Input fields(const std::string& name, bool in_mapping = true) const;
  /// A text that may be no template.
  std::string plain(const std::string& name, const std::string& otherwise = "") const;
  std::vector<std::string> plains(const std::string& name, Takes takes = Takes::texts) const;
  /// `value` as a text, for members that are read here and there; what it is not is noted at `member`.
  std::string plain_of(const Json& value, const std::string& member, Takes takes = Takes::texts) const;
  bool flag(const std::string& name, bool otherwise = false) const;
  int64_t whole(const std::string& name, int64_t otherwise) const;
  std::optional<RequestOption> option(const std::string& name) const;
  Interpolated interpolated(const Json& value, const std::string& member, bool in_mapping, Takes takes = Takes::texts) const;

 private:
  void judge_text(const Json& value, const std::string& member, Takes takes) const;
  Input input_of(const Json& value, const std::string& member, bool in_mapping) const;
  const Json& node_;
  std::string path_;
  Manifest& into_;
  std::shared_ptr<const Json> parameters_;
};

/// The families of components.
Requester compile_requester(const Part& part);
std::vector<ErrorHandler> compile_error_handlers(const Part& part);
Authenticator compile_authenticator(const Part& part);
/// The address of the requester that an authenticator is of, for one that logs in below it.
void give_address(Authenticator& to, const Interpolated& base);
std::shared_ptr<const RotatingTokens> compile_rotating_tokens(const Part& part);
Paginator compile_paginator(const Part& part);
Selector compile_selector(const Part& part);
std::shared_ptr<const Expander> compile_expander(const Part& part);
Extraction compile_extraction(const Part& extractor);
/// The way to records that an extractor says; what it has beyond is noted.
std::vector<Interpolated> compile_record_path(const Part& extractor);
void compile_transformations(const Part& part, std::vector<Transformation>& out);
/// value_type.
Wanted wanted_type(const Part& part);
Transformation compile_added_fields(const Part& part);
Transformation compile_removed_fields(const Part& part);
void compile_config_rules(const Part& part, Manifest& into);
Decoder compile_decoder(const Part& part);
ApiBudget compile_budget(const Part& part);
/// `matchers`.
std::vector<RequestMatcher> compile_matchers(const Part& part);
/// The name of a header in a member, in lower case.
std::string header_name(const Part& part, const std::string& name, const std::string& otherwise = "");
/// Numbers in a list; what is no status of HTTP is noted.
std::vector<int> compile_statuses(const Part& part, const std::string& name);
std::optional<DatetimeCursor> compile_cursor(const Part& part);
std::vector<Router> compile_routers(const Part& part, Manifest& into, int depth);
/// An AsyncRetriever but for its routers.
void compile_job(const Part& part, Stream& into);
/// The format puts into a job's requests only what their requesters say, and leaves nothing out that a job brings.
void leave_to_requesters(std::vector<Router>& routers);
void leave_to_requesters(DatetimeCursor& cursor);
Stream compile_stream(const Part& part, Manifest& into, int depth);
/// What is noted of the actions that only a stream's own requester may ask for: REDUCE_PAGE_SIZE and the like.
void refuse_reading_again(const Part& requester);
/// What is noted of a retriever whose rows may come only once, so that its pages may not begin anew; `of`: what it is part of.
void refuse_beginning_anew(const Part& retriever, const std::string& of);
/// Of a retriever whose other parts are compiled into `of`; `incremental`: the cursor's part.
ReadingAgain compile_reading_again(const Part& retriever, const Part& incremental, const Stream& of);
void compile_schema(const Part& part, Stream& into);
void compile_own(const Part& part, Stream& into);

}  // namespace musubi::http
