// A template as a tree. Made once per text, then evaluated any number of times, from any thread.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

enum class Op { add, sub, mul, div, floordiv, mod, pow, concat, eq, ne, lt, le, gt, ge, in, not_in };

struct Node;
using NodePtr = std::unique_ptr<Node>;

/// An expression.
struct Node {
  enum class Kind {
    constant,   // value
    name,       // text
    attribute,  // children[0].text
    item,       // children[0][children[1]]
    slice,      // children[0][children[1]:children[2]:children[3]]; a child may be null
    call,       // children[0](children[1…], named); a filter's and a test's children[0] is what it works on
    filter,     // text
    test,       // text
    unary_not,
    negative,
    positive,
    binary,   // op
    compare,  // children[0] ops[0] children[1] ops[1] …
    both,     // and
    either,   // or
    choose,   // children[0] if children[1] else children[2] (may be null)
    list,
    dict,  // key, value, key, value …
  };
  Kind kind;
  size_t at = 0;  // byte in the template
  std::string text;
  Value value;
  Op op = Op::add;
  std::vector<Op> ops;
  std::vector<NodePtr> children;
  std::vector<std::pair<std::string, NodePtr>> named;  // arguments by name
};

/// A part of a template's body.
struct Piece {
  enum class Kind { text, output, choose, set, repeat, scope };
  Kind kind;
  std::string text;                // text; of set: the attribute of names[0] that is set, "" for the names themselves
  std::vector<std::string> names;  // of set and repeat; more than one take a value apart
  NodePtr expression;              // output, set, what repeat walks
  /// choose: condition (null: else) and body; set without expression: one body; repeat: its "if" (may be null) and
  /// body, then that of its else, if any; scope (with): one body, which begins with what it sets.
  std::vector<std::pair<NodePtr, std::vector<Piece>>> bodies;
};

}  // namespace musubi::http
