// Readers of the embedded cluster: what they may see, and from where.
#include <libpq-fe.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/settings/settings.hpp"
#include "core/store/reader_access.hpp"
#include "core/store/reader_zone.hpp"
#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

int free_port() {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  bind(s, reinterpret_cast<sockaddr*>(&address), length);
  getsockname(s, reinterpret_cast<sockaddr*>(&address), &length);
  close(s);
  return ntohs(address.sin_port);
}

/// "ok", or the value asked for, or the SQLSTATE of the failure, or "refused" where no connection came about.
std::string outcome(const std::string& user, const std::string& password, int port, const std::string& sql, bool value = false) {
  std::string target = "host=127.0.0.1 port=" + std::to_string(port) + " dbname=musubi user=" + user + " password=" + password + " connect_timeout=10";
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(target.c_str()), &PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) return "refused";
  std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  if (!state && value) return PQgetvalue(result.get(), 0, 0);
  return state ? state : "ok";
}

constexpr const char* denied = "42501";

TEST(Readers, SeeTheViewsAndNothingElse) {
  TemporaryDirectory directory;
  ReaderSettings settings{"127.0.0.1", free_port(), {}, {}, {}};
  Store store = Store::open("", (directory.path / "data").string(), settings);
  Session session = store.begin();
  std::string password = session.add_reader("excel");
  session.commit();
  EXPECT_EQ(password.size(), 24u);

  struct Case {
    const char *sql, *outcome;
  };
  for (const Case& c : {Case{"select * from api.customer", "ok"}, Case{"select * from api_ja.\"対応漏れ\"", "ok"}, Case{"select * from api.stage", "ok"}, Case{"select mail_reason from api.customer", "ok"},
                        Case{"select * from master.customer", denied}, Case{"select * from source.record", denied}, Case{"select * from identity.profile", denied},
                        Case{"select * from hub.run", denied}, Case{"create table api.mine (a int)", "25006"}, Case{"begin read write; create table public.mine (a int)", denied},
                        Case{"select pg_read_file('/etc/passwd')", denied}, Case{"copy (select 1) to program 'true'", denied}})
    EXPECT_EQ(outcome("excel", password, settings.port, c.sql), c.outcome) << c.sql;
  EXPECT_EQ(outcome("excel", "wrong", settings.port, "select 1"), "refused");
  EXPECT_EQ(outcome("musubi", "", settings.port, "select 1"), "refused") << "Musubi itself never comes by TCP";
}

TEST(Readers, SeeTheHoursOfTheHub) {
  TemporaryDirectory directory;
  ReaderSettings settings{"127.0.0.1", free_port(), {}, {}, {}};
  Store store = Store::open("", (directory.path / "data").string(), settings);
  auto seen = [&](const char* zone) {
    Session session = store.begin();
    std::string password = session.add_reader("excel");
    show_times_in(session, "excel", zone);
    session.commit();
    return outcome("excel", password, settings.port, "select date_trunc('month', timestamptz '2026-12-31 15:30Z')", true);
  };
  EXPECT_EQ(seen("Asia/Tokyo"), "2027-01-01 00:00:00+09");
  EXPECT_EQ(seen("UTC"), "2026-12-01 00:00:00+00") << "who is there already follows the settings, too";
}

TEST(Readers, GetAnotherPasswordAndGo) {
  TemporaryDirectory directory;
  ReaderSettings settings{"127.0.0.1", free_port(), {}, {}, {}};
  Store store = Store::open("", (directory.path / "data").string(), settings);
  auto act = [&](auto action) {
    Session session = store.begin();
    auto out = action(session);
    session.commit();
    return out;
  };
  std::string first = act([](Session& s) { return s.add_reader("excel"); }), second = act([](Session& s) { return s.add_reader("excel"); });
  EXPECT_EQ(outcome("excel", first, settings.port, "select 1"), "refused");
  EXPECT_EQ(outcome("excel", second, settings.port, "select 1"), "ok");
  act([](Session& s) { return s.drop_reader("excel"), 0; });
  EXPECT_EQ(outcome("excel", second, settings.port, "select 1"), "refused");
  for (const char* name : {"", "Excel", "a b", "x\"; drop", "musubi", "pg_x", "musubi_reader"}) EXPECT_THROW(act([&](Session& s) { return s.add_reader(name); }), Error) << name;
  EXPECT_THROW(act([](Session& s) { return s.drop_reader("excel"), 0; }), Error);
}

TEST(ReaderAccess, TellsTheServerWhoMayCome) {
  EXPECT_EQ(store::access_rules({}), "# Written at every start by Musubi.\nlocal all musubi trust\n");
  std::string far = store::access_rules({"0.0.0.0", 5433, {"192.168.1.0/24"}, "/c.pem", "/k.pem"});
  EXPECT_NE(far.find("hostssl musubi +musubi_reader 192.168.1.0/24 scram-sha-256"), std::string::npos) << far;
  EXPECT_EQ(far.find("host "), std::string::npos) << far;
  store::ClusterPlace place{"/d", "/d", "/d/o'x", {}};
  std::string lines = store::network_settings({"127.0.0.1", 5433, {}, {}, {}}, place);
  EXPECT_NE(lines.find("port = 5433\nlisten_addresses = '127.0.0.1'\n"), std::string::npos) << lines;
  EXPECT_NE(lines.find("'\"/d/o''x\"'"), std::string::npos) << lines;
}

}  // namespace
}  // namespace musubi
