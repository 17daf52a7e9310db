// Sentences with words of employment that tell nothing of the sender's.
#pragma once
#include "connectors/mail/people.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {

/// What did not happen, ends with the day, is wished for, asked, answered (ご退職, 異動のお知らせを拝見) or bought for (退職祝いの花束). Pure.
bool is_no_news(const Sentence& s);

/// Where a person writes: of a predecessor, colleague, relative, of anybody who bears another name than `sender`, or of a colleague who is at
/// home by now. 前任の佐藤が退職し、私が担当いたします · 夫が退職したので · 産休に入る同僚への · 田中は退職いたしました. Pure.
bool is_of_others(const Sentence& s, const Person& sender);

}  // namespace musubi::mail
