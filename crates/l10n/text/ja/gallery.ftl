# 例のギャラリー

gallery-title = 例
gallery-intro = AWS のドキュメントにあるポリシーと、陥りやすい誤りの例です。それぞれに、結果を確認できるサインインが付いています。例は新しいワークスペースとして開くため、現在のワークスペースはそのまま残ります。
gallery-search = 例を検索
gallery-kinds = 例の種類
gallery-all = すべて
gallery-traps = 落とし穴
gallery-patterns = パターン
gallery-count = { $count ->
    [0] 該当する例はありません
   *[other] { $count } 件の例
}
gallery-current = 表示中
gallery-open = 開く
gallery-open-named = 「{ $title }」を開く
