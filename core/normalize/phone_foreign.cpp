#include "core/normalize/phone_foreign.hpp"

#include <phonenumbers/phonenumberutil.h>

namespace musubi::normalize {

ForeignPhone foreign_phone(const std::string& international) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  ForeignPhone out;
  if (util.Parse(international, "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
      !util.IsValidNumber(number))
    return out;
  util.Format(number, PhoneNumberUtil::E164, &out.e164);
  util.Format(number, PhoneNumberUtil::INTERNATIONAL, &out.shown);
  return out;
}

}  // namespace musubi::normalize
