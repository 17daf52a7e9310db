#include "core/app/chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/utf8.hpp"

namespace musubi {
namespace {

constexpr int width = 900, label_to = 330, bars_from = 345, bars_to = 830, row = 26, line_height = 20, columns = 112;

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return out;
}

std::vector<std::string> wrapped(const std::string& line) {
  std::vector<std::string> out;
  for (std::string_view rest = line; !rest.empty();) {
    std::string_view piece = text::truncate_to_width(rest, columns);
    if (piece.empty()) piece = rest;
    if (size_t space = piece.rfind(' '); piece.size() < rest.size() && space != piece.npos && space > piece.size() / 2) piece = piece.substr(0, space + 1);
    out.emplace_back(piece);
    rest.remove_prefix(piece.size());
  }
  return out;
}

/// Bits to pixels, the same for all pairs.
struct Scale {
  double low = 0, high = 1;
  double x(double bits) const { return bars_from + (bits - low) / (high - low) * (bars_to - bars_from); }
  void cover(double bits) { low = std::min(low, bits), high = std::max(high, bits); }
};

Scale scale_of(const std::vector<ChartPair>& pairs, const std::vector<ChartLimit>& limits) {
  Scale out;
  for (const ChartLimit& l : limits) out.cover(l.weight);
  for (const ChartPair& p : pairs) {
    double sum = 0;
    for (const ChartBar& b : p.bars) out.cover(sum += b.weight);
  }
  return out;
}

class Drawing {
 public:
  explicit Drawing(Scale scale) : scale_(scale) {}

  void pair(const ChartPair& p, const std::vector<ChartLimit>& limits) {
    y_ += 14;
    text(16, y_ += line_height, p.heading, "heading");
    for (const std::string& line : p.lines)
      for (const std::string& piece : wrapped(line)) text(16, y_ += line_height, piece, "line");
    y_ += 26;
    double top = y_, sum = 0;
    for (const ChartBar& b : p.bars) {
      bar(b.label, sum, sum + b.weight, b.weight < 0 ? "against" : "for");
      sum += b.weight;
    }
    bar("=", 0, sum, "sum");
    for (const ChartLimit& l : limits) limit(l, top);
  }

  std::string svg() const {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1:.0f}\" viewBox=\"0 0 {0} {1:.0f}\" font-family=\"sans-serif\" font-size=\"13\">\n"
        "<style>.heading{{font-weight:bold;font-size:15px}}.number{{fill:#444}}.for{{fill:#2a7}}.against{{fill:#c54}}.sum{{fill:#357}}"
        ".limit{{stroke:#888;stroke-dasharray:4 3}}.limits{{fill:#666;font-size:11px}}</style>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{2}</svg>\n",
        width, y_ + 24, out_);
  }

 private:
  void text(double x, double y, const std::string& what, const char* kind, const char* anchor = "start") {
    out_ += fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", kind, x, y, anchor, escaped(what));
  }
  void bar(const std::string& label, double from, double to, const char* kind) {
    double left = scale_.x(std::min(from, to)), right = scale_.x(std::max(from, to));
    text(label_to, y_ + 14, label, "label", "end");
    out_ += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"16\"/>\n", kind, left, y_ + 2, std::max(right - left, 1.0));
    text(right + 5, y_ + 14, fmt::format("{:+.2f}", to - from), "number");
    y_ += row;
  }
  void limit(const ChartLimit& l, double top) {
    double x = scale_.x(l.weight);
    out_ += fmt::format("<line class=\"limit\" x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\"/>\n", x, top - 4, y_);
    text(x, top - 7, l.label, "limits", "middle");
  }

  Scale scale_;
  double y_ = 0;
  std::string out_;
};

}  // namespace

std::string weights_chart(const std::vector<ChartPair>& pairs, const std::vector<ChartLimit>& limits) {
  Drawing drawing(scale_of(pairs, limits));
  for (const ChartPair& p : pairs) drawing.pair(p, limits);
  return drawing.svg();
}

}  // namespace musubi
