// The fields a party can have: one table, from which profile and customer columns, survivorship, change sets, `customer
// show` and the mapping files' words all come.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace musubi {

enum class Field : uint8_t {
  name, kana, company, department, title, address, phone, fax, email, birth_date, sex, occupation, income, website,
  customer_type, preferred_channel, industry, company_size, decides, corporate_number, line, x, facebook, instagram, note,
  count_
};

/// How a field's text is read (a normalizer's name), compared and stored.
enum class FieldType : uint8_t { person_name, kana_name, company, text, address, phone, email, date, sex, number, yes_no, url, corporate_number, handle };

struct FieldDef {
  Field field;
  std::string_view name;                        // in mapping files, English output and origins
  std::string_view ja;                          // in Japanese output
  FieldType type;
  bool many;                                    // several values at once (stored as text[])
  bool contact;                                 // also a row of master.contact_point
  std::span<const std::string_view> parts;      // column names: name → family, given; one column for most
};

/// All fields, in the order they are shown and stored.
std::span<const FieldDef> fields();
const FieldDef& field(Field f);
/// By the mapping files' word; nullptr if there is none.
const FieldDef* find_field(std::string_view name);

}  // namespace musubi
