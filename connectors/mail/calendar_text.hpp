// What an invitation says that comes without a text of its own.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// Summary, place and description of the first event of an iCalendar object, a line each; "" where there is none. Times are left to the calendar
/// itself (docs/connectors/file.md). Pure.
std::string calendar_text(std::string_view calendar);

}  // namespace musubi::mail
