# 何かを見つけたルールの説明と、修正の働き。

finding-rule = このルールについて
finding-rule-of = ルール { $code } について
finding-rule-working = 読み込み中…
finding-rule-none = これ以上の説明はここにはありません。
finding-why = 理由
finding-finds = 検出される例 ({ $kind })
finding-passes = 検出されない例 ({ $kind })
finding-sources = 出典
finding-date = { $date } 時点

finding-fix = 修正
finding-fix-title = 修正する前の確認
finding-fix-all = 判定を変えない修正をすべて適用
finding-fix-safe = 判定を変えない種類の修正です。
finding-fix-unsafe = 判定を変えることがある種類の修正です。
finding-fix-apply = 適用
finding-fix-cancel = キャンセル
finding-fix-changed = 書き換える内容
finding-fix-line-before = 変更前:
finding-fix-line-after = 変更後:
finding-fix-lines-more = { $count ->
   *[other] ほか { $count } 行
}
finding-fix-effect = 変わること
finding-fix-working = すべてのサインインを比較しています…
finding-fix-same = 何も変わりません。すべてのサインインについて証明されています。
finding-fix-settles = すでに決まっていた判定は変わりません。判定できなかったサインインの判定だけが変わります。
finding-fix-changes = サインインの判定が変わります。
finding-fix-not-known = わかりません。
finding-fix-nothing = 修正するものは残っていません。
finding-fix-applied = { $count ->
   *[other] 修正 { $count } 件
}
finding-fix-refused = { $count ->
   *[other] 判定を変えてしまう修正 { $count } 件は除きました。
}
finding-fix-appears = 修正後のテキストで見つかるもの:
finding-fix-stopped = 変わることを調べられませんでした。時間がかかりすぎたか、比較するプログラムを読み込めませんでした。
