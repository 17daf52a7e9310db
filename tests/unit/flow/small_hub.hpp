// A hub with one list of members in a folder of its own, for tests that sync again and again.
#pragma once
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/flow/sync.hpp"
#include "tests/unit/flow/shared_cluster.hpp"
#include "tests/scratch.hpp"

namespace musubi::testing {

struct Member {
  std::string name, mail, phone, birth, town;
};

class SmallHub {
 public:
  SmallHub() {
    folder_ = scratch_folder("flow");
    write("musubi.yaml", settings_for(new_database()));
    write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.jsonl, key: [id]}}}\n");
    write("mappings/shop.members.yaml",
          "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name, email: mail, phone: phone, birth_date: birth, "
          "address: {full: town}}\n");
  }
  SmallHub(const SmallHub&) = delete;
  SmallHub& operator=(const SmallHub&) = delete;
  ~SmallHub() {
    hub_.reset();
    std::filesystem::remove_all(folder_);
  }

  void write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }

  /// The list says this of these members now; those it leaves out stay as they were.
  SyncReport sync(const std::map<std::string, Member>& members, size_t chunk = 5000) {
    std::string text;
    for (const auto& [id, m] : members)
      text += "{\"id\":\"" + id + "\",\"name\":\"" + m.name + "\",\"mail\":\"" + m.mail + "\",\"phone\":\"" + m.phone + "\",\"birth\":\"" + m.birth + "\",\"town\":\"" + m.town + "\"}\n";
    write("members.jsonl", text);
    SyncRequest request;
    request.chunk_size = chunk;
    return musubi::sync(hub(), request, clock_);
  }

  /// Where the embedded cluster and all else that is kept lives.
  std::filesystem::path data() { return hub().configuration.hub.data; }

  /// Opened when first needed, with the files written until then.
  Hub& hub() {
    if (!hub_) hub_.reset(new Hub(open_hub(load_configuration(folder_, ""))));
    return *hub_;
  }

  /// The files as they are now are read when the hub is needed next.
  void reopen() { hub_.reset(); }

  std::vector<std::vector<std::string>> select(const std::string& sql) {
    std::vector<std::vector<std::string>> out;
    for (const auto& row : hub().store.begin().select(sql).rows) {
      out.emplace_back();
      for (const auto& value : row) out.back().push_back(value.value_or(""));
    }
    return out;
  }

  /// Who is one customer, by the keys of their records.
  std::set<std::vector<std::string>> customers() {
    std::map<std::string, std::vector<std::string>> by_customer;
    for (const auto& row : select("SELECT customer_id, record_key FROM identity.profile WHERE NOT stub ORDER BY 2")) by_customer[row[0]].push_back(row[1]);
    std::set<std::vector<std::string>> out;
    for (auto& [id, keys] : by_customer) out.insert(std::move(keys));
    return out;
  }
  /// Match and review pairs, by the keys of their records.
  std::set<std::vector<std::string>> pairs() {
    auto rows = select(
        "SELECT least(x.record_key, y.record_key), greatest(x.record_key, y.record_key), p.band FROM identity.pair p"
        " JOIN identity.profile x ON x.id = p.a JOIN identity.profile y ON y.id = p.b");
    return {rows.begin(), rows.end()};
  }

 private:
  std::filesystem::path folder_;
  SystemClock clock_;
  std::unique_ptr<Hub> hub_;
};

}  // namespace musubi::testing
