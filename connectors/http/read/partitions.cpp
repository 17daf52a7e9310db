#include "connectors/http/read/partitions.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "connectors/http/read/content_hash.hpp"
#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/misnamed.hpp"
#include "connectors/http/read/readings.hpp"
#include "connectors/http/read/turns.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

using EachSlice = std::function<void(const Slice&)>;

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= path.size();) {
    size_t slash = std::min(path.find('/', at), path.size());
    if (slash > at) out.push_back(path.substr(at, slash - at));
    at = slash + 1;
  }
  return out;
}

void list_partitions(const Router& router, const Scope& scope, const EachSlice& each) {
  Json values = router.values.value(scope);
  if (!values.is_array()) trouble("values of a ListPartitionRouter is no list");
  std::string field = router.field.text(scope);
  for (const Json& value : values) each(Slice{Json{{field, value}}, Json::object(), Json::object()});
}

/// Every slice of a parent: its partitions times its stretches of time since its state.
void parent_slices(Turns& turns, Session& session, const Stream& stream, ParentStates& parents,
                   const std::optional<Moment>& since, const std::optional<Cursor>& cursor,
                   const EachSlice& each) {
  for_each_partition(turns, session, stream, parents, [&](const Slice& partition) {
    if (!cursor) return each(partition);
    for (const Json& stretch : cursor->stretches(since))
      each(Slice{partition.partition, stretch, partition.extra});
  });
}

/// What a parent's record brings along beside its key.
Json extra_fields(const Router::Parent& parent, const Json& tree, const Scope& scope) {
  Json out = Json::object();
  for (const auto& path : parent.extra) {
    std::vector<std::string> steps;
    std::string name;
    for (const Interpolated& step : path) {
      steps.push_back(step.text(scope));
      name += (name.empty() ? "" : ".") + steps.back();
    }
    const Json* found = value_at(tree, steps);
    out[name] = found ? *found : Json(nullptr);
  }
  return out;
}

/// Where the state of a parent stands.
std::optional<Moment> time_in(const ParentStates& parents, const std::string& name, const Cursor& cursor) {
  const auto state = parents.find(name);
  return state != parents.end() && state->second.contains(cursor.field()) ? cursor.read(state->second[cursor.field()]) : std::nullopt;
}

void parent_partitions(Turns& turns, Session& session, const Router::Parent& parent, ParentStates& parents,
                       const EachSlice& each) {
  const Names names = session.names();
  const Scope scope{names, session.clock()};
  const auto before = parents.find(parent.stream->name);
  const Stream& stream = parent.incremental && before != parents.end() && parent.stream->going_on ? *parent.stream->going_on : *parent.stream;
  const std::string written = parent.key.text(scope);
  const std::vector<std::string> key = steps_of(written);
  ParentKey named(session, stream.name, written, key);
  std::string field = parent.field.text(scope);
  std::optional<Cursor> cursor;
  if (stream.cursor) cursor.emplace(*stream.cursor, scope);
  const std::optional<Moment> since = parent.incremental && cursor ? time_in(parents, stream.name, *cursor) : std::nullopt;
  std::optional<Moment> latest;
  // What changes while parents are read is of the next read, whichever page or partition it is on.
  const int64_t until = cursor ? cursor->window(since).until.utc() : 0;
  Readings readings(session, stream);
  std::optional<Moment> last;
  bool held_back = false;  // a job had nothing, and the next read asks for its stretch again
  JobHooks hooks;
  hooks.skipped = [&] {
    held_back = true;
    if (!stream.routers.empty()) latest.reset();  // of another partition, it may be later than the stretch
  };
  const EachSlice read_slice = [&](const Slice& slice) {
    std::set<std::string> passed;  // of a slice whose pages may begin anew
    const auto read = readings.begin(
        slice, nullptr,
        [&](Record& record) {
          record.need();
          Json tree = record.tree();
          const Json* value = value_at(tree, key);
          if (cursor) {
            last = cursor->read(record.find({cursor->field()}).value_or(nullptr));
            if (!cursor->keeps(last, since)) return record.leave_out();
            if (parent.incremental && !held_back && last && last->utc() <= until && (!latest || latest->utc() < last->utc())) latest = last;
          }
          if (record.is_gone()) return;
          named.see(tree);
          if (!value || value->is_null()) return;
          const Slice out{Json{{field, *value}, {"parent_slice", slice.partition}}, Json::object(), extra_fields(parent, tree, scope)};
          if (!stream.again.restarts || passed.insert(content_hash(out.place().dump() + out.extra.dump())).second) each(out);
        },
        [&](const Json&) { return !cursor || cursor->goes_on(std::exchange(last, std::nullopt), since); }, hooks);
    turns.complete(*read);
  };
  readings.run([&] { parent_slices(turns, session, stream, parents, since, cursor, read_slice); });
  named.tell();
  if (parent.incremental && cursor && (latest || since)) {
    Moment at = latest && (!since || since->utc() < latest->utc()) ? *latest : *since;
    parents[stream.name] = Json{{cursor->field(), cursor->said(at)}};
  }
}

/// Reads of several parents, each of which begins where the states stood before all of them: a parent that
/// stands in two places is read the same from both. Of two states that one of them comes to, the first is the
/// older.
class SideBySide {
 public:
  explicit SideBySide(ParentStates& parents) : parents_(parents), before_(parents) {}

  template <class Read>
  void read(const Read& of) {
    ParentStates own = before_;
    of(own);
    for (auto& [name, state] : own) {
      auto then = before_.find(name);
      if (then == before_.end() || then->second != state) moved_.emplace(name, std::move(state));
    }
  }
  void finish() {
    for (auto& [name, state] : moved_) parents_[name] = std::move(state);
  }

 private:
  ParentStates& parents_;
  const ParentStates before_;
  ParentStates moved_;
};

/// Makes one slice of several, as many as the router says.
class Group {
 public:
  Group(const Router& of, const EachSlice& each) : of_(of), each_(each) {}

  void take(const Slice& slice) {
    const Json* value = nullptr;
    size_t keys = 0;
    for (const auto& [name, one] : slice.partition.items())
      if (name != "parent_slice") value = &one, ++keys;
    if (keys != 1) trouble("a GroupingPartitionRouter wants partitions of one key");
    if (of_.deduplicates && !seen_.insert(value->dump()).second) return;
    batch_.push_back(slice);
    if (batch_.size() == of_.group) finish();
  }
  void finish() {
    if (batch_.empty()) return;
    Slice out;
    for (const Slice& one : batch_)
      for (const auto& [name, value] : one.extra.items()) out.extra[name] = Json::array();
    for (const Slice& one : batch_) {
      for (const auto& [name, value] : batch_.front().partition.items()) out.partition[name].push_back(one.partition.value(name, Json()));
      for (auto& [name, values] : out.extra.items()) values.push_back(one.extra.value(name, Json()));
    }
    batch_.clear();
    each_(out);
  }

 private:
  const Router& of_;
  const EachSlice& each_;
  std::vector<Slice> batch_;
  std::set<std::string> seen_;
};

std::string text_of_field(const Interpolated& field, const Session& session) {
  const Names names = session.names();
  return field.text({names, session.clock()});
}

/// Every member must give the partitions of that one field, which is known before anything is asked.
void refuse_other_fields(const Router& router, const std::string& field, const Session& session) {
  auto refuse = [&](const Interpolated& own) {
    if (const std::string other = text_of_field(own, session); other != field)
      trouble("a UnionPartitionRouter wants partitions of " + field + ", and one of its members gives those of " + other);
  };
  for (const Router& member : router.members) {
    if (member.kind != Router::Kind::parents) refuse(member.field);
    for (const Router::Parent& parent : member.parents) refuse(parent.field);
  }
}

/// By which two values are the same: 1, 1.0 and true are.
std::string value_name(const Json& value) {
  if (value.is_structured()) trouble("a UnionPartitionRouter cannot tell lists and objects apart");
  if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
  if (value.is_number_float() && value.get<double>() == std::floor(value.get<double>()) && std::abs(value.get<double>()) < 1e15)
    return std::to_string(static_cast<int64_t>(value.get<double>()));
  return value.dump();
}

void single_partitions(Turns& turns, Session& session, const Router& router, ParentStates& parents,
                       const EachSlice& each);

/// The partitions of all members, the first of each value; what else names them becomes a further field.
void united_partitions(Turns& turns, Session& session, const Router& router, ParentStates& parents, const EachSlice& each) {
  const std::string field = text_of_field(router.field, session);
  refuse_other_fields(router, field, session);
  std::set<std::string> seen;
  SideBySide reads(parents);
  for (const Router& member : router.members)
    reads.read([&](ParentStates& own) {
      single_partitions(turns, session, member, own, [&](const Slice& slice) {
        if (!seen.insert(value_name(slice.partition.value(field, Json()))).second) return;
        Slice out{Json::object(), Json::object(), slice.extra};
        for (const auto& [name, value] : slice.partition.items()) (name == field ? out.partition : out.extra)[name] = value;
        each(out);
      });
    });
  reads.finish();
}

void single_partitions(Turns& turns, Session& session, const Router& router, ParentStates& parents,
                       const EachSlice& each) {
  const Names names = session.names();
  if (router.kind == Router::Kind::list) return list_partitions(router, {names, session.clock()}, each);
  if (router.kind == Router::Kind::united) return united_partitions(turns, session, router, parents, each);
  SideBySide reads(parents);
  for (const Router::Parent& parent : router.parents)
    reads.read([&](ParentStates& own) { parent_partitions(turns, session, parent, own, each); });
  reads.finish();
}

void router_partitions(Turns& turns, Session& session, const Router& router, ParentStates& parents,
                       const EachSlice& each) {
  if (!router.group) return single_partitions(turns, session, router, parents, each);
  Group group(router, each);
  single_partitions(turns, session, router, parents, [&](const Slice& slice) { group.take(slice); });
  group.finish();
}

void combine(const std::vector<std::vector<Slice>>& all, const Slice& so_far, size_t at,
             const EachSlice& each) {
  if (at == all.size()) return each(so_far);
  for (const Slice& one : all[at]) {
    Slice joined = so_far;
    for (const auto& [name, value] : one.partition.items())
      if (!joined.partition.contains(name)) joined.partition[name] = value;
    for (const auto& [name, value] : one.extra.items())
      if (!joined.extra.contains(name)) joined.extra[name] = value;
    combine(all, joined, at + 1, each);
  }
}

bool is_incremental(const Router& router) {
  for (const Router::Parent& parent : router.parents)
    if (parent.incremental || has_incremental_parent(*parent.stream)) return true;
  return std::ranges::any_of(router.members, is_incremental);
}

}  // namespace

bool has_incremental_parent(const Stream& stream) {
  return std::ranges::any_of(stream.routers, is_incremental);
}

void for_each_partition(Turns& turns, Session& session, const Stream& stream, ParentStates& parents,
                        const EachSlice& each) {
  if (stream.routers.empty()) return each(Slice());
  if (stream.routers.size() == 1) return router_partitions(turns, session, stream.routers[0], parents, each);
  SideBySide reads(parents);
  std::vector<std::vector<Slice>> all;
  for (const Router& router : stream.routers)
    reads.read([&](ParentStates& own) {
      std::vector<Slice>& slices = all.emplace_back();
      router_partitions(turns, session, router, own, [&](const Slice& slice) { slices.push_back(slice); });
    });
  combine(all, Slice(), 0, each);
  reads.finish();
}

}  // namespace musubi::http
