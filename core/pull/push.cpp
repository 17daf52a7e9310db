// What is pushed, and what is asked for by key.
#include "core/pull/source.hpp"
#include "core/sdk/host.hpp"

namespace musubi {
namespace {

struct Reply {
  PushAnswer answer;
  int count = 0;

  static void take(void* to, const mu_answer* answer) {
    auto& reply = *static_cast<Reply*>(to);
    ++reply.count;
    reply.answer = {answer->status, {}, std::string(sdk::view(answer->body))};
    for (size_t i = 0; i < answer->headers.size; ++i) {
      const mu_pair& header = answer->headers.data[i];
      reply.answer.headers.emplace_back(sdk::view(header.name), sdk::view(header.value));
    }
  }
};

}  // namespace

PushAnswer Source::receive(const Push& push, Sink& sink, std::stop_token stop) {
  const std::string& connection = impl_->connection.name;
  if (!impl_->table.receive)
    throw Error("pull.receives_nothing", {{"connection", connection}, {"connector", impl_->table.name}});
  sdk::BorrowedPairs headers(push.headers);
  mu_request request{sizeof(mu_request), sdk::text(push.method), sdk::text(push.target), headers.get(),
                     sdk::text(push.body)};
  Reading reading{"", "", &sink, std::move(stop)};
  reading.any_stream = reading.no_state = true;
  Lending lending(impl_->host, reading);
  Reply reply;
  impl_->judge(impl_->table.receive(impl_->instance, &request, Reply::take, &reply), "", 0);
  if (reply.count != 1)
    throw Error("pull.no_answer", {{"connection", connection}, {"connector", impl_->table.name}});
  return std::move(reply.answer);
}

void Source::fetch(const std::string& stream, const std::vector<std::string>& keys, Sink& sink,
                   std::stop_token stop) {
  if (!impl_->table.fetch)
    throw Error("pull.fetches_nothing",
                {{"connection", impl_->connection.name}, {"connector", impl_->table.name}});
  std::vector<mu_text> wanted;
  for (const std::string& key : keys) wanted.push_back(sdk::text(key));
  Reading reading{stream, "", &sink, std::move(stop)};
  reading.no_state = true;
  Lending lending(impl_->host, reading);
  impl_->judge(impl_->table.fetch(impl_->instance, sdk::text(stream), wanted.data(), wanted.size()), stream, 0);
}

}  // namespace musubi
