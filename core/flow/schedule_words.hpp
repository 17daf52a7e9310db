// The two ways to write a schedule, each as far as it understands a text. Private to schedule.cpp.
#pragma once
#include <optional>
#include <string>

#include "core/flow/schedule.hpp"

namespace musubi {

/// Words in Japanese and English.
class ScheduleWords {
 public:
  /// `text`: folded (NFKC), lower case, single spaces. nullopt where it is none of the forms.
  static std::optional<Schedule> read(const std::string& text);

 private:
  static bool times(std::string text, Schedule& out);
};

/// The five fields of cron.
class CronFields {
 public:
  static std::optional<Schedule> read(const std::string& text);
  /// True for a text that was meant as cron: five words of digits, stars and the like.
  static bool looks_like(const std::string& text);
};

}  // namespace musubi
