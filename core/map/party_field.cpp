#include "core/map/party_field.hpp"

#include <algorithm>

#include "core/normalize/key.hpp"

namespace musubi::map {
namespace {

class FieldReader {
 public:
  FieldReader(const FieldProgram& field, const std::string& party, const Scope& scope,
              std::vector<Stated>& out)
      : field_(field), name_(party + "." + std::string(field.def->name)), scope_(scope), out_(out) {}

  void add() {
    if (!holds(field_.when, scope_)) return;
    if (field_.parts.empty())
      add_whole();
    else
      add_parts();
    if (!stated_ && !unusable_ && present_ && field_.clears)
      push(std::vector<std::string>(field_.def->parts.size()));
  }

 private:
  void add_whole() {
    bool lines = field_.def->field == Field::note;
    for (const ValueExpr& expr : field_.values) {
      Value value = take(expr);
      for (const Text& text : value.texts) {
        Reading reading = lines ? Reading{{tidy_lines(text.text, true)}, {}, {}, {}, {}}
                                : read(reader_of(field_.def->type), text, scope_.context.zone, latest_day());
        use(expr, std::move(reading));
        if (stated_ && !field_.def->many) return;
      }
    }
  }

  /// Nobody is born behind the day on which the record came.
  std::string latest_day() const {
    const bool birth = field_.def->field == Field::birth_date && scope_.record.received_at != Time();
    return birth ? format_local(scope_.record.received_at, scope_.context.zone).substr(0, 10) : std::string();
  }

  void add_parts() {
    std::vector<std::string> texts;
    const ValueExpr* first = nullptr;
    for (const auto& part : field_.parts) {
      Value value = part ? take(*part) : Value();
      if (!value.empty() && !first) first = &*part;
      texts.push_back(value.text());
    }
    if (!first) return;
    if (field_.def->field == Field::address)
      use(*first, read_address(texts));
    else
      use(*first, read_name(field_.def->field == Field::kana, texts[0], texts[1], texts[2]));
  }

  Value take(const ValueExpr& expr) {
    Value value = evaluate(expr, scope_);
    present_ |= value.present;
    if (value.problem) {
      unusable_ = true;
      note(scope_, expr, name_, *value.problem);
    }
    return value;
  }

  void use(const ValueExpr& expr, Reading reading) {
    for (Message& said : reading.notes) note(scope_, expr, name_, std::move(said));
    if (reading.problem) {
      unusable_ = true;
      note(scope_, expr, name_, std::move(*reading.problem));
    }
    if (reading.empty()) return;
    stated_ = true;
    push(std::move(reading.parts));
    if (field_.def->field == Field::name && !reading.kana.empty()) push_kana(std::move(reading.kana));
  }

  void push(std::vector<std::string> parts) { push(*field_.def, std::move(parts)); }
  void push_kana(std::vector<std::string> parts) { push(musubi::field(Field::kana), std::move(parts)); }

  void push(const FieldDef& def, std::vector<std::string> parts) {
    auto same = [&](const Stated& s) { return s.field == def.field && s.parts == parts; };
    if (std::any_of(out_.begin(), out_.end(), same)) return;
    bool empty =
        std::all_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
    normalize::Keys keys = empty ? normalize::Keys() : normalize::keys(type_word(def.type), parts);
    out_.push_back({def.field, std::move(parts), std::move(keys.strict), std::move(keys.loose), keys.made_up});
  }

  const FieldProgram& field_;
  const std::string name_;
  const Scope& scope_;
  std::vector<Stated>& out_;
  bool present_ = false, stated_ = false, unusable_ = false;
};

}  // namespace

void add_field(const FieldProgram& field, const std::string& party, const Scope& scope,
               std::vector<Stated>& out) {
  FieldReader(field, party, scope, out).add();
}

void add_kana_of_name(std::vector<Stated>& values) {
  auto is_kana = [](const Stated& s) { return s.field == Field::kana; };
  auto first = std::find_if(values.begin(), values.end(), is_kana);
  if (first == values.end()) return;
  // The one out of the name stands in front of the record's own, which wins.
  auto second = std::find_if(first + 1, values.end(), is_kana);
  if (second != values.end()) values.erase(first);
}

}  // namespace musubi::map
