// For http_beside_cdk.py and http_beside_dlt.py: `serve PORT_FILE` answers pages of 1,000 records of 600 bytes; `fetch PORT PAGES`
// reads them and does nothing else; `read MODULE CONFIG` reads stream `items` with the plug-in and says how many records a second,
// and its largest memory.
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>

#include "core/sdk/host.hpp"

namespace {

constexpr int kRows = 1000;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A row of 600 bytes with its comma, and where what differs between rows stands in it.
struct Row {
  std::string text;
  size_t id = 0, family = 0, given = 0, email = 0, phone = 0;
};

Row made_row() {
  Row out;
  out.text = "{\"id\":##########,\"name\":\"FAMILY GIVEN.\",\"email\":\"c##########@example.com\",\"phone\":\"090########\",\"updated_at\":"
             "\"2026-01-31T09:00:00Z\",\"amount\":1234.5,\"active\":true,\"tags\":[\"a\",\"b\"],\"note\":\"";
  out.text += std::string(597 - out.text.size(), 'x') + "\"},";
  out.id = out.text.find('#');
  out.family = out.text.find("FAMILY");
  out.given = out.text.find("GIVEN.");
  out.email = out.text.find("c#") + 1;
  out.phone = out.text.find("090#") + 3;
  return out;
}

constexpr const char* kFamilies[] = {"山田", "佐藤", "鈴木", "田中", "伊藤", "山本", "中村", "小林", "加藤", "吉田", "松本", "井上"};
constexpr const char* kGivens[] = {"太郎", "一郎", "健二", "大輔", "翔太", "直樹", "花子", "美咲", "陽子", "恵子", "由美", "裕子"};

/// Every tenth row says the person of the row before once more, under an id of its own. Neighbours have mail addresses and phones far
/// from each other, for what differs in one digit looks like a slip of the pen.
void fill(const Row& row, long id, char* to) {
  const long person = id % 10 == 9 ? id - 1 : id;
  auto digits = [&](size_t at, int count, long number) { std::to_chars(to + at, to + at + count, number); };
  digits(row.id, 10, id);
  digits(row.email, 10, person * 2654435761L % 9'000'000'000L + 1'000'000'000L);
  digits(row.phone, 8, person * 48271L % 90'000'000L + 10'000'000L);
  std::memcpy(to + row.family, kFamilies[person % 12], 6);
  std::memcpy(to + row.given, kGivens[person / 12 % 12], 6);
}

/// The pages of one connection. Only what differs between rows is written anew, so that serving costs a fraction of any reading.
class Pages {
 public:
  Pages() {
    for (int i = 0; i < kRows; ++i) text_ += row_.text;
    text_.pop_back();
    text_ += "],\"total\":1}";
  }
  const std::string& at(int number, int pages) {
    if (number > pages) return none_;
    for (int i = 0; i < kRows; ++i) fill(row_, 1'000'000'000L + (number - 1L) * kRows + i, text_.data() + begin_ + row_.text.size() * static_cast<size_t>(i));
    return text_;
  }

 private:
  const Row row_ = made_row();
  std::string text_ = "{\"items\":[";
  const size_t begin_ = text_.size();
  const std::string none_ = "{\"items\":[],\"total\":1}";
};

bool send_all(int socket, const std::string& bytes) {
  for (size_t at = 0; at < bytes.size();) {
    ssize_t sent = send(socket, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    at += static_cast<size_t>(sent);
  }
  return true;
}

void answer(int socket) {
  int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  Pages pages;
  std::string asked;
  char buffer[8192];
  for (ssize_t got; (got = recv(socket, buffer, sizeof buffer, 0)) > 0;) {
    asked.append(buffer, static_cast<size_t>(got));
    size_t end = asked.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    auto number = [&](const char* name, int otherwise) {
      size_t at = asked.find(name);
      return at < end ? std::atoi(asked.c_str() + at + std::strlen(name)) : otherwise;
    };
    const std::string& body = pages.at(number("page=", 1), number("pages=", 100));
    std::this_thread::sleep_for(std::chrono::milliseconds(number("latency=", 0)));
    asked.erase(0, end + 4);
    std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    if (!send_all(socket, head) || !send_all(socket, body)) break;
  }
  close(socket);
}

int serve(const char* port_file) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 64) != 0) return 1;
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  std::ofstream(port_file) << ntohs(address.sin_port) << std::endl;
  for (;;) std::thread(answer, accept(listener, nullptr, nullptr)).detach();
}

int fetch(int port, int pages) {
  int client = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return 1;
  auto start = Clock::now();
  std::string buffer(1 << 20, '\0');
  const size_t wanted = Pages().at(1, pages).size();
  for (int number = 1; number <= pages; ++number) {
    send_all(client, "GET /items?page=" + std::to_string(number) + "&pages=" + std::to_string(pages) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    size_t got = 0;
    bool headed = false;
    while (got < wanted) {
      ssize_t part = recv(client, buffer.data(), buffer.size(), 0);
      if (part <= 0) return 1;
      size_t head = headed ? 0 : std::string_view(buffer.data(), static_cast<size_t>(part)).find("\r\n\r\n") + 4;
      headed = true;
      got += static_cast<size_t>(part) - head;
    }
  }
  std::printf("{\"records\": %d, \"seconds\": %.3f}\n", pages * kRows, seconds_since(start));
  return 0;
}

struct Counted {
  size_t records = 0, bytes = 0;
  std::string said;
};
Counted counted;

mu_host counting_host() {
  mu_host h{};
  h.size = sizeof h;
  h.record = [](void*, mu_text, mu_text, mu_text json) {
    ++counted.records;
    counted.bytes += json.size;
    return int32_t{MU_OK};
  };
  h.checkpoint = [](void*, mu_text, mu_text) { return int32_t{MU_OK}; };
  h.secret = [](void*, mu_text, mu_take, void*) { return int32_t{MU_CONFIG}; };
  h.keep_secret = [](void*, mu_text, mu_text) { return int32_t{MU_OK}; };
  h.stopping = [](void*) { return int32_t{0}; };
  h.log = [](void*, int32_t, mu_text) {};
  h.fail = [](void*, mu_text, mu_pairs, mu_text sentence) { counted.said = musubi::sdk::view(sentence); };
  h.retry_after = [](void*, int64_t) {};
  h.unreadable = [](void*, mu_text, mu_text, mu_text, mu_text, mu_pairs, mu_text) { return int32_t{MU_OK}; };
  return h;
}

int read(const char* module, const std::string& config) {
  void* handle = dlopen(module, RTLD_NOW | RTLD_LOCAL);
  auto entry = handle ? reinterpret_cast<mu_entry>(dlsym(handle, "musubi_connector")) : nullptr;
  if (!entry) return std::fprintf(stderr, "%s\n", dlerror()), 1;
  mu_host host = counting_host();
  void* instance = entry()->open(&host, musubi::sdk::text(config));
  auto start = Clock::now();
  int32_t result = instance ? entry()->read(instance, musubi::sdk::text("items"), musubi::sdk::text("")) : MU_CONFIG;
  double seconds = seconds_since(start);
  if (result != MU_OK) return std::fprintf(stderr, "%s\n", counted.said.c_str()), 1;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("{\"records\": %zu, \"seconds\": %.3f, \"cpu\": %.3f, \"megabytes\": %ld, \"bytes\": %zu}\n", counted.records, seconds,
              static_cast<double>(usage.ru_utime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec) / 1e6, usage.ru_maxrss / 1024, counted.bytes);
  entry()->close(instance);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  std::string what = count > 1 ? words[1] : "";
  if (what == "serve" && count == 3) return serve(words[2]);
  if (what == "fetch" && count == 4) return fetch(std::atoi(words[2]), std::atoi(words[3]));
  if (what == "read" && count == 4) return read(words[2], words[3]);
  return 2;
}
