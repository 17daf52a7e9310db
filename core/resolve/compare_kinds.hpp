// The two kinds of comparison behind compare().
#pragma once
#include "core/resolve/features.hpp"

namespace musubi::resolving {

/// Fills weight, band, veto and evidence of `out`. Symmetric and pure.
void compare_persons(const Features& x, const Features& y, const Model::Impl& model, Pair& out);
void compare_organisations(const Features& x, const Features& y, const Model::Impl& model, Pair& out);

/// The strongest of these evidences of one place counts in full, further agreement a quarter: phone, address
/// and employer of one house or one office are one fact, not three.
void count_once(std::vector<Evidence*> same_place);

/// Sum of the evidence and the prior, rounded.
double total(const std::vector<Evidence>& evidence, double prior);

}  // namespace musubi::resolving
