#include "connectors/http/template/evaluate.hpp"

#include "connectors/http/template/changing.hpp"
#include "connectors/http/template/methods_changing.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kSteps = 200'000;             // nodes of one evaluation
constexpr size_t kLongest = 16 * 1024 * 1024;  // of a rendered text

class Evaluation {
 public:
  Evaluation(const Names& names, const Clock& clock) : names_(names), clock_(clock), changing_(names_) {}

  /// The value of the node, which does not need this object any longer.
  Value value_alone(const Node& node) { return changing_.alone(value(node)); }

  void run(const std::vector<Piece>& pieces, std::string& out) {
    for (const Piece& piece : pieces) {
      step();
      switch (piece.kind) {
        case Piece::Kind::text:
          out += piece.text;
          break;
        case Piece::Kind::output:
          append_text(out, value(*piece.expression));
          break;
        case Piece::Kind::choose:
          choose(piece, out);
          break;
        case Piece::Kind::set:
          set(piece);
          break;
        case Piece::Kind::repeat:
          repeat(piece, out);
          break;
        case Piece::Kind::scope: {
          const size_t outside = names_.size();
          run(piece.bodies[0].second, out);
          names_.resize(outside);
          break;
        }
      }
      if (out.size() > kLongest) trouble("the template's text becomes too long");
    }
  }

  Value value(const Node& node) {
    step();
    switch (node.kind) {
      case Node::Kind::constant:
        return node.value;
      case Node::Kind::name:
        return name(node);
      case Node::Kind::attribute:
        return attribute(value(*node.children[0]), node.text);
      case Node::Kind::item:
        return item(value(*node.children[0]), value(*node.children[1]));
      case Node::Kind::slice:
        return sliced(node);
      case Node::Kind::call:
        return call(node);
      case Node::Kind::filter:
        return filter(node);
      case Node::Kind::test:
        return Value(Json(test(node)));
      case Node::Kind::unary_not:
        return Value(Json(!is_true(value(*node.children[0]))));
      case Node::Kind::negative:
        return negative(value(*node.children[0]));
      case Node::Kind::positive:
        return negative(negative(value(*node.children[0])));
      case Node::Kind::binary: {
        Value left = value(*node.children[0]);
        return binary(node.op, left, value(*node.children[1]));
      }
      case Node::Kind::compare:
        return compared(node);
      case Node::Kind::both: {
        Value left = value(*node.children[0]);
        return is_true(left) ? value(*node.children[1]) : left;
      }
      case Node::Kind::either: {
        Value left = value(*node.children[0]);
        return is_true(left) ? left : value(*node.children[1]);
      }
      case Node::Kind::choose:
        return chosen(node);
      case Node::Kind::list:
        return list(node);
      case Node::Kind::dict:
        return dict(node);
    }
    return Value();
  }

 private:
  void step() {
    if (++steps_ > kSteps) trouble("the template works for too long");
  }

  Value name(const Node& node) {
    const Value* found = names_.find(node.text);
    return found ? *found : Value::undefined(node.text);
  }

  Value sliced(const Node& node) {
    Value of = value(*node.children[0]);
    std::optional<Value> bounds[3];
    for (size_t i = 0; i < 3; ++i)
      if (node.children[i + 1]) bounds[i] = value(*node.children[i + 1]);
    auto given = [&](size_t i) { return bounds[i] ? &*bounds[i] : nullptr; };
    return slice(of, given(0), given(1), given(2));
  }

  Arguments arguments(const Node& node) {
    std::vector<Value> placed;
    for (size_t i = 1; i < node.children.size(); ++i) placed.push_back(value(*node.children[i]));
    std::vector<std::pair<std::string, Value>> named;
    for (const auto& [word, child] : node.named) named.emplace_back(word, value(*child));
    return Arguments(node.text, std::move(placed), std::move(named));
  }

  Value call(const Node& node) {
    const Node& callee = *node.children[0];
    if (callee.kind == Node::Kind::attribute) {
      Value of = value(*callee.children[0]);
      if (callee.text != "get" && (of.is_list() || of.is_dict()) && changes_its_value(callee.text)) {
        const Arguments given = arguments(node);
        return changing_.call(std::move(of), *callee.children[0], callee.text, given, [&] { return value(*callee.children[0]); });
      }
      if (callee.text == "cycle" && callee.children[0]->kind == Node::Kind::name && callee.children[0]->text == "loop")
        return turn_of(of, arguments(node));
      if (of.is_undefined()) undefined_trouble(of.undefined_name());
      return call_method(of, callee.text, arguments(node));
    }
    if (callee.kind == Node::Kind::name && !names_.find(callee.text))
      return call_function(callee.text, arguments(node), clock_);
    Value of = value(callee);
    if (of.is_undefined()) undefined_trouble(of.undefined_name());
    type_trouble("'" + type_name(of) + "' object is not callable");
  }

  /// One after the other of what it is given, by the round of the loop.
  static Value turn_of(const Value& loop, const Arguments& given) {
    if (given.size() == 0) type_trouble("no items for cycling given");
    return given.placed()[static_cast<size_t>(integer_of(attribute(loop, "index0"))) % given.size()];
  }

  /// Only these two may be given what cannot be evaluated further.
  Value filter(const Node& node) {
    Value input = value(*node.children[0]);
    Arguments given = arguments(node);
    return apply_filter(node.text, input, given);
  }
  bool test(const Node& node) {
    Value input = value(*node.children[0]);
    return apply_test(node.text, input, arguments(node));
  }

  Value compared(const Node& node) {
    Value left = value(*node.children[0]);
    for (size_t i = 0; i < node.ops.size(); ++i) {
      Value right = value(*node.children[i + 1]);
      if (!compare(node.ops[i], left, right)) return Value(Json(false));
      left = std::move(right);
    }
    return Value(Json(true));
  }

  Value chosen(const Node& node) {
    if (is_true(value(*node.children[1]))) return value(*node.children[0]);
    return node.children[2] ? value(*node.children[2]) : Value::undefined("the inline if-expression");
  }

  Value list(const Node& node) {
    std::vector<Value> out;
    for (const NodePtr& child : node.children) out.push_back(value(*child));
    return list_of(out);
  }
  Value dict(const Node& node) {
    Json out = Json::object();
    for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
      std::string key = text_of(value(*node.children[i]));
      out[key] = json_of(value(*node.children[i + 1]));
    }
    return Value(std::move(out));
  }

  void choose(const Piece& piece, std::string& out) {
    for (const auto& [condition, inside] : piece.bodies)
      if (!condition || is_true(value(*condition))) return run(inside, out);
  }
  Value rendered(const std::vector<Piece>& pieces) {
    std::string text;
    run(pieces, text);
    return Value(Json(std::move(text)));
  }
  void set(const Piece& piece) {
    if (piece.expression && piece.names.size() > 1) return bind(piece.names, parts_of(*piece.expression, piece.names.size()));
    Value given = piece.expression ? value(*piece.expression) : rendered(piece.bodies[0].second);
    if (piece.text.empty()) return names_.set(piece.names[0], std::move(given));
    const Value* space = names_.find(piece.names[0]);
    if (!space || !space->is_bindings()) trouble("cannot assign attribute on non-namespace object");
    if (given.is_bindings()) trouble("a namespace inside of a namespace is not supported");
    space->bindings().set(piece.text, std::move(given));
  }

  /// The values that go to so many names: those of a written list as they are, times too.
  std::vector<Value> parts_of(const Node& node, size_t count) {
    if (node.kind != Node::Kind::list || node.children.size() != count) return elements(value(node));
    std::vector<Value> out;
    for (const NodePtr& child : node.children) out.push_back(value(*child));
    return out;
  }

  /// What a loop walks, without what its "if" leaves out.
  std::vector<Value> walked(const Piece& piece) {
    std::vector<Value> all = elements(value(*piece.expression));
    const NodePtr& condition = piece.bodies[0].first;
    if (!condition) return all;
    std::vector<Value> out;
    const size_t outside = names_.size();
    for (Value& one : all) {
      bind_one(piece.names, one);
      if (is_true(value(*condition))) out.push_back(std::move(one));
      names_.resize(outside);
    }
    return out;
  }
  void repeat(const Piece& piece, std::string& out) {
    std::vector<Value> all = walked(piece);
    if (all.empty() && piece.bodies.size() > 1) run(piece.bodies[1].second, out);
    size_t outside = names_.size();
    for (size_t i = 0; i < all.size(); ++i) {
      bind_one(piece.names, all[i]);
      names_.set("loop", Value(Json{{"index", i + 1},
                                    {"index0", i},
                                    {"first", i == 0},
                                    {"depth", 1},
                                    {"depth0", 0},
                                    {"last", i + 1 == all.size()},
                                    {"length", all.size()},
                                    {"revindex", all.size() - i},
                                    {"revindex0", all.size() - i - 1}}));
      run(piece.bodies[0].second, out);
      names_.resize(outside);
    }
  }
  void bind_one(const std::vector<std::string>& words, const Value& one) {
    if (words.size() == 1) return names_.set(words[0], one);
    bind(words, elements(one));
  }
  void bind(const std::vector<std::string>& words, const std::vector<Value>& parts) {
    if (parts.size() != words.size()) trouble("names and values don't fit");
    for (size_t i = 0; i < words.size(); ++i) names_.set(words[i], parts[i]);
  }

  Names names_;
  const Clock& clock_;
  Changing changing_;
  size_t steps_ = 0;
};

}  // namespace

std::string render(const Template& of, const Names& names, const Clock& clock) {
  std::string out;
  Evaluation(names, clock).run(of.pieces, out);
  return out;
}

bool is_single(const Template& of) {
  return of.pieces.size() == 1 && of.pieces[0].kind == Piece::Kind::output;
}

Value evaluate_single(const Template& of, const Names& names, const Clock& clock) {
  return Evaluation(names, clock).value_alone(*of.pieces[0].expression);
}

}  // namespace musubi::http
