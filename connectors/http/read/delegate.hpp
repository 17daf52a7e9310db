// Of a StateDelegatingStream: by which of its two streams a read goes.
#pragma once
#include <string_view>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

struct Delegate {
  const Stream& stream;
  bool begins_anew;  // the state is too old for what the source keeps: it is not gone on from
};

/// The stream itself where it is no such one. Throws Trouble where the settings cannot be evaluated.
Delegate delegate_of(const Session& session, const Stream& stream, std::string_view state);

}  // namespace musubi::http
