// Words that branches and departments are called by.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// True for a word that is a branch by itself: 大阪支店, 営業部, 新宿西口店, 購買G; not for what a trade makes a name of: 工務店, 倶楽部,
/// 美容室; 店 only behind a place or a number.
bool is_branch_word(View word);
/// True for a branch that companies are not called by, so that whatever follows it belongs to it (営業部 佐藤), unlike 研究所, センター.
bool is_sure_branch(View word);
/// True for an ending alone (営業所), which a place may stand before.
bool is_branch_ending(View word);
/// True for what shops in a trade are called by before 店, though a town may be called so too: 材木, 呉服.
bool is_trade(View word);
/// Where a part of a place begins that `text` ends with (西口 of 新宿西口); the size of `text` if it ends with none.
size_t place_part_start(View text);
/// 代表取締役, 営業部長, 担当:山田.
bool is_speaker(View word);
/// Where the number begins that ends at `end`; `end` itself if none does.
size_t number_start(View text, size_t end);
/// Where 第三 or 第2 begins that ends at `end`; `end` itself if none does.
size_t ordinal_start(View text, size_t end);

}  // namespace musubi::normalize
