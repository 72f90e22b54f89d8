# 何かを見つけたルールの説明と、修正の働き。

finding-rule = このルールについて
finding-rule-of = ルール { $code } について
finding-rule-working = 読み込み中…
finding-rule-none = これ以上の説明はここにはありません。
finding-to-do = 対処方法
finding-why = 理由
finding-finds = 検出される例 ({ $kind })
finding-passes = 検出されない例 ({ $kind })
finding-sources = 出典
finding-date = { $date } 時点

finding-fix = 修正
finding-fix-title = 修正する前の確認
finding-fix-all = 安全な修正 { $count } 件を適用
finding-fix-all-title = 修正する前の確認
finding-fix-safe = 安全な修正です。この種類の修正は判定を変えません。
finding-fix-unsafe = この種類の修正は判定を変えることがあります。
finding-fix-details = どこからのサインインか、その理由
finding-fix-apply = 適用
finding-fix-cancel = キャンセル
finding-fix-changed = 書き換える内容
finding-fix-line-before = 変更前：
finding-fix-line-after = 変更後：
finding-fix-lines-more = { $count ->
   *[other] ほか { $count } 行
}
finding-fix-effect = 変わること
finding-fix-working = すべてのサインインを比較しています…
finding-fix-same = 判定は変わりません。すべてのサインインについて証明されています。
finding-fix-settles = 判定は変わりません。不明だったサインインだけが判定できるようになります。
finding-fix-leaves-open = 変わるとわかっている判定はありません。一部のサインインについては確かめられません。
finding-fix-changes = 判定が変わります。
finding-fix-not-known = 何が変わるかは不明です。
finding-fix-nothing = 修正するものは残っていません。
finding-fix-applied = 修正 { $count } 件
finding-fix-refused = 判定を変えてしまうため除いた修正 { $count } 件
finding-fix-appears = テキストの読み取れる部分が増え、新たに { $count } 件が見つかります。
finding-fix-stopped = 変わることを調べられませんでした。時間がかかりすぎたか、比較するプログラムを読み込めませんでした。もう一度比べるには、修正を開き直してください。
