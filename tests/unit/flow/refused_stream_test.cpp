// A stream that is not let in, or gets no answer, stops the others only where the next one fares like it.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"
#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

class RefusedStream : public ::testing::Test {
 protected:
  /// "stream: id" of what failed, and the names in the note of what was not read. One list of steps for each try of a read.
  std::string after(const std::string& tries) {
    const std::string one = R"("schema":{},"key":["id"]})";
    folder.write("connections/api.yaml", "connector: scripted\nconfig:\n  catalogue: '{\"streams\":[{\"name\":\"a\"," + one + ",{\"name\":\"b\"," + one + ",{\"name\":\"c\"," + one +
                                             ",{\"name\":\"d\"," + one + "]}'\n  tries: " + tries + "\n");
    for (const char* stream : {"a", "b", "c", "d"})
      folder.write(std::string("mappings/api.") + stream + ".yaml", std::string("source: api.") + stream + "\nparties: {member: {kind: person, key: id, name: name}}\n");
    Configuration configuration = load_configuration(folder.path, "");
    configuration.hub.connector_paths = {test_plugins()};
    Hub hub = open_hub(std::move(configuration));
    SyncRequest request;
    request.retry.tries = 1;
    request.retry.patience = {};
    SyncReport report = musubi::sync(hub, request, folder.clock);
    figures = testing::figures(report);
    std::string out;
    for (const auto& [stream, failure] : report.connections.at(0).failed_streams) out += stream + ": " + failure.id + " ";
    if (report.connections[0].failure) out += "all: " + report.connections[0].failure->id + " ";
    for (const Message& note : report.connections[0].notes)
      if (note.id == "flow.unread") out += "unread: " + note.args.back().second + " ";
    return out;
  }
  const std::string good = R"([[record, "1", "{\"id\":1,\"name\":\"山田 花子\"}"]])", refused = "[[fail, 3, 0]]", silent = "[[fail, 5, 0]]", busy = "[[fail, 4, 0]]",
                    spoilt = "[[fail, 6, 0]]";

  std::string figures;
  testing::HubFolder folder;
};

TEST_F(RefusedStream, LeavesTheOthersAlone) {
  EXPECT_EQ(after("[" + refused + "," + good + "," + silent + "," + good + "]"), "a: pull.auth c: pull.transient ");
  EXPECT_EQ(figures, "b 1/1/0/0/0/0/ d 1/1/0/0/0/0/ a 0/0/0/0/0/0/ c 0/0/0/0/0/0/ ");
  EXPECT_EQ(folder.values("SELECT state FROM hub.run"), "failed ");
}

TEST_F(RefusedStream, EndsTheConnectionWhereTheNextFaresLikeIt) {
  EXPECT_EQ(after("[" + refused + "," + silent + "," + good + "," + good + "]"), "a: pull.auth all: pull.transient unread: c, d ");
  EXPECT_EQ(figures, "a 0/0/0/0/0/0/ b 0/0/0/0/0/0/ ");
}

TEST_F(RefusedStream, IsJudgedByTheNextThatSaysAnything) {
  EXPECT_EQ(after("[" + silent + "," + spoilt + "," + silent + "," + good + "]"), "a: pull.transient b: pull.data all: pull.transient unread: d ");
}

TEST_F(RefusedStream, ThatIsTheLastIsTheConnectionsFailure) {
  EXPECT_EQ(after("[" + good + "," + good + "," + good + "," + refused + "]"), "all: pull.auth ");
}

TEST_F(RefusedStream, ThatIsAskedTooOftenEndsTheConnectionAtOnce) {
  EXPECT_EQ(after("[" + busy + "," + good + "]"), "all: pull.rate unread: b, c, d ");
}

}  // namespace
}  // namespace musubi
