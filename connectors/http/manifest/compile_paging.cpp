#include "connectors/http/manifest/part.hpp"

namespace musubi::http {

Paginator compile_paginator(const Part& part) {
  Paginator out;
  if (part.is_null() || part.type() == "NoPagination") return out;
  if (part.type() != "DefaultPaginator") {
    part.unknown();
    return out;
  }
  Part strategy = part.child("pagination_strategy");
  std::string type = strategy.type();
  out.page_size = strategy.maybe_text("page_size", Takes::numbers);
  out.inject_first = strategy.flag("inject_on_first_request");
  if (type == "PageIncrement") {
    out.kind = Paginator::Kind::page;
    out.first_page = strategy.whole("start_from_page", 0);
  } else if (type == "OffsetIncrement") {
    out.kind = Paginator::Kind::offset;
  } else if (type == "CursorPagination") {
    out.kind = Paginator::Kind::cursor;
    out.cursor_value = strategy.need_text("cursor_value");
    out.stop = strategy.condition("stop_condition");
  } else {
    strategy.unknown();
  }
  out.size_option = part.option("page_size_option");
  if (out.size_option && !out.page_size) strategy.lacks_at("page_size", "needed_by", {{"what", "page_size_option"}});
  Part token = part.child("page_token_option");
  if (token.type() == "RequestPath")
    out.token_is_path = true;
  else
    out.token_option = part.option("page_token_option");
  return out;
}

}  // namespace musubi::http
