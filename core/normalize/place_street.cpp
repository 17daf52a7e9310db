#include "core/normalize/place_street.hpp"

#include <algorithm>

#include "core/normalize/numeral.hpp"

namespace musubi::normalize {

size_t end_of_street(View folded, size_t from, bool& directed) {
  constexpr View directions[] = {U"上ル",   U"上ケル", U"下ル",   U"下ケル",
                                 U"東入ル", U"東入",   U"西入ル", U"西入"};
  size_t end = 0;
  for (size_t i = from + 1; i < folded.size(); ++i)
    for (View d : directions)
      if (folded.substr(i).starts_with(d)) end = std::max(end, i + d.size());
  directed = end > 0;
  if (directed) return end;
  size_t street = folded.find(U'通', from);
  return street == View::npos ? 0 : street + 1;
}

size_t end_of_bare_streets(View folded, size_t from) {
  constexpr View streets[] = {U"一条",   U"二条",   U"三条",   U"四条",   U"五条",   U"六条", U"七条",
                              U"八条",   U"九条",   U"十条",   U"烏丸",   U"御池",   U"堀川", U"室町",
                              U"新町",   U"西洞院", U"大宮",   U"東洞院", U"河原町", U"寺町", U"千本",
                              U"木屋町", U"高倉",   U"今出川", U"丸太町", U"柳馬場"};
  const auto next = std::find_if(std::begin(streets), std::end(streets),
                                 [&](View street) { return folded.substr(from).starts_with(street); });
  return next == std::end(streets) ? from : end_of_bare_streets(folded, from + next->size());
}

Chars street_name(View text) {
  Chars out;
  for (size_t i = 0; i < text.size();) {
    View rest = text.substr(i);
    if (is_digit(rest[0])) {
      size_t at = 0;
      int64_t n = scan_number(rest, at);
      if (n >= 0) {
        out += kanji_number(n);
        i += at;
        continue;
      }
    }
    auto follows = [&](size_t at, std::initializer_list<View> ends) {
      for (View end : ends)
        if (rest.substr(at).starts_with(end)) return end.size();
      return size_t(0);
    };
    size_t end = 0;
    if (rest[0] == U'上' || rest[0] == U'下') end = follows(1, {U"る", U"ル", U"がる", U"ガル"});
    if (end) {
      out.append(rest.substr(0, 1)).append(U"る");
    } else if (rest[0] == U'入') {
      end = follows(1, {U"る", U"ル"});
      out += U'入';
    } else if (rest.starts_with(U"通り")) {
      end = 1;
      out += U'通';
    } else if (rest.starts_with(U"町目") && !out.empty() && is_numeral(out.back())) {
      out += U'丁';
    } else if (View(U" ,、()").find(rest[0]) == View::npos) {
      out += rest[0];
    }
    i += end + 1;
  }
  return out;
}

}  // namespace musubi::normalize
