// Python's operators, truth, equality and texts over values. All throw Trouble as Python throws.
#pragma once
#include <compare>
#include <string>

#include "connectors/http/template/ast.hpp"

namespace musubi::http {

bool is_true(const Value& value);
bool is_true(const Json& json);
/// str(): what a value becomes in the text of a template.
std::string text_of(const Value& value);
void append_text(std::string& out, const Value& value);
/// repr() of a JSON value: {'a': None}.
void append_repr(std::string& out, const Json& json);
/// repr() of a float: 1e+16, 0.1, nan.
std::string float_text(double value);
/// The type as Python names it: 'int', 'NoneType'.
std::string type_name(const Value& value);

bool equal(const Json& a, const Json& b);
bool equal(const Value& a, const Value& b);
/// -1, 0, 1; Trouble (type) for what has no order.
int order(const Value& a, const Value& b);

Value binary(Op op, const Value& a, const Value& b);
bool compare(Op op, const Value& a, const Value& b);
Value negative(const Value& value);
/// value[index]; undefined where it is not there.
Value item(const Value& value, const Value& index);
/// value.name; undefined where it is not there.
Value attribute(const Value& value, const std::string& name);
Value slice(const Value& value, const Value* from, const Value* to, const Value* step);

/// What a loop over the value gives; Trouble (type) where it cannot be walked.
std::vector<Value> elements(const Value& value);
/// A list value of these; times and undefined become texts.
Value list_of(const std::vector<Value>& values);
/// As JSON: times become their texts, undefined null.
Json json_of(const Value& value);

int64_t integer_of(const Value& value);  // of an int; Trouble (type) otherwise
double double_of(const Value& value);    // of a number; Trouble (type) otherwise

}  // namespace musubi::http
