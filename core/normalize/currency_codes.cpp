#include "core/normalize/currency_codes.hpp"

#include <algorithm>

namespace musubi::normalize {
namespace {

constexpr std::string_view codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP "
    "CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD "
    "JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
    "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB "
    "TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL ";

struct Family {
  std::string_view usual, others;
};
constexpr Family families[] = {{"USD", "AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD XCD"},
                               {"JPY", "CNY"},
                               {"CNY", "TWD"},
                               {"GBP", "EGP FKP GIP LBP SHP SYP"},
                               {"PHP", "ARS CLP COP CUP DOP MXN UYU"},
                               {"INR", "LKR MUR NPR PKR SCR"},
                               {"CHF", "BIF CDF DJF GNF KMF RWF XAF XOF XPF"},
                               {"KRW", "KPW"}};

bool is_among(std::string_view list, std::string_view code) { return code.size() == 3 && list.find(code) != list.npos; }

}  // namespace

std::string_view currency_code(View letters) {
  if (letters.size() != 3 || !std::all_of(letters.begin(), letters.end(), is_latin)) return {};
  for (size_t at = 0; at < codes.size(); at += 4)
    if (char32_t(codes[at]) == upper(letters[0]) && char32_t(codes[at + 1]) == upper(letters[1]) && char32_t(codes[at + 2]) == upper(letters[2]))
      return codes.substr(at, 3);
  return {};
}

bool may_mean(std::string_view usual, std::string_view code) {
  const auto family = std::find_if(std::begin(families), std::end(families), [&](const Family& f) { return f.usual == usual; });
  return family != std::end(families) && is_among(family->others, code);
}

bool has_decimal_comma(std::string_view code) { return is_among("ARS BGN BRL CLP COP CZK DKK EUR HUF IDR ISK NOK PLN PYG RON RUB SEK TRY UAH UYU", code); }

bool has_no_cents(std::string_view code) { return is_among("CLP COP IDR ISK PYG VND", code); }

}  // namespace musubi::normalize
