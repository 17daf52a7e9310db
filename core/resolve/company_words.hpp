// What a company's shown name says beside its own name.
#pragma once
#include <string>
#include <string_view>

namespace musubi::resolving {

/// The words behind a company's own name; both "" for a head office or where there are none.
struct CompanyEnd {
  std::string site;  // a place of its own: 東京営業所 of "株式会社山田製作所 東京営業所 営業部"
  std::string unit;  // who sits there or at the head office: 営業部
};

/// Of a name as normalize shows it. Linear in its length.
CompanyEnd company_end(std::string_view shown);

/// "株式会社山田製作所" → "株式会社"; "" where none of the Japanese forms stands there.
std::string_view legal_form_of(std::string_view shown);

}  // namespace musubi::resolving
