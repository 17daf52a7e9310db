#include "core/pull/plugin.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstring>

namespace musubi {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& ja, const std::string& en) {
  throw Error("pull.no_plugin", {{"file", file.string()}, {"ja", ja}, {"en", en}});
}

mu_entry entry_of(const std::filesystem::path& file) {
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    const char* why = dlerror();
    refuse(file, why ? why : "", why ? why : "");
  }
  void* symbol = dlsym(handle, "musubi_connector");
  if (!symbol) refuse(file, "musubi_connector がありません。", "It does not export musubi_connector.");
  return reinterpret_cast<mu_entry>(symbol);
}

}  // namespace

mu_connector load_plugin(const std::filesystem::path& file) {
  const mu_connector* own = entry_of(file)();
  constexpr size_t least = offsetof(mu_connector, receive);
  if (!own || own->size < least)
    refuse(file, "コネクターの表が短すぎます。", "Its table is shorter than the contract's first version.");
  mu_connector table{};
  std::memcpy(&table, own, std::min(own->size, sizeof table));
  if (table.abi != MU_ABI) {
    std::string theirs = std::to_string(table.abi), ours = std::to_string(MU_ABI);
    refuse(file, "契約の版は " + theirs + " ですが、この Musubi は " + ours + " です。",
           "It speaks version " + theirs + " of the contract, this Musubi speaks " + ours + ".");
  }
  if (!table.name || !table.version || !table.config_schema || !table.open || !table.check ||
      !table.discover || !table.close || !(table.read || table.receive))
    refuse(file, "必須の項目が表に欠けています。", "Its table lacks something that every connector has.");
  return table;
}

}  // namespace musubi
