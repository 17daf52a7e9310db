#include "core/base/error.hpp"

namespace musubi {

Error::Error(Message message) : message_(std::move(message)), english_(render(message_, Lang::en)) {}

Error::Error(std::string id, std::vector<std::pair<std::string, std::string>> args)
    : Error(Message{std::move(id), std::move(args)}) {}

}  // namespace musubi
