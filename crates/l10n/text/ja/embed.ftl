# An example in a page of documentation.

embed-unreadable = この例を読み取れません。
embed-findings = 問題
embed-line = ({ $line } 行目)
embed-met = { $count ->
   *[other] { $count } 件のサインインはすべて、このページの説明どおりの判定です。
}
embed-unmet = このページの説明は古くなっています: { $count } 件のサインインのうち { $unmet } 件の判定が異なります。
embed-unmet-changed = 変更後のポリシーでは、{ $count } 件のサインインのうち { $unmet } 件の判定がこのページの説明と異なります。
embed-difference = { $name }: `{ $path }` は `{ $actual }` です (このページの説明では `{ $expected }`)
embed-summary = 許可 { $allowed } 件、拒否 { $denied } 件、不明 { $unknown } 件
embed-reset = 変更をすべて元に戻す
embed-open = プレイグラウンドで開く
embed-answers = すべてのサインイン
embed-analysing = すべてのサインインを解析しています…
embed-unusable = 一覧の問題が残っているあいだは、すべてのサインインについて何が成り立つかは分かりません。
embed-unanalysed = すべてのサインインについて何が成り立つかを表示できません: 解析を読み込めなかったか、解析が停止しました。
