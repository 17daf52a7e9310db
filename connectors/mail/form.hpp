// Notification mails of form tools: labels and answers.
//
//   お名前：山田 太郎          【お名前】山田 太郎          ■お名前          Name: Taro Yamada
//   お問い合わせ内容：          【お問い合わせ内容】          山田 太郎          Message:
//   一行目                      一行目                                          first line
//   二行目                      二行目                                          second line
//
// A label stands at the beginning of a line, behind bullets and inside brackets if any; behind it a colon, a closing bracket, a wide blank
// or the end of the line. An answer runs to the next label.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/mail/mail.hpp"
#include "connectors/mail/settings.hpp"

namespace musubi::mail {

using Answers = std::vector<std::pair<std::string, std::string>>;  // label, answer; in the order of the mail

/// A label at the beginning of `line` and what stands behind it on the line.
struct LabelLine {
  std::string label, rest;
  bool marked = false;  // by a bracket or a bullet
};
/// Any label; nullopt where the line does not begin with one. For suggesting.
std::optional<LabelLine> any_label(std::string_view line);

/// As labels are compared: folded, without marks for what must be filled in.
std::string folded_label(std::string_view label);

/// The template that the mail's sender and subject fit; nullptr if there is none. An answer to a notification (Re:, In-Reply-To) and one passed
/// on (Fwd:) fit none; what `goes_out` from us to others fits only a template that names its sender.
const FormTemplate* template_of(const std::vector<FormTemplate>& templates, const Mail& mail, bool goes_out);

/// What the text answers to the template's labels. Labels that do not stand there are left out.
Answers answers_of(const FormTemplate& form, std::string_view text);

/// A template from samples of one form: the sender and the part of the subject that all share, the labels that stand in two of them at
/// least, the line behind the last answer. No labels where they have nothing in common.
FormTemplate suggested(const std::vector<Mail>& samples);

}  // namespace musubi::mail
