// Weights of pairs as a picture: a plain SVG file that any browser shows.
#pragma once
#include <string>
#include <vector>

namespace musubi {

/// One step of a waterfall: what it says, and by how many bits it moves the sum.
struct ChartBar {
  std::string label;
  double weight = 0;
};
/// One pair: a heading, sentences below it, and its bars, the first from zero.
struct ChartPair {
  std::string heading;
  std::vector<std::string> lines;
  std::vector<ChartBar> bars;
};
/// A limit that all pairs are held against.
struct ChartLimit {
  std::string label;
  double weight = 0;
};

/// The pairs one below the other, on one scale. Texts are escaped, and wrapped where they are wide. Pure.
std::string weights_chart(const std::vector<ChartPair>& pairs, const std::vector<ChartLimit>& limits);

}  // namespace musubi
