#include "core/resolve/reads_as.hpp"

#include "core/resolve/name_features.hpp"
#include "core/resolve/read_kanji.hpp"
#include "core/resolve/reading.hpp"

namespace musubi {
namespace {

using namespace resolving;

Features features_of_name(const Stated& name, const Model& model) {
  Profile p;
  p.values.push_back(name);
  return features_of(p, model.impl());
}

/// How a part of a name is read: one in kana as it stands.
std::string readings_of_part(NamePart part, const std::u16string& name) {
  if (script_of(name) != Script::kana) return folded_readings(part, name);
  return folded_reading(sound_of(utf8(name)));
}

}  // namespace

bool reads_as(const Stated& said, const Stated& kana, const Model& model) {
  const Sound sound = features_of_name(kana, model).sound;
  const Features x = features_of_name(said, model);
  if (sound.empty()) return false;
  if (!x.sound.empty()) {
    const std::string one = sound.folded_family + sound.folded_given;
    return one == x.sound.folded_family + x.sound.folded_given || one == x.sound.folded_given + x.sound.folded_family;
  }
  const Read read = read_kanji({readings_of_part(NamePart::family, x.name.family), readings_of_part(NamePart::given, x.name.given)}, sound);
  const bool some = read.family == Fit::yes || read.given == Fit::yes;
  return some && read.family != Fit::no && read.given != Fit::no;
}

}  // namespace musubi
