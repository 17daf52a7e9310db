#include "connectors/http/read/gone_list.hpp"

#include "connectors/http/read/reader.hpp"

namespace musubi::http {

void deliver_gone(Turns& turns, Session& session, const Stream& stream, Delivery& delivery) {
  if (!stream.gone_list) return;
  Reader reader(session, *stream.gone_list);
  auto deliver = [&](Record& record) {
    record.need();
    record.set_gone();
    delivery.deliver(record);
  };
  SliceRead read(reader, Slice(), nullptr, deliver, [](const Json&) { return true; });
  turns.complete(read);
}

}  // namespace musubi::http
