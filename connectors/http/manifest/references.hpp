// What a manifest leaves unsaid: $ref is replaced by what it points to, $parameters reach the components
// below, types that follow from where a component stands are filled in. Pure.
#pragma once
#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// Throws Trouble (other) that names the reference: it points nowhere, or in a circle.
Json resolve_references(const Json& manifest);

/// Each component with its type and the parameters that reach it, under "$parameters" and as members it
/// lacks.
Json spread_parameters(const Json& manifest);
/// The same of one stream made of a template, in which parameters are filled in already; `parents_win`: of two parameters of
/// a name, the outer.
Json spread_parameters_over(const Json& stream, bool parents_win);

}  // namespace musubi::http
