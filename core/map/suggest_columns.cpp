#include "core/map/suggest_columns.hpp"

#include <algorithm>
#include <functional>

#include "core/map/tree.hpp"
#include "core/text/fold.hpp"

namespace musubi {
namespace {

using Shape = map::RecordTree::Shape;

constexpr size_t dense_samples = 100, most_samples = 200, spread = 97, deepest = 8, most_columns = 2000;
constexpr size_t counted_columns = 300;  // a list of 2,000 columns has its number among the first

std::string path_of(const std::vector<SeenColumn::Step>& steps) {
  std::string out;
  for (const SeenColumn::Step& step : steps) out += (out.empty() ? "" : ".") + step.name;
  return out;
}

}  // namespace

bool SeenColumn::of_elements() const {
  return !steps.empty() && std::any_of(steps.begin(), steps.end() - 1, [](const Step& step) { return step.list; });
}

SeenColumns::SeenColumns(const std::vector<std::string>& known) : tree_(std::make_unique<map::RecordTree>()) {
  for (const std::string& name : known) tally(name, {});
}

SeenColumns::~SeenColumns() = default;

void SeenColumns::add(std::string_view json) {
  ++rows_;
  if (tree_->parse(json)) return;
  Steps steps;
  take_members(map::RecordTree::top, steps);
}

void SeenColumns::take_members(uint32_t object, Steps& steps) {
  for (uint32_t one = tree_->at(object).first; one; one = tree_->at(one).next) {
    steps.push_back({std::string(tree_->at(one).name), false});
    take(one, steps);
    steps.pop_back();
  }
}

void SeenColumns::take(uint32_t value, Steps& steps) {
  const Shape shape = tree_->at(value).shape;
  if (shape == Shape::object && tree_->at(value).first) {
    if (steps.size() < deepest) take_members(value, steps);
  } else if (shape == Shape::array) {
    steps.back().list = true;
    take_list(value, steps);
  } else {
    add_cell(steps, shape == Shape::object ? std::string_view() : tree_->at(value).text);
  }
}

void SeenColumns::take_list(uint32_t list, Steps& steps) {
  bool any = false;
  for (uint32_t one = tree_->at(list).first; one; one = tree_->at(one).next) {
    const Shape shape = tree_->at(one).shape;
    if (shape == Shape::array) continue;
    any = true;
    if (shape != Shape::object) add_cell(steps, tree_->at(one).text);
    else if (steps.size() < deepest) take_members(one, steps);
  }
  if (!any) add_cell(steps, {});
}

void SeenColumns::add_cell(const Steps& steps, std::string_view cell) {
  const bool nested = steps.size() > 1 || steps.back().list;
  size_t at = tally(path_of(steps), nested ? steps : Steps());
  if (at == most_columns) return;
  Tally& one = tallies_[at];
  if (text::squeeze_spaces(cell).empty()) {
    one.up = false;
    return;
  }
  if (one.last_row != rows_) ++one.seen.filled;
  const bool chosen = size_t(one.seen.filled) <= dense_samples || size_t(one.seen.filled) % spread == 0;
  if (chosen && one.seen.samples.size() < most_samples) one.seen.samples.emplace_back(cell);
  if (at < counted_columns) one.values.insert(std::hash<std::string_view>{}(cell));
  one.up = one.up && one.last_row != rows_ && cell == std::to_string(one.next_up++);
  one.last_row = rows_;
}

size_t SeenColumns::tally(const std::string& name, const Steps& steps) {
  if (auto at = places_.find(name); at != places_.end()) {
    SeenColumn& seen = tallies_[at->second].seen;
    if (seen.steps.size() == steps.size())
      for (size_t i = 0; i < steps.size(); ++i) seen.steps[i].list |= steps[i].list;
    else if (seen.steps.empty()) seen.steps = steps;
    return at->second;
  }
  if (tallies_.size() >= most_columns) return most_columns;
  places_.emplace(name, tallies_.size());
  tallies_.emplace_back();
  tallies_.back().seen.name = name;
  tallies_.back().seen.steps = steps;
  return tallies_.size() - 1;
}

SeenList SeenColumns::list() const {
  std::unordered_set<std::string> outer;
  for (const Tally& one : tallies_) {
    Steps steps = one.seen.steps;
    while (steps.size() > 1) {
      steps.pop_back();
      outer.insert(path_of(steps));
    }
  }
  SeenList out;
  out.rows = rows_;
  for (size_t i = 0; i < tallies_.size(); ++i) {
    SeenColumn seen = tallies_[i].seen;
    if (!seen.filled && outer.contains(seen.name)) continue;
    seen.distinct = i < counted_columns ? int64_t(tallies_[i].values.size()) : 0;
    seen.counts_up = tallies_[i].up && seen.filled > 1;
    seen.named = seen.name != "列" + std::to_string(i + 1);
    out.columns.push_back(std::move(seen));
  }
  return out;
}

}  // namespace musubi
